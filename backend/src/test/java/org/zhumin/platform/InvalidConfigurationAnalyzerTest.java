package org.zhumin.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class InvalidConfigurationAnalyzerTest {
    @Configuration(proxyBeanMethods = false)
    static class Incomplete {
        @Bean
        String anything() {
            throw new InvalidConfiguration("zhumin.some.property", "is needed in production.");
        }
    }

    @ConfigurationProperties("zhumin.some")
    record SomeProperties(@DefaultValue("7") int count) {
        SomeProperties {
            Require.inRange("zhumin.some.count", count, 8, 9);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SomeProperties.class)
    static class OutOfRange {}

    @Test
    void propertyOutOfItsRangeIsNamedInOneLine(CapturedOutput output) {
        assertThatException().isThrownBy(application(OutOfRange.class)::run);
        assertThat(output)
                .contains("\nzhumin.some.count: must be 8 to 9 and is 7.\n")
                .doesNotContain("\tat ", "Caused by", "Failed to bind");
    }

    @Test
    void propertyIsNamedInOneLineWithoutAStackTrace(CapturedOutput output) {
        assertThatException().isThrownBy(application(Incomplete.class)::run);
        assertThat(output)
                .contains("\nzhumin.some.property: is needed in production.\n")
                .doesNotContain("\tat ", "Caused by");
    }

    private static SpringApplication application(Class<?> configuration) {
        var application = new SpringApplication(configuration);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application;
    }
}
