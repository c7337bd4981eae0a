package org.zhumin.platform;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints an {@link InvalidConfiguration} as one line. Named in META-INF/spring.factories. */
@NullMarked
class InvalidConfigurationAnalyzer extends AbstractFailureAnalyzer<InvalidConfiguration> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, InvalidConfiguration cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
