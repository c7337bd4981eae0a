package org.zhumin.platform;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;

/**
 * The long files in the folder {@code zhumin.config-dir}. They are no part of Spring's environment,
 * where each of their hundreds of entries would be looked for in every source of properties.
 */
@Component
public class ConfigFiles {
    private final Path directory;
    private final ConfigurableEnvironment environment;

    ConfigFiles(
            @Value("${zhumin.config-dir:config}") String directory,
            ConfigurableEnvironment environment) {
        this.directory = Path.of(directory);
        this.environment = environment;
    }

    /**
     * One of the files.
     *
     * @param name in the folder
     * @param section under which it has its entries, such as {@code zhumin.calendar}
     * @param own what only the file may set: all of the section, or a part of it
     */
    public record Source(String name, String section, String own) {}

    /**
     * Fails with {@link InvalidConfiguration} that names the file and the entry.
     *
     * @param reader has to ask for every entry; what it leaves is refused
     */
    public <T> T read(Source source, Function<ConfigEntry, T> reader) {
        requireNotSetElsewhere(source);
        Path file = directory.resolve(source.name());
        try {
            return YamlText.read(file.toString(), source.section(), Files.readString(file), reader);
        } catch (NoSuchFileException missing) {
            throw new InvalidConfiguration(file.toString(), "the file is missing.");
        } catch (IOException unreadable) {
            throw new InvalidConfiguration(file.toString(), "cannot be read: " + unreadable);
        }
    }

    /** As {@link #read}; a file that is missing is one without entries. */
    public <T> T readIfPresent(Source source, Function<ConfigEntry, T> reader) {
        Path file = directory.resolve(source.name());
        if (Files.exists(file)) {
            return read(source, reader);
        }
        requireNotSetElsewhere(source);
        return YamlText.read(file.toString(), source.section(), "", reader);
    }

    /** Nobody shall believe that a property counts which is not looked at. */
    private void requireNotSetElsewhere(Source source) {
        String own = letters(source.own());
        for (PropertySource<?> properties : environment.getPropertySources()) {
            if (properties instanceof EnumerablePropertySource<?> some
                    && Arrays.stream(some.getPropertyNames())
                            .anyMatch(name -> letters(name).startsWith(own))) {
                throw new InvalidConfiguration(
                        source.own(),
                        "can only be set in the file "
                                + directory.resolve(source.name())
                                + ", but stands in "
                                + properties.getName()
                                + ".");
            }
        }
    }

    /** The same for {@code zhumin.request-deadlines} and {@code ZHUMIN_REQUESTDEADLINES}. */
    private static String letters(String property) {
        return ConfigEntry.plain(property).replace(".", "");
    }
}
