package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Slice;
import org.zhumin.media.MediaId;
import org.zhumin.media.MediaView;
import org.zhumin.project.ProjectView.AreaView;
import org.zhumin.project.ProjectView.DecisionView;
import org.zhumin.project.ProjectView.EntryView;
import org.zhumin.project.ProjectView.MilestoneView;
import org.zhumin.project.ProjectView.ShareView;
import org.zhumin.project.ProjectView.ShelvedView;
import org.zhumin.project.ProjectView.SourceView;
import org.zhumin.project.ProjectView.StepView;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** From a project to what people see of it. */
@Component
class ProjectViews {
    private final ProjectTexts texts;
    private final ProjectMedia media;
    private final ProjectTallies tallies;
    private final AreaTree areas;
    private final Clock clock;

    ProjectViews(
            ProjectTexts texts,
            ProjectMedia media,
            ProjectTallies tallies,
            AreaTree areas,
            Clock clock) {
        this.texts = texts;
        this.media = media;
        this.tallies = tallies;
        this.areas = areas;
        this.clock = clock;
    }

    /** One query for all covers. */
    Mono<Slice<ProjectCard>> cards(Slice<Project> slice, Locale locale) {
        List<String> covers =
                slice.items().stream()
                        .flatMap(project -> project.content().mediaIds().stream().limit(1))
                        .toList();
        return Mono.zip(media.views(covers), tallies.ofCards(slice.items()))
                .map(
                        both ->
                                slice.map(
                                        project ->
                                                card(
                                                        project,
                                                        both.getT1(),
                                                        both.getT2()
                                                                .getOrDefault(
                                                                        project.id(), Map.of()),
                                                        locale)));
    }

    private ProjectCard card(
            Project project,
            Map<MediaId, MediaView> covers,
            Map<String, Object> tally,
            Locale locale) {
        ProjectContent content = project.content();
        return new ProjectCard(
                project.id(),
                content.title(),
                content.summary(),
                areas.get(content.area()).name(),
                stepOf(project),
                project.state().status(),
                texts.state(project.state(), locale),
                firstOf(content.mediaIds(), covers),
                content.budgetYuan(),
                tally,
                project.progress(),
                project.roundId(),
                project.closesAt(),
                project.createdAt());
    }

    private static @Nullable ProjectState stepOf(Project project) {
        return project.state().isStep() ? project.state() : null;
    }

    private static @Nullable MediaView firstOf(List<String> ids, Map<MediaId, MediaView> views) {
        return ids.isEmpty() ? null : views.get(new MediaId(ids.getFirst()));
    }

    Mono<ProjectView> view(Project project, Locale locale) {
        return view(project, tallies.of(project.stage()), null, locale);
    }

    Mono<ProjectView> view(Project project, Map<String, Object> tally, Locale locale) {
        return view(project, Mono.just(tally), null, locale);
    }

    /** With what this reader may do, if it is staff. */
    Mono<ProjectView> viewFor(Project project, Actor reader, Locale locale) {
        return view(
                project,
                tallies.of(project.stage()),
                ProjectRules.isStaffOf(project, reader)
                        ? ProjectRules.allowedActions(project, reader, clock.instant())
                        : null,
                locale);
    }

    private Mono<ProjectView> view(
            Project project,
            Mono<Map<String, Object>> tally,
            @Nullable List<ProjectAction> allowed,
            Locale locale) {
        return Mono.zip(media.views(allMedia(project)), tally)
                .map(both -> view(project, both.getT1(), both.getT2(), allowed, locale));
    }

    private static List<String> allMedia(Project project) {
        var all = new ArrayList<>(project.content().mediaIds());
        project.milestones().forEach(milestone -> all.addAll(milestone.mediaIds()));
        if (project.decision() != null) {
            all.addAll(project.decision().mediaIds());
        }
        return all;
    }

    private ProjectView view(
            Project project,
            Map<MediaId, MediaView> media,
            Map<String, Object> tally,
            @Nullable List<ProjectAction> allowed,
            Locale locale) {
        ProjectContent content = project.content();
        Instant now = clock.instant();
        MediaView cover = firstOf(content.mediaIds(), media);
        return new ProjectView(
                project.id(),
                content.title(),
                content.summary(),
                content.text(),
                new AreaView(content.area(), areas.names(content.areaPath())),
                content.budgetYuan(),
                content.location(),
                viewsOf(content.mediaIds(), media),
                content.options(),
                content.effect(),
                content.fundingSource(),
                content.programmeCode(),
                stepOf(project),
                project.state().status(),
                texts.state(project.state(), locale),
                shelved(project, locale),
                steps(project, now),
                project.closesAt(),
                tally,
                project.milestones().stream().map(one -> milestone(one, media, now)).toList(),
                project.progress(),
                content.implementer(),
                project.spentYuan(),
                project.roundId(),
                project.review(),
                decision(project, media),
                project.pointOutcome(),
                project.evaluations(),
                content.sourceRequestIds().stream().map(SourceView::new).toList(),
                new ShareView(content.title(), cover == null ? null : cover.url()),
                project.createdAt(),
                project.publishedAt(),
                project.version(),
                allowed);
    }

    private static Map<String, StepView> steps(Project project, Instant now) {
        var steps = new LinkedHashMap<String, StepView>();
        ProjectState state = project.state();
        if (!project.isCandidate()) {
            steps.put("POINT", StepView.of(project.point(), state == ProjectState.POINT, now));
        }
        steps.put("EVALUATE", StepView.of(project.evaluate(), state == ProjectState.EVALUATE, now));
        return steps;
    }

    private @Nullable ShelvedView shelved(Project project, Locale locale) {
        ShelveReason reason = project.shelved();
        return reason == null ? null : new ShelvedView(reason, texts.shelved(reason, locale));
    }

    private static MilestoneView milestone(
            Milestone one, Map<MediaId, MediaView> media, Instant now) {
        return new MilestoneView(
                one.id(),
                one.title(),
                one.dueOn(),
                one.weight(),
                one.state(),
                one.reportText(),
                viewsOf(one.mediaIds(), media),
                one.spentYuan(),
                one.doneAt(),
                one.isOverdue(now));
    }

    private static @Nullable DecisionView decision(Project project, Map<MediaId, MediaView> media) {
        Decision decision = project.decision();
        return decision == null
                ? null
                : new DecisionView(
                        decision.body(),
                        decision.inFavour(),
                        decision.against(),
                        decision.abstain(),
                        decision.heldOn(),
                        viewsOf(decision.mediaIds(), media));
    }

    private static List<MediaView> viewsOf(List<String> ids, Map<MediaId, MediaView> media) {
        return ids.stream().map(id -> media.get(new MediaId(id))).filter(Objects::nonNull).toList();
    }

    Mono<Slice<EntryView>> entries(Slice<ProjectEntry> slice, Locale locale) {
        List<String> ids =
                slice.items().stream().flatMap(entry -> entry.mediaIds().stream()).toList();
        return media.views(ids).map(found -> slice.map(entry -> entry(entry, found, locale)));
    }

    private EntryView entry(ProjectEntry entry, Map<MediaId, MediaView> media, Locale locale) {
        return new EntryView(
                entry.at(),
                entry.type(),
                texts.entry(entry, locale),
                entry.text(),
                texts.party(entry.party(), locale),
                viewsOf(entry.mediaIds(), media));
    }
}
