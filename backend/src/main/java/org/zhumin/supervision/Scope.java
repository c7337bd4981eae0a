package org.zhumin.supervision;

import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.platform.problem.PlatformProblem;

import java.util.List;
import java.util.stream.Stream;

/**
 * What an actor sees in lists: what is in these subtrees, and what these organisations owe.
 *
 * @param areas where the actor is council or supervisor
 * @param organizations for which the actor handles or is council
 */
record Scope(List<AreaCode> areas, List<OrganizationId> organizations) {
    Scope {
        areas = List.copyOf(areas);
        organizations = List.copyOf(organizations);
    }

    /** Fails with {@code auth.forbidden} for whoever would see nothing at all. */
    static Scope of(Actor actor) {
        var scope =
                new Scope(
                        Stream.of(Role.SUPERVISOR, Role.COUNCIL)
                                .flatMap(role -> actor.areasOf(role).stream())
                                .distinct()
                                .toList(),
                        Stream.of(Role.HANDLER, Role.COUNCIL)
                                .flatMap(role -> actor.organizationsOf(role).stream())
                                .distinct()
                                .toList());
        if (scope.areas().isEmpty() && scope.organizations().isEmpty()) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
        return scope;
    }
}
