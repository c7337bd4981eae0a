package org.zhumin.platform;

import org.springframework.core.env.StandardEnvironment;

import java.util.function.Function;

/** Reads the files of the repository, and the same out of a test. */
public final class TestConfig {
    private TestConfig() {}

    public static <T> T file(ConfigFiles.Source source, Function<ConfigEntry, T> reader) {
        return new ConfigFiles("config", new StandardEnvironment()).read(source, reader);
    }

    /** As if this were in the file. */
    public static <T> T text(
            ConfigFiles.Source source, String yaml, Function<ConfigEntry, T> reader) {
        return YamlText.read(source.name(), source.section(), yaml, reader);
    }
}
