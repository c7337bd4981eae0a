package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Page;
import org.zhumin.moderation.TextModeration;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.project.QuarantineBodies.AppealBody;
import org.zhumin.project.QuarantineBodies.AppealOutcome;
import org.zhumin.project.QuarantineBodies.AppealView;
import org.zhumin.project.QuarantineBodies.DecideBody;
import org.zhumin.project.QuarantineBodies.KeptOutView;
import org.zhumin.project.QuarantineBodies.LiftBody;
import org.zhumin.project.QuarantineBodies.QuarantineBody;
import org.zhumin.project.QuarantineBodies.QuarantinedView;
import org.zhumin.project.QuarantineBodies.SignalsView;
import org.zhumin.vote.PollId;
import org.zhumin.vote.Quarantine;
import org.zhumin.vote.VoteStep;
import org.zhumin.wechat.TextScene;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Votes on projects and ballots in rounds that are kept out of the count: by supervisors and
 * administrators of the area, never by who runs the project. Answers for both in the same way.
 */
@Component
class QuarantineService {
    /** Fewer votes of one device are a family. */
    static final int LEAST_OF_DEVICE = 3;

    /** Fewer votes at once are no burst, and might tell of single people. */
    static final int LEAST_OF_BURST = 20;

    private final Quarantine quarantine;
    private final Projects projects;
    private final Rounds rounds;
    private final TextModeration moderation;
    private final QuarantineViews views;

    QuarantineService(
            Quarantine quarantine,
            Projects projects,
            Rounds rounds,
            TextModeration moderation,
            QuarantineViews views) {
        this.quarantine = quarantine;
        this.projects = projects;
        this.rounds = rounds;
        this.moderation = moderation;
        this.views = views;
    }

    /**
     * @param turn which EVALUATE; absent: the present one
     */
    Mono<PollId> pollOf(ProjectId id, VoteStep step, @Nullable Integer turn) {
        return turn == null
                ? projects.get(id)
                        .filter(project -> project.state().isPublic())
                        .switchIfEmpty(Mono.error(ProjectProblem.NOT_FOUND::refusal))
                        .map(project -> ProjectPolls.pollOf(project, step))
                : Mono.just(new PollId(ProjectPolls.subject(id), step, turn));
    }

    /** The poll, for staff who may keep votes out there. */
    Mono<PollId> pollFor(Actor actor, ProjectId id, VoteStep step, @Nullable Integer turn) {
        return projects.get(id)
                .doOnNext(project -> require(actor, project.content().areaPath()))
                .then(Mono.defer(() -> pollOf(id, step, turn)));
    }

    Mono<PollId> pollFor(Actor actor, Round.Id id) {
        return rounds.get(id)
                .doOnNext(round -> require(actor, round.plan().areaPath()))
                .map(round -> RoundPolls.pollOf(id));
    }

    private static void require(Actor actor, List<AreaCode> areaPath) {
        if (!actor.hasIn(Role.SUPERVISOR, areaPath) && !actor.hasIn(Role.ADMIN, areaPath)) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
    }

    Mono<SignalsView> signals(PollId poll, Locale locale) {
        return Mono.zip(
                        quarantine.signals(poll, LEAST_OF_DEVICE).collectList(),
                        quarantine.bursts(poll, LEAST_OF_BURST),
                        quarantine.countByReason(poll))
                .map(
                        all ->
                                new SignalsView(
                                        all.getT1(),
                                        all.getT2(),
                                        all.getT3(),
                                        views.counts(all.getT3(), locale)));
    }

    Mono<Page<KeptOutView>> list(PollId poll, boolean waiting, PageRequest page, Locale locale) {
        return quarantine
                .list(poll, waiting, page.limit(), page.after())
                .map(slice -> slice.map(vote -> views.keptOut(vote, locale)))
                .map(page::page);
    }

    Mono<QuarantinedView> keepOut(
            PollId poll, QuarantineBody body, Actor actor, FactKey key, Locale locale) {
        String reason = body.reasonCode().name();
        String origin = body.origin();
        return counted(
                poll,
                locale,
                origin == null
                        ? quarantine.keepOut(
                                poll,
                                Objects.requireNonNull(body.receipt()),
                                reason,
                                actor.id(),
                                key)
                        : quarantine.keepOutOrigin(poll, origin, reason, actor.id(), key));
    }

    Mono<QuarantinedView> lift(
            PollId poll, LiftBody body, Actor actor, FactKey key, Locale locale) {
        return counted(poll, locale, quarantine.release(poll, body.receipt(), actor.id(), key));
    }

    Mono<QuarantinedView> decide(
            PollId poll, DecideBody body, Actor actor, FactKey key, Locale locale) {
        boolean granted = body.outcome() == AppealOutcome.GRANTED;
        return counted(
                poll,
                locale,
                quarantine.decide(
                        poll, body.receipt(), granted, body.text().strip(), actor.id(), key));
    }

    private Mono<QuarantinedView> counted(PollId poll, Locale locale, Mono<Void> act) {
        return act.then(Mono.defer(() -> quarantine.countByReason(poll)))
                .map(counts -> views.quarantined(counts, locale));
    }

    Mono<AppealView> appeal(PollId poll, AppealBody body, Actor actor, FactKey key, Locale locale) {
        return moderation
                .checkResident(actor.id(), TextScene.COMMENT, null, body.text())
                .map(found -> found.refuseWith(ProjectProblem.CONTENT_REFUSED))
                .then(Mono.defer(() -> quarantine.appeal(poll, actor.id(), body.text(), key)))
                .map(appeal -> views.appeal(appeal, locale));
    }

    Mono<AppealView> findAppeal(PollId poll, Actor actor, Locale locale) {
        return quarantine.findAppeal(poll, actor.id()).map(appeal -> views.appeal(appeal, locale));
    }
}
