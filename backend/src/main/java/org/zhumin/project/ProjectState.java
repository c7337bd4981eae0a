package org.zhumin.project;

import org.jspecify.annotations.Nullable;

/** Where a project stands. */
public enum ProjectState {
    /** 草案: only staff of the area see it. */
    DRAFT,
    /** 点. */
    POINT,
    /** 盯. */
    WATCH,
    /** 评. */
    EVALUATE,
    /** 管. */
    MANAGE,
    /** 已结束. */
    CLOSED,
    /** 暂缓: given up, with a public reason. */
    SHELVED;

    boolean isPublic() {
        return this != DRAFT;
    }

    /** Whether one of the four steps is under way. */
    boolean isStep() {
        return status() == Status.ACTIVE;
    }

    /** Where the work goes from here; absent where it does not. */
    @Nullable ProjectState next() {
        return switch (this) {
            case POINT -> WATCH;
            case WATCH -> EVALUATE;
            case EVALUATE -> MANAGE;
            case MANAGE -> CLOSED;
            case DRAFT, CLOSED, SHELVED -> null;
        };
    }

    Status status() {
        return switch (this) {
            case DRAFT -> Status.DRAFT;
            case POINT, WATCH, EVALUATE, MANAGE -> Status.ACTIVE;
            case CLOSED -> Status.CLOSED;
            case SHELVED -> Status.SHELVED;
        };
    }

    /** The coarse state, by which lists are filtered. */
    public enum Status {
        DRAFT,
        ACTIVE,
        CLOSED,
        SHELVED
    }
}
