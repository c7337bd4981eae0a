package org.zhumin.supervision;

import java.time.Instant;
import java.util.List;

/**
 * That an organisation is held to account (责任追究). Immutable; the table is {@link CaseAction}. Its
 * level never changes: what goes further is another case.
 *
 * @param text why, and what is asked
 * @param bodyHash what the opening call said, for its repetition
 */
record AccountabilityCase(
        CaseId id,
        Matter matter,
        CaseLevel level,
        String text,
        CaseState state,
        List<SupervisionEntry> timeline,
        String bodyHash,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    AccountabilityCase {
        timeline = List.copyOf(timeline);
    }

    static AccountabilityCase open(Matter matter, CaseLevel level, String text, Step step) {
        var opened = SupervisionEntry.of(SupervisionEntry.Type.OPENED, text, Party.VERIFIER, step);
        return new AccountabilityCase(
                new CaseId(step.operation().id()),
                matter,
                level,
                text,
                CaseState.OPEN,
                List.of(opened),
                step.operation().bodyHash(),
                step.at(),
                step.at(),
                0);
    }

    static AccountabilityCase openByRule(
            CaseId id, Matter matter, CaseLevel level, String text, Instant now) {
        var opened =
                new SupervisionEntry(
                        now,
                        SupervisionEntry.Type.OPENED,
                        text,
                        Party.SYSTEM,
                        null,
                        id.value(),
                        "");
        return new AccountabilityCase(
                id, matter, level, text, CaseState.OPEN, List.of(opened), "", now, now, 0);
    }

    AccountabilityCase answer(String reply, Step step) {
        return next(
                CaseAction.ANSWER,
                CaseState.ANSWERED,
                SupervisionEntry.of(SupervisionEntry.Type.ANSWERED, reply, Party.UNIT, step));
    }

    AccountabilityCase close(String finding, Step step) {
        return next(
                CaseAction.CLOSE,
                CaseState.CLOSED,
                SupervisionEntry.of(SupervisionEntry.Type.CLOSED, finding, Party.VERIFIER, step));
    }

    private AccountabilityCase next(
            CaseAction action, CaseState nextState, SupervisionEntry entry) {
        if (!action.isAllowedIn(state)) {
            throw SupervisionProblem.NOT_ALLOWED_IN_STATE
                    .problem()
                    .with("state", state)
                    .with("allowed", CaseAction.allowedIn(state))
                    .refusal();
        }
        return new AccountabilityCase(
                id,
                matter,
                level,
                text,
                nextState,
                Timeline.with(timeline, entry),
                bodyHash,
                createdAt,
                entry.at(),
                version + 1);
    }
}
