package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Ids;
import org.zhumin.media.MediaHolder;
import org.zhumin.media.MediaId;
import org.zhumin.media.MediaLibrary;
import org.zhumin.media.MediaReference;
import org.zhumin.media.MediaStatus;
import org.zhumin.media.MediaView;
import org.zhumin.media.MediaViewer;
import org.zhumin.platform.web.HotReads;

import reactor.core.publisher.Mono;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The pictures of a project: its own, those of its milestones and the minutes of a decision. */
@Component
class ProjectMedia implements MediaHolder {
    private static final String TYPE = "project";

    private final MediaLibrary library;
    private final Projects projects;
    private final HotReads hotReads;

    ProjectMedia(MediaLibrary library, Projects projects, HotReads hotReads) {
        this.library = library;
        this.projects = projects;
        this.hotReads = hotReads;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Mono<Hold> hold(String id) {
        return projects.find(new ProjectId(id)).map(_ -> Hold.KEPT).defaultIfEmpty(Hold.NOT_HELD);
    }

    @Override
    public Mono<Void> judged(String id, MediaId media, MediaStatus status) {
        return hotReads.changed(ProjectTopics.LISTS, ProjectTopics.detail(new ProjectId(id)));
    }

    /** Attaches uploads of the actor. */
    Mono<List<String>> attach(ProjectId project, @Nullable List<String> mediaIds, Actor actor) {
        return library.attach(actor.id(), mediaIds, reference(project));
    }

    /**
     * The same for a change of what is there: what others have attached to this project stays.
     *
     * @param present what the project shows now
     */
    Mono<List<String>> attachFurther(
            ProjectId project,
            Collection<String> present,
            @Nullable List<String> mediaIds,
            Actor actor) {
        if (mediaIds == null || mediaIds.isEmpty()) {
            return Mono.just(List.of());
        }
        List<String> fresh = mediaIds.stream().filter(id -> !present.contains(id)).toList();
        return attach(project, fresh, actor).thenReturn(mediaIds.stream().distinct().toList());
    }

    /** Opens what is attached, once the project is public. */
    Mono<Void> show(Project project) {
        return project.state().isPublic()
                ? library.show(reference(project.id()), true)
                : Mono.empty();
    }

    private static MediaReference reference(ProjectId project) {
        return new MediaReference(TYPE, project.value());
    }

    /** What everybody sees of these. */
    Mono<Map<MediaId, MediaView>> views(Collection<String> ids) {
        List<MediaId> valid = ids.stream().filter(Ids::isValid).map(MediaId::new).toList();
        return valid.isEmpty()
                ? Mono.just(Map.of())
                : library.viewsById(valid, MediaViewer.EVERYBODY);
    }
}
