package org.zhumin.platform;

import org.springframework.aot.AotDetector;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

import java.util.Map;
import java.util.Objects;

/**
 * Refuses to start in production without what the embedded default would make up, before anything
 * else can stumble over its absence. What features need they check themselves, in the same way.
 */
final class ProductionGuard
        implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    private static final Map<String, String> NEEDED =
            Map.of(
                    "spring.mongodb.uri", "the mongodb:// address of a replica set",
                    "zhumin.redis.uri", "the redis:// address of a Redis",
                    "zhumin.secret.master", "the base64 text of at least 32 random bytes");

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        boolean production = environment.matchesProfiles("prod");
        if (production) {
            NEEDED.forEach((property, what) -> require(environment, property, what));
        }
        if (AotDetector.useGeneratedArtifacts() && !fitsDefinitions(environment, production)) {
            throw new InvalidConfiguration(
                    AotDetector.AOT_ENABLED,
                    "only for production, without demo and with a management port of its own;"
                            + " leave it out");
        }
    }

    /** What was decided when the definitions were written down, see backend/adr/0016. */
    private static boolean fitsDefinitions(
            ConfigurableEnvironment environment, boolean production) {
        return production
                && !environment.getProperty("zhumin.demo.enabled", Boolean.class, false)
                && !Objects.equals(
                        environment.getProperty("server.port"),
                        environment.getProperty("management.server.port"));
    }

    private static void require(ConfigurableEnvironment environment, String property, String what) {
        if (!StringUtils.hasText(environment.getProperty(property))) {
            throw new InvalidConfiguration(property, "production needs it; set it to " + what);
        }
    }

    /** After the configuration files have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
