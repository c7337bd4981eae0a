package org.zhumin.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
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

    @Test
    void propertyIsNamedInOneLineWithoutAStackTrace(CapturedOutput output) {
        var application = new SpringApplication(Incomplete.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        assertThatException().isThrownBy(application::run);
        assertThat(output)
                .contains("\nzhumin.some.property: is needed in production.\n")
                .doesNotContain("\tat ", "Caused by");
    }
}
