package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhumin.project.ProjectFixture.NOW;
import static org.zhumin.project.ProjectFixture.USUAL;
import static org.zhumin.project.ProjectFixture.afterPoint;
import static org.zhumin.project.ProjectFixture.council;
import static org.zhumin.project.ProjectFixture.counted;
import static org.zhumin.project.ProjectFixture.draft;
import static org.zhumin.project.ProjectFixture.in;
import static org.zhumin.project.ProjectFixture.milestone;
import static org.zhumin.project.ProjectFixture.published;
import static org.zhumin.project.ProjectFixture.step;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.kernel.DomainException;
import org.zhumin.project.ProjectAction.Party;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

class ProjectMovesTest {
    private static void refused(ProjectProblem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refusal -> assertThat(refusal.problem().code()).isEqualTo(problem));
    }

    @Test
    void publishingFixesTheDates() {
        Project published = published();
        assertThat(published.point().opensAt()).isEqualTo(NOW);
        assertThat(published.closesAt()).isEqualTo(NOW.plus(USUAL));
        assertThat(published.isVoteOpen(NOW.plus(USUAL).minusMillis(1))).isTrue();
        assertThat(published.isVoteOpen(NOW.plus(USUAL))).isFalse();
    }

    @Test
    void aVoteThatEndsAtOnceIsRefused() {
        Project hasty =
                ProjectMoves.edit(
                        draft(),
                        ProjectFixture.content(),
                        StepPlan.of(50).closingAt(NOW.plusSeconds(9)),
                        StepPlan.of(80),
                        null,
                        council(NOW));
        refused(
                ProjectProblem.CLOSES_TOO_SOON,
                () -> ProjectMoves.publish(hasty, USUAL, council(NOW)));
    }

    @Test
    void noStepEndsBeforeItsDate() {
        Instant last = afterPoint().minusMillis(1);
        refused(
                ProjectProblem.STEP_STILL_OPEN,
                () ->
                        ProjectMoves.advance(
                                published(), ProjectState.WATCH, null, USUAL, council(last)));
        refused(
                ProjectProblem.STEP_STILL_OPEN,
                () -> ProjectMoves.shelve(published(), ShelveReason.NO_FUNDS, "", council(last)));
        assertThat(
                        ProjectMoves.shelve(
                                        published(),
                                        ShelveReason.UNLAWFUL,
                                        "",
                                        step(Party.SUPERVISOR, last))
                                .state())
                .isEqualTo(ProjectState.SHELVED);
        refused(
                ProjectProblem.NOT_COUNTED_YET,
                () ->
                        ProjectMoves.advance(
                                published(),
                                ProjectState.WATCH,
                                null,
                                USUAL,
                                council(afterPoint())));
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5, BINDING, , true, ",
        "4, 5, BINDING, , false, DECISION_NEEDED",
        "0, 0, BINDING, , false, DECISION_NEEDED",
        "4, 5, BINDING, true, true, ",
        "4, 5, BINDING, false, false, DECIDED_AGAINST",
        "9, 1, BINDING, false, true, ",
        "9, 1, ADVISORY, , true, ",
        "9, 1, ADVISORY, false, false, DECIDED_AGAINST",
    })
    void whoLetsItGoOn(
            long inFavour,
            long against,
            ProjectContent.Effect effect,
            Boolean decision,
            boolean goesOn,
            ProjectProblem problem) {
        Project project = counted(inFavour, against);
        Project asked = withEffect(project, effect);
        Project decided =
                decision == null
                        ? asked
                        : ProjectMoves.decide(
                                asked,
                                new Decision(
                                        Decision.Body.COUNCIL,
                                        decision ? 5 : 1,
                                        decision ? 1 : 5,
                                        0,
                                        LocalDate.of(2026, 3, 20),
                                        List.of(),
                                        afterPoint()),
                                council(afterPoint()));
        if (goesOn) {
            assertThat(ProjectFixture.advance(decided, ProjectState.WATCH).state())
                    .isEqualTo(ProjectState.WATCH);
        } else {
            refused(problem, () -> ProjectFixture.advance(decided, ProjectState.WATCH));
        }
    }

    private static Project withEffect(Project project, ProjectContent.Effect effect) {
        ProjectContent c = project.content();
        var content =
                new ProjectContent(
                        c.title(),
                        c.summary(),
                        c.text(),
                        c.areaPath(),
                        c.budgetYuan(),
                        null,
                        List.of(),
                        c.options(),
                        List.of(),
                        c.implementer(),
                        null,
                        null,
                        effect);
        return new ProjectChange(project, ProjectAction.EDIT, council(project.updatedAt()))
                .content(content)
                .entry(null);
    }

    @Test
    void aQuorumThatIsMissedNeedsADecision() {
        var plan =
                new StepPlan(
                        NOW,
                        afterPoint(),
                        org.zhumin.identity.Verification.CLAIMED,
                        11,
                        50,
                        StepPlan.TallyMode.LIVE);
        StepOutcome outcome = StepOutcome.of(1, plan, 10, 10, 0, afterPoint());
        assertThat(outcome.quorumMet()).isFalse();
        assertThat(outcome.thresholdMet()).isTrue();
        assertThat(outcome.passed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"799, 201, 80, false", "800, 200, 80, true", "1, 1, 50, true", "0, 0, 1, false"})
    void theThresholdIsNotRounded(long inFavour, long against, int threshold, boolean met) {
        StepOutcome outcome =
                StepOutcome.of(
                        1, StepPlan.of(threshold), inFavour + against, inFavour, against, NOW);
        assertThat(outcome.thresholdMet()).isEqualTo(met);
    }

    @Test
    void whatWasVotedOnStays() {
        refused(
                ProjectProblem.FROZEN_WHILE_VOTING,
                () -> edit(in(ProjectState.POINT), ProjectFixture.content()));
        refused(
                ProjectProblem.FROZEN_WHILE_VOTING,
                () -> edit(in(ProjectState.EVALUATE), ProjectFixture.content()));
        Project watched = in(ProjectState.WATCH);
        assertThat(edit(watched, ProjectFixture.content()).version())
                .isEqualTo(watched.version() + 1);
        refused(
                ProjectProblem.FIXED_SINCE_VOTE,
                () -> edit(watched, withEffect(watched, ProjectContent.Effect.ADVISORY).content()));
    }

    private static Project edit(Project project, ProjectContent content) {
        return ProjectMoves.edit(
                project,
                content,
                StepPlan.of(50),
                StepPlan.of(80),
                null,
                council(project.updatedAt()));
    }

    @Test
    void onlyLaterEndsAreTaken() {
        Instant end = afterPoint();
        var supervisor = step(Party.SUPERVISOR, NOW.plusSeconds(60));
        Project later =
                ProjectMoves.extend(
                        published(), ProjectState.POINT, end.plusSeconds(60), "雨灾", supervisor);
        assertThat(later.closesAt()).isEqualTo(end.plusSeconds(60));
        refused(
                ProjectProblem.NOT_LATER,
                () -> ProjectMoves.extend(published(), ProjectState.POINT, end, "", supervisor));
        refused(
                ProjectProblem.STEP_CLOSED,
                () ->
                        ProjectMoves.extend(
                                published(),
                                ProjectState.POINT,
                                end.plusSeconds(60),
                                "",
                                step(Party.SUPERVISOR, end)));
    }

    @Test
    void aCandidateIsReviewedAndDecidedByItsRound() {
        Project candidate = draft("round1");
        refused(
                ProjectProblem.REVIEW_NEEDED,
                () -> ProjectMoves.publish(candidate, USUAL, council(NOW)));
        Project feasible = ProjectMoves.review(candidate, true, 50_000, "可行", council(NOW));
        Project published = ProjectMoves.publish(feasible, USUAL, council(NOW));
        assertThat(published.closesAt()).isNull();
        refused(
                ProjectProblem.DECIDED_BY_ROUND,
                () -> ProjectFixture.advance(published, ProjectState.WATCH));
        refused(
                ProjectProblem.DECIDED_BY_ROUND,
                () -> ProjectMoves.shelve(published, ShelveReason.NO_FUNDS, "", council(NOW)));
        assertThat(ProjectMoves.select(published, "轮次", Step.ofSystem(NOW)).state())
                .isEqualTo(ProjectState.WATCH);
    }

    @Test
    void progressIsWeighted() {
        var day = LocalDate.of(2026, 4, 1);
        assertThat(Milestone.progress(List.of())).isZero();
        assertThat(
                        Milestone.progress(
                                List.of(
                                        milestone("a", day, 3, Milestone.State.DONE),
                                        milestone("b", day, 1, Milestone.State.STARTED))))
                .isEqualTo(75);
    }

    @Test
    void aMilestoneIsMissedAtTheEndOfItsDay() {
        Milestone one = milestone("a", LocalDate.of(2026, 4, 1), 1, Milestone.State.STARTED);
        Instant midnight = Instant.parse("2026-04-01T16:00:00Z");
        assertThat(one.isMissed(midnight.minusMillis(1))).isFalse();
        assertThat(one.isMissed(midnight)).isTrue();
        assertThat(one.answeredFor().isMissed(midnight)).isFalse();
        assertThat(one.answeredFor().isOverdue(midnight)).isTrue();
    }

    @Test
    void theUnfinishedGoesOnOnlyWithAReason() {
        Project watched =
                ProjectMoves.addMilestone(
                        in(ProjectState.WATCH),
                        milestone("a", LocalDate.of(2026, 4, 1), 1, Milestone.State.PLANNED),
                        council(afterPoint()));
        refused(
                ProjectProblem.REASON_NEEDED,
                () -> ProjectFixture.advance(watched, ProjectState.EVALUATE));
        assertThat(
                        ProjectMoves.advance(
                                        watched,
                                        ProjectState.EVALUATE,
                                        "先行启用",
                                        USUAL,
                                        council(afterPoint()))
                                .closesAt())
                .isEqualTo(afterPoint().plus(USUAL));
    }

    @Test
    void aSecondEvaluationHasACountOfItsOwn() {
        Project manage = in(ProjectState.MANAGE);
        Instant now = manage.updatedAt();
        Project again =
                ProjectMoves.reEvaluate(manage, "返修后", now, now.plusSeconds(60), council(now));
        assertThat(again.state()).isEqualTo(ProjectState.EVALUATE);
        assertThat(again.evaluation()).isEqualTo(2);
        assertThat(again.isToBeCounted()).isTrue();
        assertThat(again.evaluations()).hasSize(1);
    }
}
