package org.zhumin.kernel;

/** What sort of refusal a problem is. The HTTP status of each stands once, in {@code platform}. */
public enum ProblemKind {
    /** The input cannot be read: wrong type, unknown field, bad cursor. */
    MALFORMED,
    /** Nobody is signed in, or the token is no longer good. */
    UNAUTHENTICATED,
    /** Signed in, but not allowed. */
    FORBIDDEN,
    /** It does not exist, or the asker may not know that it does. */
    NOT_FOUND,
    /** The path exists, the method does not. */
    NOT_SUPPORTED,
    /** What is asked for cannot be written in a type that the caller accepts. */
    NOT_ACCEPTABLE,
    /** The state has moved on: another change came first, or the step is over. */
    CONFLICT,
    /** More bytes than are taken. */
    TOO_LARGE,
    /** A media type that is not taken. */
    UNSUPPORTED_TYPE,
    /** Well formed, but against a rule. */
    REJECTED,
    /** Too many calls. */
    LIMITED,
    /** A fault of ours. Never chosen by a feature. */
    INTERNAL,
    /** Something we depend on does not answer; trying again later helps. */
    UNAVAILABLE
}
