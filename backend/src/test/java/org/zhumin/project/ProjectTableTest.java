package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhumin.project.ProjectFixture.NOW;
import static org.zhumin.project.ProjectFixture.step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.project.ProjectAction.Party;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Every state, action and role. The table is written down here once more, by hand. */
class ProjectTableTest {
    private static final Map<ProjectAction, String> STATES =
            Map.ofEntries(
                    Map.entry(ProjectAction.EDIT, "DRAFT WATCH MANAGE"),
                    Map.entry(ProjectAction.REVIEW, "DRAFT"),
                    Map.entry(ProjectAction.PUBLISH, "DRAFT"),
                    Map.entry(ProjectAction.COUNT_POINT, "POINT"),
                    Map.entry(ProjectAction.DECIDE, "POINT"),
                    Map.entry(ProjectAction.ADVANCE, "POINT WATCH EVALUATE MANAGE"),
                    Map.entry(ProjectAction.SELECT, "POINT"),
                    Map.entry(ProjectAction.SHELVE, "DRAFT POINT WATCH EVALUATE MANAGE"),
                    Map.entry(ProjectAction.EXTEND, "POINT EVALUATE"),
                    Map.entry(ProjectAction.ADD_MILESTONE, "DRAFT WATCH"),
                    Map.entry(ProjectAction.UPDATE_MILESTONE, "DRAFT WATCH EVALUATE"),
                    Map.entry(ProjectAction.MISS_MILESTONE, "WATCH"),
                    Map.entry(ProjectAction.COUNT_EVALUATION, "EVALUATE"),
                    Map.entry(ProjectAction.RE_EVALUATE, "EVALUATE MANAGE"));

    private static final Map<ProjectAction, String> PARTIES =
            Map.ofEntries(
                    Map.entry(ProjectAction.EDIT, "COUNCIL"),
                    Map.entry(ProjectAction.REVIEW, "COUNCIL"),
                    Map.entry(ProjectAction.PUBLISH, "COUNCIL"),
                    Map.entry(ProjectAction.COUNT_POINT, ""),
                    Map.entry(ProjectAction.DECIDE, "COUNCIL"),
                    Map.entry(ProjectAction.ADVANCE, "COUNCIL"),
                    Map.entry(ProjectAction.SELECT, ""),
                    Map.entry(ProjectAction.SHELVE, "COUNCIL SUPERVISOR"),
                    Map.entry(ProjectAction.EXTEND, "SUPERVISOR"),
                    Map.entry(ProjectAction.ADD_MILESTONE, "COUNCIL IMPLEMENTER"),
                    Map.entry(ProjectAction.UPDATE_MILESTONE, "COUNCIL IMPLEMENTER"),
                    Map.entry(ProjectAction.MISS_MILESTONE, ""),
                    Map.entry(ProjectAction.COUNT_EVALUATION, ""),
                    Map.entry(ProjectAction.RE_EVALUATE, "COUNCIL SUPERVISOR"));

    static Stream<Arguments> everything() {
        return Arrays.stream(ProjectState.values())
                .flatMap(
                        state ->
                                Arrays.stream(ProjectAction.values())
                                        .flatMap(
                                                action ->
                                                        Arrays.stream(Party.values())
                                                                .map(
                                                                        party ->
                                                                                Arguments.of(
                                                                                        state,
                                                                                        action,
                                                                                        party))));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void theTableHolds(ProjectState state, ProjectAction action, Party party) {
        Project project = ProjectFixture.in(state);
        Actor actor = ProjectFixture.as(party);
        if (words(PARTIES.get(action)).contains(party.name())) {
            assertThat(ProjectRules.requireParty(action, project, actor)).isEqualTo(party);
        } else {
            var refusal =
                    state == ProjectState.DRAFT && party == Party.SYSTEM
                            ? ProjectProblem.NOT_FOUND
                            : PlatformProblem.FORBIDDEN;
            assertThatThrownBy(() -> ProjectRules.requireParty(action, project, actor))
                    .isInstanceOfSatisfying(
                            DomainException.class, e -> assertThat(e.is(refusal)).isTrue());
        }
        if (words(STATES.get(action)).contains(state.name())) {
            assertThat(project.change(action, step(party, NOW))).isNotNull();
        } else {
            assertThatThrownBy(() -> project.change(action, step(party, NOW)))
                    .isInstanceOf(DomainException.class);
        }
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    @Test
    void everyTargetIsReachedByTheTableAlone() {
        for (ProjectAction action : ProjectAction.values()) {
            assertThat(action.from()).as(action.name()).isNotEmpty();
            assertThat(action.targets()).doesNotContain(ProjectState.DRAFT);
        }
    }

    @Test
    void aCouncilOfAnotherAreaMayNothing() {
        Actor stranger = ProjectFixture.actor(Role.COUNCIL, "520103", null);
        for (ProjectAction action : ProjectAction.values()) {
            assertThatThrownBy(
                            () ->
                                    ProjectRules.requireParty(
                                            action,
                                            ProjectFixture.in(ProjectState.WATCH),
                                            stranger))
                    .isInstanceOf(DomainException.class);
        }
        assertThat(ProjectRules.maySee(ProjectFixture.draft(), stranger)).isFalse();
    }
}
