package org.zhumin.supervision;

import static org.zhumin.supervision.CaseState.ANSWERED;
import static org.zhumin.supervision.CaseState.OPEN;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The one table of what may be done to a case, from which states, and by whom. */
public enum CaseAction {
    /** 答复: the organisation says what it has to say, as often as it wants. */
    ANSWER(Party.UNIT, OPEN, ANSWERED),
    /** 结案. */
    CLOSE(Party.VERIFIER, OPEN, ANSWERED);

    private final Party party;

    @SuppressWarnings("ImmutableEnumChecker") // written once, in the constructor
    private final Set<CaseState> from;

    CaseAction(Party party, CaseState first, CaseState... more) {
        this.party = party;
        from = EnumSet.of(first, more);
    }

    Party party() {
        return party;
    }

    boolean isAllowedIn(CaseState state) {
        return from.contains(state);
    }

    static List<CaseAction> allowedIn(CaseState state) {
        return Arrays.stream(values()).filter(action -> action.isAllowedIn(state)).toList();
    }
}
