package org.zhumin.project;

import org.zhumin.identity.Actor;
import org.zhumin.identity.Grant;
import org.zhumin.identity.Role;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.web.FactKey;
import org.zhumin.project.ProjectAction.Party;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Projects for tests of the rules. */
final class ProjectFixture {
    static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    static final Duration USUAL = Duration.ofDays(14);
    static final List<AreaCode> PATH =
            List.of(new AreaCode("520100"), new AreaCode("520102"), new AreaCode("520102016"));
    static final OrganizationId UNIT = new OrganizationId("unit");

    /** Of the demo, for tests over HTTP. */
    static final OrganizationId DEMO_UNIT = new OrganizationId("demounit");

    private ProjectFixture() {}

    /** A project in WATCH, in an area of the demo, with these milestones. */
    static Project watched(Instant now, List<Milestone> milestones) {
        return demo(ProjectState.WATCH, now, milestones);
    }

    static Project demo(ProjectState state, Instant now, List<Milestone> milestones) {
        Project one = in(state);
        var path =
                List.of(
                        new AreaCode("520100"),
                        new AreaCode("520102"),
                        new AreaCode("520102016"),
                        new AreaCode("520102016003"));
        ProjectContent c = one.content();
        var content =
                new ProjectContent(
                        c.title(),
                        c.summary(),
                        c.text(),
                        path,
                        c.budgetYuan(),
                        new ProjectContent.Place(106.7195, 26.5735, null),
                        List.of(),
                        c.options(),
                        List.of(),
                        new ProjectContent.Implementer(DEMO_UNIT, "演示市级办理单位"),
                        null,
                        null,
                        c.effect());
        return new Project(
                new ProjectId(Ids.random()),
                content,
                one.state(),
                one.point(),
                one.evaluate(),
                1,
                null,
                null,
                null,
                one.pointOutcome(),
                List.of(),
                null,
                milestones,
                null,
                one.timeline(),
                "",
                now,
                NOW,
                now,
                0);
    }

    static Step step(Party party, Instant at) {
        return new Step(at, party, new FactKey(Ids.random(), ""));
    }

    static Step council(Instant at) {
        return step(Party.COUNCIL, at);
    }

    static ProjectContent content() {
        return new ProjectContent(
                "加装路灯",
                "巷口装六盏灯",
                "……",
                PATH,
                60_000,
                null,
                List.of(),
                List.of(new ProjectContent.Option("a", "太阳能")),
                List.of(),
                new ProjectContent.Implementer(UNIT, "市政"),
                null,
                null,
                ProjectContent.Effect.BINDING);
    }

    static Project draft() {
        return draft(null);
    }

    static Project draft(String roundId) {
        return Project.draft(
                content(),
                StepPlan.of(StepPlan.POINT_THRESHOLD),
                StepPlan.of(StepPlan.EVALUATE_THRESHOLD),
                roundId,
                null,
                council(NOW));
    }

    static Project published() {
        return ProjectMoves.publish(draft(), USUAL, council(NOW));
    }

    static Instant afterPoint() {
        return NOW.plus(USUAL);
    }

    static StepOutcome outcome(long inFavour, long against, StepPlan plan) {
        return StepOutcome.of(1, plan, inFavour + against, inFavour, against, afterPoint());
    }

    static Project counted(long inFavour, long against) {
        Project published = published();
        return ProjectMoves.countPoint(
                published,
                outcome(inFavour, against, published.point()),
                Step.ofSystem(afterPoint()));
    }

    /** One project in this state, its votes counted where it has left them. */
    static Project in(ProjectState state) {
        return switch (state) {
            case DRAFT -> draft();
            case POINT -> published();
            case WATCH -> advance(counted(7, 3), ProjectState.WATCH);
            case EVALUATE -> advance(in(ProjectState.WATCH), ProjectState.EVALUATE);
            case MANAGE -> advance(evaluated(in(ProjectState.EVALUATE)), ProjectState.MANAGE);
            case CLOSED -> advance(in(ProjectState.MANAGE), ProjectState.CLOSED);
            case SHELVED ->
                    ProjectMoves.shelve(
                            in(ProjectState.WATCH),
                            ShelveReason.NO_FUNDS,
                            "财政调整",
                            council(afterPoint()));
        };
    }

    static Project evaluated(Project project) {
        return ProjectMoves.countEvaluation(
                project,
                StepOutcome.of(project.evaluation(), project.evaluate(), 10, 9, 1, end(project)),
                Step.ofSystem(end(project)));
    }

    static Instant end(Project project) {
        Instant closesAt = project.closesAt();
        return closesAt == null ? afterPoint() : closesAt;
    }

    static Project advance(Project project, ProjectState to) {
        return ProjectMoves.advance(project, to, null, USUAL, council(end(project)));
    }

    static Milestone milestone(String id, LocalDate dueOn, int weight, Milestone.State state) {
        return new Milestone(id, "节点" + id, dueOn, weight, state, null, List.of(), 0, null, null);
    }

    static Actor actor(Role role, String area, OrganizationId organization) {
        return new Actor(
                new ResidentId(Ids.random()),
                "s",
                Verification.OPENID,
                List.of(),
                List.of(
                        new Grant(
                                role,
                                area == null ? null : new AreaCode(area),
                                organization,
                                List.of(),
                                null,
                                null)));
    }

    static Actor as(Party party) {
        return switch (party) {
            case COUNCIL -> actor(Role.COUNCIL, "520102", null);
            case SUPERVISOR -> actor(Role.SUPERVISOR, "520102016", null);
            case IMPLEMENTER -> actor(Role.HANDLER, null, UNIT);
            case SYSTEM -> actor(Role.AUDITOR, "520100", null);
        };
    }
}
