package org.zhumin.kernel;

import java.util.List;
import java.util.Map;

/**
 * One stable, documented reason for a refusal. Each feature lists its own in an enum; the text for
 * people is looked up by {@link #code()} in the feature's message files, in Chinese and English.
 */
public interface ProblemCode {
    /** Stable over releases, {@code feature.reason}, for example {@code request.not-found}. */
    String code();

    ProblemKind kind();

    /** The refusal to throw; the arguments fill the message's {0}, {1}, … */
    default DomainException refusal(Object... arguments) {
        return new DomainException(problem(arguments));
    }

    default Problem problem(Object... arguments) {
        return new Problem(this, List.of(arguments), Map.of(), List.of());
    }
}
