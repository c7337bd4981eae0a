package org.zhumin.testing;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import java.util.Map;

/**
 * Keeps the applications that tests start away from the developer's own {@code data/}: a test that
 * names no server gets none, instead of an embedded engine on the data of the person at work. A
 * test of the embedded services turns them on again.
 */
final class TestEnvironment implements EnvironmentPostProcessor {

    private static final Map<String, Object> NO_ENGINES =
            Map.of("zhumin.embedded.mongodb", false, "zhumin.embedded.redis", false);

    /** Boot keeps the format in a system property: production's would stay for every later test. */
    private static final Map<String, Object> PLAIN_LOG =
            Map.of("logging.structured.format.console", "");

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        TestShutdown.applicationStarted();
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("tests start no engine", NO_ENGINES));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("tests log plainly", PLAIN_LOG));
    }
}
