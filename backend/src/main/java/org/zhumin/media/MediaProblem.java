package org.zhumin.media;

import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ProblemKind;

/** Why an upload, an attachment or a link is refused. */
public enum MediaProblem implements ProblemCode {
    /** By its bytes it is none of the types that are taken, whatever its name says. */
    TYPE_NOT_TAKEN("media.type-not-taken", ProblemKind.UNSUPPORTED_TYPE),
    TOO_LARGE("media.too-large", ProblemKind.TOO_LARGE),
    TOO_MANY_PIXELS("media.too-many-pixels", ProblemKind.REJECTED),
    /** Of a type that is taken, but broken or cut off. */
    UNREADABLE("media.unreadable", ProblemKind.REJECTED),
    ONE_FILE("media.one-file", ProblemKind.MALFORMED),
    /** No such upload, or another person's: the two look alike. */
    UNKNOWN("media.unknown", ProblemKind.REJECTED),
    /** A sound where a picture is asked for, or the other way round. */
    WRONG_KIND("media.wrong-kind", ProblemKind.REJECTED),
    REFUSED("media.refused", ProblemKind.REJECTED),
    /** Attached to something else. */
    IN_USE("media.in-use", ProblemKind.REJECTED),
    NOT_FOUND("media.not-found", ProblemKind.NOT_FOUND),
    LINK_INVALID("media.link-invalid", ProblemKind.FORBIDDEN),
    LINK_EXPIRED("media.link-expired", ProblemKind.FORBIDDEN);

    private final String code;
    private final ProblemKind kind;

    MediaProblem(String code, ProblemKind kind) {
        this.code = code;
        this.kind = kind;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public ProblemKind kind() {
        return kind;
    }
}
