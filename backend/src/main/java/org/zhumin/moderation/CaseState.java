package org.zhumin.moderation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/** Where a case stands, and the one table of what may be done from there. */
public enum CaseState {
    /** 待审核: waits for a person. */
    OPEN(null),
    /** 通过: looked at, and left as it is. */
    PASSED(Effect.RESTORE),
    /** 不予公开: the owner may appeal. */
    WITHHELD(Effect.WITHHOLD),
    /** 申诉中: waits for another person. */
    APPEALED(Effect.WITHHOLD),
    /** 维持原决定. */
    UPHELD(Effect.WITHHOLD),
    /** 撤销原决定. */
    REVERSED(Effect.RESTORE);

    private final @Nullable Effect effect;

    CaseState(@Nullable Effect effect) {
        this.effect = effect;
    }

    /** What the content must be while the case stands here; absent: what it is. */
    @Nullable Effect effect() {
        return effect;
    }

    /** Where the action leads, or null where it is not allowed. */
    @Nullable CaseState after(CaseAction action) {
        return switch (this) {
            case OPEN ->
                    switch (action) {
                        case PASS -> PASSED;
                        case WITHHOLD -> WITHHELD;
                        case APPEAL -> null;
                    };
            case APPEALED ->
                    switch (action) {
                        case PASS -> REVERSED;
                        case WITHHOLD -> UPHELD;
                        case APPEAL -> null;
                    };
            case WITHHELD -> action == CaseAction.APPEAL ? APPEALED : null;
            case PASSED, UPHELD, REVERSED -> null;
        };
    }

    List<CaseAction> allowed() {
        return Stream.of(CaseAction.values()).filter(action -> after(action) != null).toList();
    }

    /** Whether a person has to look. */
    boolean isWaiting() {
        return this == OPEN || this == APPEALED;
    }

    /** Nothing more can come; a new report begins a new case. Before, it belongs to this one. */
    boolean isOver() {
        return !isWaiting() && this != WITHHELD;
    }
}
