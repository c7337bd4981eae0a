package org.zhumin.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

@ExtendWith(OutputCaptureExtension.class)
class EmbeddedServicesTest {

    private static final String[] NO_URIS = {
        "--spring.mongodb.uri=", "--zhumin.redis.uri=",
        "--zhumin.embedded.mongodb=true", "--zhumin.embedded.redis=true"
    };

    @TempDir Path directory;

    @Test
    void startsWhatIsMissingBeforeTheBeansAndEndsItAfterThem() {
        User user;
        int port;
        try (ConfigurableApplicationContext context = run(NO_URIS)) {
            Environment environment = context.getEnvironment();
            user = context.getBean(User.class);
            assertThat(user.mongoUri)
                    .matches("mongodb://127\\.0\\.0\\.1:\\d+/zhumin\\?directConnection=true");
            assertThat(environment.getProperty("zhumin.embedded.data-dir"))
                    .isEqualTo(directory.toString());
            assertThat(environment.getProperty("zhumin.embedded.mongodb")).isEqualTo("true");
            assertThat(environment.getProperty("zhumin.embedded.redis")).isEqualTo("true");
            EmbeddedClients.write(user.mongoUri, "one");
            EmbeddedClients.set(environment.getProperty("zhumin.redis.uri"), "key", "value");
            port = user.port();
        }
        assertThat(user.couldWriteWhileItWasDestroyed).containsExactly(true);
        assertThat(EmbeddedClients.accepts(port)).isFalse();
    }

    @Test
    void startsNothingForAnAddressThatIsGiven() {
        try (ConfigurableApplicationContext context =
                run(
                        "--spring.mongodb.uri=mongodb://db.example/zhumin",
                        "--zhumin.redis.uri=redis://cache.example",
                        "--zhumin.embedded.mongodb=true",
                        "--zhumin.embedded.redis=true")) {
            Environment environment = context.getEnvironment();
            assertThat(environment.getProperty("spring.mongodb.uri"))
                    .isEqualTo("mongodb://db.example/zhumin");
            assertThat(environment.getProperty("zhumin.redis.uri"))
                    .isEqualTo("redis://cache.example");
            assertThat(environment.getProperty("zhumin.embedded.mongodb")).isEqualTo("false");
            assertThat(environment.getProperty("zhumin.embedded.redis")).isEqualTo("false");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void startsNothingInProduction() {
        assertThatException().isThrownBy(() -> run(with("--spring.profiles.active=prod", NO_URIS)));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void startsNothingInATestThatForgetsItsServers() {
        try (ConfigurableApplicationContext context = run()) {
            assertThat(context.getEnvironment().getProperty("spring.mongodb.uri")).isNull();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void showsOneBlockWhenTheDataIsInUse(CapturedOutput output) {
        try (EmbeddedMongo other = EmbeddedMongo.start(directory.resolve("mongodb"), 0)) {
            assertThatException().isThrownBy(() -> run(NO_URIS));
            assertThat(EmbeddedClients.accepts(other.port())).isTrue();
        }
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(
                        "The data directory "
                                + directory.resolve("mongodb")
                                + " is used by another running application")
                .contains("Stop that application, or set zhumin.embedded.data-dir")
                .doesNotContain("\tat ");
        // The Redis that had started meanwhile has ended and given its directory back.
        EmbeddedRedis.start(directory.resolve("redis"), 0).close();
    }

    @Test
    void endsTheEnginesWhenABeanFails() {
        assertThatException().isThrownBy(() -> run(with("--fail=true", NO_URIS)));
        EmbeddedMongo.start(directory.resolve("mongodb"), 0).close();
        EmbeddedRedis.start(directory.resolve("redis"), 0).close();
    }

    @Test
    void refusesAPortThatIsNone(CapturedOutput output) {
        assertThatException()
                .isThrownBy(() -> run(with("--zhumin.embedded.mongodb-port=70000", NO_URIS)));
        assertThat(output)
                .contains("zhumin.embedded.mongodb-port must be 0 to 65535 and is 70000")
                .doesNotContain("\tat ");
    }

    private ConfigurableApplicationContext run(String... arguments) {
        SpringApplication application = new SpringApplication(Beans.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(with("--zhumin.embedded.data-dir=" + directory, arguments));
    }

    private static String[] with(String argument, String... others) {
        List<String> all = new ArrayList<>(List.of(others));
        all.add(argument);
        return all.toArray(String[]::new);
    }

    @Configuration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        User user(Environment environment) {
            if (environment.getProperty("fail", Boolean.class, false)) {
                throw new IllegalStateException("This bean fails on purpose.");
            }
            return new User(environment.getProperty("spring.mongodb.uri"));
        }
    }

    /** A bean that needs MongoDB to its last moment. */
    static final class User implements DisposableBean {
        private final String mongoUri;
        private final List<Boolean> couldWriteWhileItWasDestroyed = new ArrayList<>();

        User(String mongoUri) {
            this.mongoUri = mongoUri;
        }

        int port() {
            return Integer.parseInt(mongoUri.replaceAll("\\D+127\\.0\\.0\\.1:(\\d+)/.*", "$1"));
        }

        @Override
        public void destroy() {
            if (mongoUri != null && mongoUri.contains("127.0.0.1")) {
                EmbeddedClients.write(mongoUri, "last");
                couldWriteWhileItWasDestroyed.add(true);
            }
        }
    }
}
