package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.redis.RedisTestSettings;

import reactor.core.publisher.Mono;

import java.time.Duration;

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
    void isKnownInTimeToVotesAndToWhoeverWaitsForAProject() throws InterruptedException {
        Project published = stored(ProjectState.WATCH);
        assertThat(seen(published)).isEqualTo(ProjectState.WATCH);
        move(published, ProjectState.EVALUATE);
        Project draft = stored(ProjectState.DRAFT);
        assertThatThrownBy(() -> seen(draft)).isInstanceOf(DomainException.class);
        move(draft, ProjectState.POINT);

        Thread.sleep(Duration.ofMillis(5010));
        assertThat(seen(draft)).isEqualTo(ProjectState.POINT);
        assertThat(seen(published)).isEqualTo(ProjectState.WATCH);
        assertThat(known(published)).isEqualTo(ProjectState.EVALUATE);
        assertThat(seen(published)).isEqualTo(ProjectState.EVALUATE);
    }
}
