package org.zhumin.project;

import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.kernel.AreaCode;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.project.ProjectAction.Party;

import java.time.Instant;
import java.util.List;

/** Who may see and do what. Pure: from the record and the actor alone. */
final class ProjectRules {
    private ProjectRules() {}

    /** Passes the council of the area, or of one above it. */
    static void requireCouncil(List<AreaCode> areaPath, Actor actor) {
        if (!actor.hasIn(Role.COUNCIL, areaPath)) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
    }

    /**
     * As whom the actor does this.
     *
     * @throws org.zhumin.kernel.DomainException {@link ProjectProblem#NOT_FOUND} for those who may
     *     not know of it, {@link PlatformProblem#FORBIDDEN} for those who may not do it
     */
    static Party requireParty(ProjectAction action, Project project, Actor actor) {
        if (!maySee(project, actor)) {
            throw ProjectProblem.NOT_FOUND.refusal();
        }
        return action.parties().stream()
                .filter(party -> isParty(party, project, actor))
                .findFirst()
                .orElseThrow(PlatformProblem.FORBIDDEN::refusal);
    }

    static List<ProjectAction> allowedActions(Project project, Actor actor, Instant now) {
        return ProjectAction.allowedFor(project, now).stream()
                .filter(
                        action ->
                                action.parties().stream()
                                        .anyMatch(party -> isParty(party, project, actor)))
                .toList();
    }

    static boolean maySee(Project project, Actor actor) {
        return project.state().isPublic()
                || actor.id().equals(project.proposer())
                || isStaffOf(project, actor);
    }

    static boolean isStaffOf(Project project, Actor actor) {
        return isParty(Party.COUNCIL, project, actor)
                || isParty(Party.SUPERVISOR, project, actor)
                || isParty(Party.IMPLEMENTER, project, actor);
    }

    private static boolean isParty(Party party, Project project, Actor actor) {
        List<AreaCode> path = project.content().areaPath();
        return switch (party) {
            case COUNCIL -> actor.hasIn(Role.COUNCIL, path);
            case SUPERVISOR -> actor.hasIn(Role.SUPERVISOR, path);
            case IMPLEMENTER -> {
                ProjectContent.Implementer implementer = project.content().implementer();
                yield implementer != null
                        && (actor.hasFor(Role.HANDLER, implementer.organizationId())
                                || actor.hasFor(Role.COUNCIL, implementer.organizationId()));
            }
            case SYSTEM -> false;
        };
    }
}
