package org.zhumin.request;

import static org.zhumin.request.RequestState.ACCEPTED;
import static org.zhumin.request.RequestState.DISPATCHED;
import static org.zhumin.request.RequestState.IN_PROGRESS;
import static org.zhumin.request.RequestState.REPLIED;
import static org.zhumin.request.RequestState.SUBMITTED;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The one table of what may be done to a request, from which states, and by whom. Checks, {@code
 * allowedActions} and tests are made from it.
 */
public enum RequestAction {
    /** 受理: triage takes it up and may set category and title. */
    ACCEPT(Party.TRIAGE, SUBMITTED),
    /**
     * 派遣: triage hands it to the organisation that must answer; again, to another, until signed.
     */
    DISPATCH(Party.TRIAGE, ACCEPTED, DISPATCHED),
    /** 签收: the handler takes it. */
    SIGN(Party.HANDLER, DISPATCHED),
    /** 回复: the handler says what was done. */
    REPLY(Party.HANDLER, IN_PROGRESS),
    /** 确认: the resident says whether it is solved. */
    CONFIRM(Party.OWNER, REPLIED);

    private final Party party;

    @SuppressWarnings("ImmutableEnumChecker") // written once, in the constructor
    private final Set<RequestState> from;

    RequestAction(Party party, RequestState first, RequestState... more) {
        this.party = party;
        from = EnumSet.of(first, more);
    }

    Party party() {
        return party;
    }

    boolean isAllowedIn(RequestState state) {
        return from.contains(state);
    }

    static List<RequestAction> allowedIn(RequestState state) {
        return Arrays.stream(values()).filter(action -> action.isAllowedIn(state)).toList();
    }

    /** Who acts. */
    public enum Party {
        /** A council or supervisor of the area. */
        TRIAGE,
        /** Somebody who acts for the organisation that has it. */
        HANDLER,
        /** The resident who submitted it. */
        OWNER
    }
}
