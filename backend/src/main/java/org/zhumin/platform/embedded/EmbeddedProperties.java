package org.zhumin.platform.embedded;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;

/**
 * The engines that the application starts by itself.
 *
 * @param dataDir where they keep their data, relative to the working directory
 * @param mongodb whether MongoDB may be started when {@code spring.mongodb.uri} is missing; true at
 *     run time when it was
 * @param mongodbPort its port on loopback; 0 takes a free one
 * @param redis whether Redis may be started when {@code zhumin.redis.uri} is missing; true at run
 *     time when it was
 * @param redisPort its port on loopback; 0 takes a free one
 */
@ConfigurationProperties("zhumin.embedded")
record EmbeddedProperties(
        @DefaultValue("data") String dataDir,
        @DefaultValue("true") boolean mongodb,
        @DefaultValue("0") int mongodbPort,
        @DefaultValue("true") boolean redis,
        @DefaultValue("0") int redisPort) {

    static final String PREFIX = "zhumin.embedded";

    private static final int PORT_MAX = 65_535;

    EmbeddedProperties {
        requirePort("mongodb-port", mongodbPort);
        requirePort("redis-port", redisPort);
    }

    Path directory() {
        return Path.of(dataDir).toAbsolutePath().normalize();
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "%s.%s must be 0 to %d and is %d".formatted(PREFIX, name, PORT_MAX, port));
        }
    }
}
