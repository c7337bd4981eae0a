package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.request.RequestAction.Party;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who may see and do what to a request. Pure: from the request and the actor alone. */
final class DeskRules {
    private DeskRules() {}

    static boolean isParty(Party party, ServiceRequest request, Actor actor) {
        return switch (party) {
            case OWNER -> request.isOwnedBy(actor.id());
            case TRIAGE -> isTriageIn(request.desk().path(), actor);
            case HANDLER -> isHandler(request.handler(), actor);
            case APPROVER ->
                    isTriageIn(request.desk().path(), actor)
                            && !isHandler(request.handler(), actor);
            case SUPERVISOR -> actor.hasIn(Role.SUPERVISOR, request.place().areaPath());
            // Who supports it is not written in the request.
            case COSIGNER, SYSTEM -> false;
        };
    }

    private static boolean isTriageIn(List<AreaCode> path, Actor actor) {
        return actor.hasIn(Role.COUNCIL, path) || actor.hasIn(Role.SUPERVISOR, path);
    }

    private static boolean isHandler(@Nullable Handler handler, Actor actor) {
        return handler != null && organizationsOf(actor).contains(handler.organizationId());
    }

    /** The organisations for which the actor answers requests. */
    static List<OrganizationId> organizationsOf(Actor actor) {
        return Stream.of(Role.HANDLER, Role.COUNCIL)
                .flatMap(role -> actor.organizationsOf(role).stream())
                .distinct()
                .toList();
    }

    /** The areas whose requests the actor sees. */
    static List<AreaCode> areasOf(Actor actor) {
        return Stream.of(Role.COUNCIL, Role.SUPERVISOR, Role.GRID)
                .flatMap(role -> actor.areasOf(role).stream())
                .distinct()
                .toList();
    }

    /** Staff see what is in their area or was sent to their organisation. */
    static boolean maySee(ServiceRequest request, Actor actor) {
        return isTriageIn(request.place().areaPath(), actor)
                || isHandler(request.handler(), actor)
                || actor.hasIn(Role.GRID, request.place().areaPath());
    }

    /** As whom the actor does it; the first party of the table that the actor is. */
    static Optional<Party> partyOf(
            RequestAction action, ServiceRequest request, Actor actor, boolean cosigns) {
        return action.parties().stream()
                .filter(party -> party == Party.COSIGNER ? cosigns : isParty(party, request, actor))
                .findFirst();
    }

    static List<RequestAction> allowedActions(
            ServiceRequest request, Actor actor, boolean cosigns, Instant now) {
        return RequestAction.allowedFor(request, now).stream()
                .filter(action -> partyOf(action, request, actor, cosigns).isPresent())
                .toList();
    }

    /**
     * As whom the actor does it. Whether the state allows it is checked by the transition itself.
     *
     * @throws org.zhumin.kernel.DomainException {@link RequestProblem#NOT_FOUND} for those who may
     *     not even know of it, {@link RequestProblem#NOT_YOURS_TO_DECIDE} for others
     */
    static Party requireParty(
            RequestAction action, ServiceRequest request, Actor actor, boolean cosigns) {
        return partyOf(action, request, actor, cosigns)
                .orElseThrow(() -> refusal(request, actor, cosigns));
    }

    private static RuntimeException refusal(ServiceRequest request, Actor actor, boolean cosigns) {
        boolean knowsOfIt =
                cosigns
                        || request.publication() == Publication.PUBLIC
                        || maySee(request, actor)
                        || request.isOwnedBy(actor.id());
        return (knowsOfIt ? RequestProblem.NOT_YOURS_TO_DECIDE : RequestProblem.NOT_FOUND)
                .refusal();
    }
}
