package org.zhumin.platform;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

import java.util.Map;
import java.util.function.Function;

/** Takes a YAML file apart. */
final class YamlText {
    private YamlText() {}

    /**
     * Fails with {@link InvalidConfiguration}.
     *
     * @param file its name, for what fails
     */
    static <T> T read(String file, String section, String text, Function<ConfigEntry, T> reader) {
        Object under = under(file, section, load(file, text), section);
        return new ConfigEntry(file, section, under).readAll(reader);
    }

    private static @Nullable Object load(String file, String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var dumping = new DumperOptions();
        var yaml =
                new Yaml(
                        new SafeConstructor(options),
                        new Representer(dumping),
                        dumping,
                        options,
                        new AllText());
        try {
            return yaml.load(text);
        } catch (YAMLException mistake) {
            throw new InvalidConfiguration(file, oneLine(mistake));
        }
    }

    private static String oneLine(YAMLException mistake) {
        return String.valueOf(mistake.getMessage()).replaceAll("\\s+", " ");
    }

    /** What stands under the rest of the section's name, in steps or joined by dots. */
    private static Object under(
            String file, String section, @Nullable Object value, String restOfName) {
        if (value == null) {
            return Map.of();
        }
        if (restOfName.isEmpty()) {
            return value;
        }
        if (value instanceof Map<?, ?> map && map.size() == 1) {
            String key = String.valueOf(map.keySet().iterator().next());
            if (restOfName.equals(key) || restOfName.startsWith(key + ".")) {
                int start = Math.min(key.length() + 1, restOfName.length());
                return under(file, section, map.get(key), restOfName.substring(start));
            }
        }
        throw new InvalidConfiguration(
                file, "everything in this file has to stand under " + section + ".");
    }

    /** Leaves every value as it is written: {@code 2026-01-01} and {@code 09:00} are no numbers. */
    private static final class AllText extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
        }
    }
}
