package org.zhumin.supervision;

import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ProblemCode;

import java.util.List;

/** Who may see and do what. Pure: from the record and the actor alone. */
final class SupervisionRules {
    private SupervisionRules() {}

    static List<RectificationAction> allowedActions(Rectification order, Actor actor) {
        return RectificationAction.allowedIn(order.state()).stream()
                .filter(action -> isParty(action.party(), order, actor))
                .filter(action -> action != RectificationAction.ESCALATE || !order.isAtTheTop())
                .filter(
                        action ->
                                action != RectificationAction.VERIFY
                                        || !order.isSubmittedBy(actor.id()))
                .toList();
    }

    static List<CaseAction> allowedActions(AccountabilityCase matter, Actor actor) {
        return CaseAction.allowedIn(matter.state()).stream()
                .filter(
                        action ->
                                isParty(
                                        action.party(),
                                        matter.matter(),
                                        matter.matter().areaPath(),
                                        actor))
                .toList();
    }

    /**
     * Passes the party of the action. Whether the state allows it is checked by the transition.
     *
     * @throws org.zhumin.kernel.DomainException {@link SupervisionProblem#RECTIFICATION_NOT_FOUND}
     *     for those who may not know of it, {@link SupervisionProblem#OWN_ORGANIZATION} for whoever
     *     would verify their own, {@link SupervisionProblem#NOT_YOURS_TO_DECIDE} for others
     */
    static void requireParty(RectificationAction action, Rectification order, Actor actor) {
        requireVisible(order.matter(), actor, SupervisionProblem.RECTIFICATION_NOT_FOUND);
        if (action == RectificationAction.VERIFY && order.isSubmittedBy(actor.id())) {
            throw SupervisionProblem.OWN_ORGANIZATION.refusal();
        }
        requireParty(action.party(), order.matter(), order.supervisedBy(), actor);
    }

    /** The same for a case, with {@link SupervisionProblem#CASE_NOT_FOUND}. */
    static void requireParty(CaseAction action, AccountabilityCase found, Actor actor) {
        requireVisible(found.matter(), actor, SupervisionProblem.CASE_NOT_FOUND);
        requireParty(action.party(), found.matter(), found.matter().areaPath(), actor);
    }

    /** Whoever opens a case must be able to close it. */
    static void requireMayOpen(Matter matter, Actor actor) {
        requireParty(Party.VERIFIER, matter, matter.areaPath(), actor);
    }

    private static void requireParty(
            Party party, Matter matter, List<AreaCode> supervisedBy, Actor actor) {
        if (party == Party.VERIFIER && belongsTo(matter.organizationId(), actor)) {
            throw SupervisionProblem.OWN_ORGANIZATION.refusal();
        }
        if (!isParty(party, matter, supervisedBy, actor)) {
            throw SupervisionProblem.NOT_YOURS_TO_DECIDE.refusal();
        }
    }

    static void requireVisible(Matter matter, Actor actor, ProblemCode otherwise) {
        if (!maySee(matter, actor)) {
            throw otherwise.refusal();
        }
    }

    static boolean maySee(Matter matter, Actor actor) {
        return isOver(matter.areaPath(), actor) || isUnit(matter.organizationId(), actor);
    }

    private static boolean isParty(Party party, Rectification order, Actor actor) {
        return isParty(party, order.matter(), order.supervisedBy(), actor);
    }

    private static boolean isParty(
            Party party, Matter matter, List<AreaCode> supervisedBy, Actor actor) {
        return switch (party) {
            case UNIT -> isUnit(matter.organizationId(), actor);
            case VERIFIER ->
                    isOver(supervisedBy, actor) && !belongsTo(matter.organizationId(), actor);
            case SYSTEM -> false;
        };
    }

    private static boolean isOver(List<AreaCode> path, Actor actor) {
        return actor.hasIn(Role.SUPERVISOR, path) || actor.hasIn(Role.COUNCIL, path);
    }

    private static boolean isUnit(OrganizationId organization, Actor actor) {
        return actor.hasFor(Role.HANDLER, organization) || actor.hasFor(Role.COUNCIL, organization);
    }

    /** In whatever role. */
    private static boolean belongsTo(OrganizationId organization, Actor actor) {
        return actor.grants().stream()
                .anyMatch(grant -> organization.equals(grant.organizationId()));
    }
}
