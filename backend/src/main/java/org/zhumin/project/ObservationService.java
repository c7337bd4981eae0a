package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.Slice;
import org.zhumin.moderation.TextJudgement;
import org.zhumin.moderation.TextModeration;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.calendar.WorkingCalendar;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.OwedEffects;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.project.ObservationBodies.AnswerBody;
import org.zhumin.project.ObservationBodies.ObservationBody;
import org.zhumin.wechat.TextScene;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Takes in what followers have seen, and what is answered. */
@Component
class ObservationService {
    private final Observations observations;
    private final MongoObservations debtor;
    private final Projects projects;
    private final Followers followers;
    private final ObservationMedia media;
    private final TextModeration moderation;
    private final ObservationOpening opening;
    private final ProjectDrafts drafts;
    private final AuditLog audit;
    private final OwedEffects effects;
    private final WorkingCalendar calendar;
    private final ProjectProperties properties;
    private final Clock clock;

    ObservationService(
            Observations observations,
            MongoObservations debtor,
            Projects projects,
            Followers followers,
            ObservationMedia media,
            TextModeration moderation,
            ObservationOpening opening,
            ProjectDrafts drafts,
            AuditLog audit,
            OwedEffects effects,
            WorkingCalendar calendar,
            ProjectProperties properties,
            Clock clock) {
        this.observations = observations;
        this.debtor = debtor;
        this.projects = projects;
        this.followers = followers;
        this.media = media;
        this.moderation = moderation;
        this.opening = opening;
        this.drafts = drafts;
        this.audit = audit;
        this.effects = effects;
        this.calendar = calendar;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Fails with {@link ProjectProblem#FOLLOWERS_ONLY}, and with {@link
     * ProjectProblem#NOT_ALLOWED_IN_STATE} unless it is being built.
     */
    Mono<Observation> observe(ProjectId id, ObservationBody body, Actor actor, FactKey key) {
        return observations
                .find(new Observation.Id(key.id()))
                .doOnNext(stored -> key.requireSameBody(stored.bodyHash()))
                .switchIfEmpty(Mono.defer(() -> observeFirst(id, body, actor, key)));
    }

    private Mono<Observation> observeFirst(
            ProjectId id, ObservationBody body, Actor actor, FactKey key) {
        return projects.get(id)
                .doOnNext(project -> requireWatched(project, body.milestoneId()))
                .filterWhen(_ -> followers.exists(id, actor.id()))
                .switchIfEmpty(Mono.error(ProjectProblem.FOLLOWERS_ONLY::refusal))
                .flatMap(
                        project ->
                                moderation
                                        .checkResident(
                                                actor.id(), TextScene.FORUM, null, body.text())
                                        .map(
                                                found ->
                                                        found.refuseWith(
                                                                ProjectProblem.CONTENT_REFUSED))
                                        .flatMap(
                                                found ->
                                                        Detached.run(
                                                                store(
                                                                        project, body, found, actor,
                                                                        key))));
    }

    private void requireWatched(Project project, @Nullable String milestoneId) {
        if (!project.state().isPublic()) {
            throw ProjectProblem.NOT_FOUND.refusal();
        }
        if (project.state() != ProjectState.WATCH) {
            throw project.refusal(ProjectProblem.NOT_ALLOWED_IN_STATE, clock.instant());
        }
        if (milestoneId != null && project.milestone(milestoneId).isEmpty()) {
            throw ProjectProblem.MILESTONE_NOT_FOUND.refusal();
        }
    }

    private Mono<Observation> store(
            Project project, ObservationBody body, TextJudgement found, Actor actor, FactKey key) {
        boolean passed = found.outcome() == TextJudgement.Outcome.PASS;
        return media.attach(new Observation.Id(key.id()), body.mediaIds(), actor)
                .map(ids -> observation(project, body, ids, passed, actor, key))
                .flatMap(made -> insert(made, found))
                .doOnNext(stored -> key.requireSameBody(stored.bodyHash()));
    }

    private Mono<Observation> insert(Observation made, TextJudgement found) {
        List<Owed> owed = List.of(ObservationOpening.debt(made, found));
        return observations
                .insert(made, owed)
                .delayUntil(stored -> effects.perform(debtor, stored.id().value(), owed));
    }

    private Observation observation(
            Project project,
            ObservationBody body,
            List<String> mediaIds,
            boolean passed,
            Actor actor,
            FactKey key) {
        ProjectContent content = project.content();
        var now = clock.instant();
        return new Observation(
                new Observation.Id(key.id()),
                project.id(),
                content.title(),
                content.areaPath(),
                content.implementer() == null ? null : content.implementer().organizationId(),
                body.milestoneId(),
                body.kind(),
                body.text().strip(),
                mediaIds,
                ProjectDrafts.placeOf(body.location()),
                actor.id(),
                passed ? Observation.Publication.PUBLIC : Observation.Publication.PENDING,
                calendar.plusWorkingDays(now, properties.answerDays()),
                null,
                key.bodyHash(),
                now,
                0);
    }

    Mono<Slice<Observation>> listPublic(
            ProjectId id, Observation.@Nullable State state, PageRequest page) {
        return projects.get(id)
                .filter(project -> project.state().isPublic())
                .switchIfEmpty(Mono.error(ProjectProblem.NOT_FOUND::refusal))
                .flatMap(_ -> observations.listPublic(id, state, page.limit(), page.after()));
    }

    Mono<Slice<Observation>> listWork(Observation.State state, Actor actor, PageRequest page) {
        List<AreaCode> areas =
                Stream.of(Role.COUNCIL, Role.SUPERVISOR)
                        .flatMap(role -> actor.areasOf(role).stream())
                        .distinct()
                        .toList();
        List<OrganizationId> units =
                Stream.of(Role.HANDLER, Role.COUNCIL)
                        .flatMap(role -> actor.organizationsOf(role).stream())
                        .distinct()
                        .toList();
        if (areas.isEmpty() && units.isEmpty()) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
        return observations.listWork(areas, units, state, page.limit(), page.after());
    }

    /** Fails with {@link ProjectProblem#OBSERVATION_ANSWERED} for a second answer. */
    Mono<Observation> answer(
            ProjectId id, Observation.Id observation, AnswerBody body, Actor actor, FactKey key) {
        if (body.action() == Observation.Action.FIX && body.dueOn() == null) {
            throw ProjectProblem.DUE_DATE_NEEDED.refusal();
        }
        drafts.requireFit(body.text());
        return observations
                .get(observation)
                .filter(found -> found.project().equals(id))
                .switchIfEmpty(Mono.error(ProjectProblem.OBSERVATION_NOT_FOUND::refusal))
                .flatMap(found -> answer(found, body, actor, key));
    }

    private Mono<Observation> answer(Observation found, AnswerBody body, Actor actor, FactKey key) {
        ProjectAction.Party party = partyOf(found, actor);
        Observation.Answer given = found.answer();
        if (given != null && given.operation().equals(key.id())) {
            key.requireSameBody(given.operationHash());
            return Mono.just(found);
        }
        // Refused before anything is attached.
        found.answered(answerOf(body, List.of(), party, key));
        return Detached.run(
                media.attach(found.id(), body.mediaIds(), actor)
                        .map(ids -> found.answered(answerOf(body, ids, party, key)))
                        .delayUntil(
                                _ ->
                                        audit.record(
                                                actor.id(),
                                                "project.observation-answer",
                                                found.id().value(),
                                                Map.of("action", body.action().name())))
                        .flatMap(this::save));
    }

    private static ProjectAction.Party partyOf(Observation found, Actor actor) {
        if (actor.hasIn(Role.COUNCIL, found.areaPath())) {
            return ProjectAction.Party.COUNCIL;
        }
        OrganizationId unit = found.implementer();
        if (unit != null
                && (actor.hasFor(Role.HANDLER, unit) || actor.hasFor(Role.COUNCIL, unit))) {
            return ProjectAction.Party.IMPLEMENTER;
        }
        throw PlatformProblem.FORBIDDEN.refusal();
    }

    private Observation.Answer answerOf(
            AnswerBody body, List<String> ids, ProjectAction.Party party, FactKey key) {
        return new Observation.Answer(
                body.text().strip(),
                ids,
                body.action(),
                body.dueOn(),
                party,
                clock.instant(),
                key.id(),
                key.bodyHash());
    }

    private Mono<Observation> save(Observation next) {
        var debts =
                List.of(Owed.of("answered", ObservationNotices.KIND, Map.of(), clock.instant()));
        return observations
                .save(next, debts)
                .delayUntil(
                        saved ->
                                saved.publication() == Observation.Publication.PUBLIC
                                        ? opening.publish(saved)
                                        : Mono.empty())
                .delayUntil(saved -> effects.start(debtor, saved.id().value(), debts));
    }
}
