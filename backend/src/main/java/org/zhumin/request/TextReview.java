package org.zhumin.request;

import org.zhumin.moderation.ReasonCode;

/**
 * A person's look at what a resident added, where the check of the text had a doubt. Until then it
 * is for nobody but the owner and the desk, which works on it meanwhile; what is withheld only the
 * owner reads. Public because the driver's codec for records needs it.
 *
 * @param doubt why a person is to look
 */
public record TextReview(State state, ReasonCode doubt) {
    /** Names are stored, never rename. */
    public enum State {
        WAITING,
        PASSED,
        WITHHELD
    }

    static TextReview waiting(ReasonCode doubt) {
        return new TextReview(State.WAITING, doubt);
    }

    TextReview to(State next) {
        return new TextReview(next, doubt);
    }
}
