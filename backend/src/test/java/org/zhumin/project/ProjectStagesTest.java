package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.redis.RedisTestSettings;

import reactor.core.publisher.Mono;

/** A step that was made by another instance while Redis was away. */
class ProjectStagesTest {
    private final Projects projects = mock(Projects.class);
    private final ProjectStages stages = new ProjectStages(projects, RedisTestSettings.absent());

    private Project stored(ProjectState state) {
        Project project = ProjectFixture.in(state);
        when(projects.find(project.id())).thenReturn(Mono.just(project));
        return project;
    }

    private void move(Project project, ProjectState state) {
        when(projects.find(project.id())).thenReturn(Mono.just(ProjectFixture.in(state)));
    }

    private ProjectState seen(Project project) {
        return stages.getPublic(project.id()).block().state();
    }

    private ProjectState known(Project project) {
        return stages.find(project.id()).block().state();
    }

    @Test
    void votesKnowItInTimeAndOthersMayLater() {
        Project project = stored(ProjectState.WATCH);
        assertThat(seen(project)).isEqualTo(ProjectState.WATCH);
        move(project, ProjectState.EVALUATE);
        Awaitility.await()
                .until(
                        () -> {
                            assertThat(seen(project)).isEqualTo(ProjectState.WATCH);
                            return known(project) == ProjectState.EVALUATE;
                        });
        assertThat(seen(project)).isEqualTo(ProjectState.EVALUATE);
    }

    @Test
    void whoeverWaitsForAProjectSeesItInTime() {
        Project draft = stored(ProjectState.DRAFT);
        assertThatThrownBy(() -> seen(draft)).isInstanceOf(DomainException.class);
        move(draft, ProjectState.POINT);
        Awaitility.await()
                .ignoreException(DomainException.class)
                .until(() -> seen(draft) == ProjectState.POINT);
    }
}
