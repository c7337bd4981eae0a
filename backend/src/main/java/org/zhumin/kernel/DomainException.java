package org.zhumin.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The one exception by which a feature refuses. {@code platform} turns it into a problem document.
 */
public final class DomainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public DomainException(Problem problem) {
        this(problem, null);
    }

    /**
     * @param cause for the log only
     */
    public DomainException(Problem problem, @Nullable Throwable cause) {
        // No stack trace: a refusal is an answer, and hot paths refuse often.
        super(problem.code().code(), cause, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    public boolean is(ProblemCode code) {
        return problem.code().equals(code);
    }
}
