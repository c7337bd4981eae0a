package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.ResidentId;
import org.zhumin.notice.NewNotice;
import org.zhumin.notice.Notices;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.Progress;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Objects;

/** Tells the followers of what happened to a project, a portion at a time, each person once. */
@Component
class ProjectNotices implements EffectHandler {
    /** Few enough to be told within the time that an effect has, while WeChat is slow. */
    private static final int PORTION = 24;

    private static final int AT_ONCE = 8;

    private final Projects projects;
    private final Followers followers;
    private final Notices notices;

    ProjectNotices(Projects projects, Followers followers, Notices notices) {
        this.projects = projects;
        this.followers = followers;
        this.notices = notices;
    }

    @Override
    public String kind() {
        return ProjectDebts.TELL_FOLLOWERS;
    }

    @Override
    public Mono<Progress> perform(Owed owed, String document) {
        var id = new ProjectId(document);
        var after = owed.cursor() == null ? null : new ResidentId(owed.cursor());
        return Mono.zip(projects.find(id), followers.listOf(id, after, PORTION).collectList())
                .flatMap(both -> tell(owed, both.getT1(), both.getT2()));
    }

    private Mono<Progress> tell(Owed owed, Project project, List<ResidentId> portion) {
        return Flux.fromIterable(portion)
                .flatMap(resident -> notices.tell(news(owed, project, resident)), AT_ONCE)
                .then(
                        Mono.fromSupplier(
                                () ->
                                        portion.size() < PORTION
                                                ? Progress.done()
                                                : Progress.upTo(portion.getLast().value())));
    }

    private static NewNotice news(Owed owed, Project project, ResidentId resident) {
        var notice = ProjectNotice.valueOf(owed.detail().getOrDefault("notice", ""));
        String operation = owed.detail().getOrDefault("operation", "");
        String about =
                project.findEntry(operation)
                        .map(entry -> Objects.requireNonNullElse(entry.about(), ""))
                        .orElse("");
        return new NewNotice(
                resident,
                notice,
                notice.code(),
                project.id().value() + ":" + operation,
                List.of(project.content().title(), about),
                pageOf(project.id()));
    }

    static String pageOf(ProjectId id) {
        return "pages/project/detail?id=" + id.value();
    }
}
