package org.zhumin.supervision;

import static org.zhumin.supervision.RectificationState.ESCALATED;
import static org.zhumin.supervision.RectificationState.FAILED;
import static org.zhumin.supervision.RectificationState.ISSUED;
import static org.zhumin.supervision.RectificationState.SUBMITTED;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The one table of what may be done to an order, from which states, and by whom. */
public enum RectificationAction {
    /** 提交整改. */
    SUBMIT(Party.UNIT, ISSUED, FAILED, ESCALATED),
    /** 核查: passed or failed. */
    VERIFY(Party.VERIFIER, SUBMITTED),
    /** 提级, up to the city. */
    ESCALATE(Party.VERIFIER, ISSUED, FAILED, ESCALATED);

    private final Party party;

    @SuppressWarnings("ImmutableEnumChecker") // written once, in the constructor
    private final Set<RectificationState> from;

    RectificationAction(Party party, RectificationState first, RectificationState... more) {
        this.party = party;
        from = EnumSet.of(first, more);
    }

    Party party() {
        return party;
    }

    boolean isAllowedIn(RectificationState state) {
        return from.contains(state);
    }

    static List<RectificationAction> allowedIn(RectificationState state) {
        return Arrays.stream(values()).filter(action -> action.isAllowedIn(state)).toList();
    }
}
