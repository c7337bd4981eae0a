package org.zhumin.moderation;

import org.zhumin.identity.Actor;

import java.util.List;

/** Who may not decide although the area is theirs. Pure: from the case and the actor alone. */
final class DecisionRules {
    private DecisionRules() {}

    /**
     * Passes who has no part in the matter.
     *
     * @throws org.zhumin.kernel.DomainException {@link ModerationProblem#OWN_CONTENT} for the
     *     content's owner, {@link ModerationProblem#OTHER_PERSON_NEEDED} for who made the decision
     *     that is appealed
     */
    static void requireImpartial(ModerationCase about, Actor actor) {
        if (about.isOwnedBy(actor.id())) {
            throw ModerationProblem.OWN_CONTENT.refusal();
        }
        if (isAppealAgainst(about, actor)) {
            throw ModerationProblem.OTHER_PERSON_NEEDED.refusal();
        }
    }

    private static boolean isAppealAgainst(ModerationCase about, Actor actor) {
        return about.state() == CaseState.APPEALED && about.wasDecidedBy(actor.id());
    }

    static List<CaseAction> allowedActions(ModerationCase about, Actor actor) {
        boolean impartial = !about.isOwnedBy(actor.id()) && !isAppealAgainst(about, actor);
        return about.state().allowed().stream()
                .filter(action -> action != CaseAction.APPEAL && impartial)
                .toList();
    }
}
