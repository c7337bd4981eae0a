package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;

import java.util.List;

/** Who may see and do what to a request. Pure: from the request and the actor alone. */
final class DeskRules {
    private DeskRules() {}

    static boolean isParty(RequestAction.Party party, ServiceRequest request, Actor actor) {
        return switch (party) {
            case OWNER -> request.isOwnedBy(actor.id());
            case TRIAGE ->
                    actor.hasIn(Role.COUNCIL, request.place().areaPath())
                            || actor.hasIn(Role.SUPERVISOR, request.place().areaPath());
            case HANDLER -> isHandler(request.handler(), actor);
        };
    }

    private static boolean isHandler(@Nullable Handler handler, Actor actor) {
        return handler != null
                && (actor.hasFor(Role.HANDLER, handler.organizationId())
                        || actor.hasFor(Role.COUNCIL, handler.organizationId()));
    }

    /** Staff see what is in their area or was sent to their organisation. */
    static boolean maySee(ServiceRequest request, Actor actor) {
        return isParty(RequestAction.Party.TRIAGE, request, actor)
                || isParty(RequestAction.Party.HANDLER, request, actor)
                || actor.hasIn(Role.GRID, request.place().areaPath());
    }

    static List<RequestAction> allowedActions(ServiceRequest request, Actor actor) {
        return RequestAction.allowedIn(request.state()).stream()
                .filter(action -> isParty(action.party(), request, actor))
                .toList();
    }

    /**
     * Passes who is the party that this action belongs to. Whether the state allows it is checked
     * by the transition itself.
     *
     * @throws org.zhumin.kernel.DomainException {@link RequestProblem#NOT_FOUND} for those who may
     *     not even know of it, {@link RequestProblem#NOT_YOURS_TO_DECIDE} for others
     */
    static void requireParty(RequestAction action, ServiceRequest request, Actor actor) {
        if (isParty(action.party(), request, actor)) {
            return;
        }
        boolean knowsOfIt = maySee(request, actor) || request.isOwnedBy(actor.id());
        throw (knowsOfIt ? RequestProblem.NOT_YOURS_TO_DECIDE : RequestProblem.NOT_FOUND).refusal();
    }
}
