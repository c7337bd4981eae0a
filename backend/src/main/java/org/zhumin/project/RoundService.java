package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Slice;
import org.zhumin.moderation.TextModeration;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.OwedEffects;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.project.RoundBodies.ProposalBody;
import org.zhumin.project.RoundBodies.RoundBody;
import org.zhumin.project.RoundBodies.TieBreakBody;
import org.zhumin.vote.Votes;
import org.zhumin.wechat.TextScene;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Plans, opens and closes rounds, and takes residents' proposals. */
@Component
class RoundService {
    private final Rounds rounds;
    private final MongoRounds debtor;
    private final Projects projects;
    private final RoundPolls polls;
    private final Votes votes;
    private final ProjectDrafts drafts;
    private final ProjectMedia media;
    private final RoundMedia roundMedia;
    private final TextModeration moderation;
    private final AreaTree areas;
    private final AuditLog audit;
    private final OwedEffects effects;
    private final HotReads hotReads;
    private final Clock clock;

    RoundService(
            Rounds rounds,
            MongoRounds debtor,
            Projects projects,
            RoundPolls polls,
            Votes votes,
            ProjectDrafts drafts,
            ProjectMedia media,
            RoundMedia roundMedia,
            TextModeration moderation,
            AreaTree areas,
            AuditLog audit,
            OwedEffects effects,
            HotReads hotReads,
            Clock clock) {
        this.rounds = rounds;
        this.debtor = debtor;
        this.projects = projects;
        this.polls = polls;
        this.votes = votes;
        this.drafts = drafts;
        this.media = media;
        this.roundMedia = roundMedia;
        this.moderation = moderation;
        this.areas = areas;
        this.audit = audit;
        this.effects = effects;
        this.hotReads = hotReads;
        this.clock = clock;
    }

    Mono<Slice<Round>> list(@Nullable String area, Round.@Nullable State state, PageRequest page) {
        AreaCode code = area == null ? areas.city().code() : areas.get(area).code();
        return rounds.list(code, state, page.limit(), page.after());
    }

    Mono<Round> read(Round.Id id) {
        return rounds.get(id);
    }

    Mono<Round> plan(RoundBody body, Actor actor, FactKey key) {
        Round.Plan plan = planOf(body);
        ProjectRules.requireCouncil(plan.areaPath(), actor);
        var id = new Round.Id(key.id());
        return Detached.run(
                        audit.record(actor.id(), "round.plan", id.value())
                                .then(
                                        Mono.defer(
                                                () ->
                                                        rounds.insert(
                                                                Round.plan(
                                                                        id,
                                                                        plan,
                                                                        key.bodyHash(),
                                                                        clock.instant()))))
                                .delayUntil(_ -> hotReads.changed(RoundTopics.LISTS)))
                .doOnNext(stored -> key.requireSameBody(stored.bodyHash()));
    }

    private Round.Plan planOf(RoundBody body) {
        drafts.requireFit(body.title());
        Instant opensAt = body.opensAt().truncatedTo(ChronoUnit.MILLIS);
        Instant closesAt = body.closesAt().truncatedTo(ChronoUnit.MILLIS);
        if (closesAt.isBefore(opensAt.plus(StepPlan.SHORTEST))) {
            throw ProjectProblem.CLOSES_TOO_SOON.refusal();
        }
        var least = Objects.requireNonNullElse(body.minVerification(), Verification.CLAIMED);
        return new Round.Plan(
                body.title().strip(),
                drafts.pathOf(body.areaCode()),
                body.budgetYuan(),
                body.rule(),
                body.ballot(),
                body.maxChoices(),
                opensAt,
                closesAt,
                least.reaches(Verification.CLAIMED) ? least : Verification.CLAIMED,
                body.effect());
    }

    Mono<Round> edit(Round.Id id, RoundBody body, Actor actor) {
        Round.Plan plan = planOf(body);
        ProjectRules.requireCouncil(plan.areaPath(), actor);
        return rounds.get(id)
                .doOnNext(round -> ProjectRules.requireCouncil(round.plan().areaPath(), actor))
                .map(round -> round.edited(plan, clock.instant()))
                .flatMap(next -> save("round.edit", next, List.of(), actor));
    }

    /** The candidates are those that are published by now; no other joins them. */
    Mono<Round> open(Round.Id id, Actor actor, FactKey key) {
        return rounds.get(id)
                .doOnNext(round -> ProjectRules.requireCouncil(round.plan().areaPath(), actor))
                .flatMap(
                        round ->
                                round.lastOperation().equals(key.id())
                                        ? Mono.just(round)
                                        : openFirst(round, actor, key));
    }

    private Mono<Round> openFirst(Round round, Actor actor, FactKey key) {
        return projects.streamOfRound(round.id().value())
                .filter(one -> one.state() == ProjectState.POINT)
                .map(RoundService::candidate)
                .collectList()
                .map(candidates -> round.opened(candidates, key.id(), clock.instant()))
                .flatMap(
                        next ->
                                save(
                                        "round.open",
                                        next,
                                        List.of(
                                                Owed.of(
                                                        "open",
                                                        RoundPolls.Opening.KIND,
                                                        Map.of(),
                                                        next.updatedAt())),
                                        actor));
    }

    private static Round.Candidate candidate(Project project) {
        Review review = Objects.requireNonNull(project.review());
        return new Round.Candidate(
                project.id().value(), project.content().title(), review.costYuan());
    }

    private Mono<Round> save(String action, Round next, List<Owed> owed, Actor actor) {
        return Detached.run(
                audit.record(actor.id(), action, next.id().value())
                        .then(Mono.defer(() -> rounds.save(next, owed)))
                        .delayUntil(saved -> effects.perform(debtor, saved.id().value(), owed))
                        .delayUntil(
                                saved ->
                                        hotReads.changed(
                                                RoundTopics.LISTS,
                                                RoundTopics.detail(saved.id()))));
    }

    /**
     * Closes by the rule, if that has not been done yet by itself. Fails with {@link
     * ProjectProblem#STEP_STILL_OPEN} before the date, and with {@link
     * ProjectProblem#NOT_COUNTED_YET} until the ballots are counted.
     */
    Mono<Round> close(Round.Id id, Actor actor) {
        return rounds.get(id)
                .doOnNext(round -> ProjectRules.requireCouncil(round.plan().areaPath(), actor))
                .flatMap(
                        round ->
                                round.state() == Round.State.CLOSED
                                        ? Mono.just(round)
                                        : closeOpen(round));
    }

    private Mono<Round> closeOpen(Round round) {
        round.require(Round.State.OPEN);
        if (clock.instant().isBefore(round.plan().closesAt())) {
            throw ProjectProblem.STEP_STILL_OPEN.refusal();
        }
        return decide(round);
    }

    private Mono<Round> decide(Round round) {
        return votes.findResult(RoundPolls.pollOf(round.id()))
                .switchIfEmpty(Mono.error(ProjectProblem.NOT_COUNTED_YET::refusal))
                .flatMap(result -> polls.decide(round, result));
    }

    /** Fails with {@link ProjectProblem#DRAW_INCOMPLETE}. */
    Mono<Round> breakTie(Round.Id id, TieBreakBody body, Actor actor, FactKey key) {
        drafts.requireFit(body.method());
        return rounds.get(id)
                .doOnNext(round -> ProjectRules.requireCouncil(round.plan().areaPath(), actor))
                .flatMap(
                        round ->
                                round.lastOperation().equals(key.id())
                                        ? Mono.just(round)
                                        : breakFirst(round, body, actor, key));
    }

    private Mono<Round> breakFirst(Round round, TieBreakBody body, Actor actor, FactKey key) {
        // Refused before anything is attached.
        drawn(round, body, List.of(), key);
        return Detached.run(
                roundMedia
                        .attach(round.id(), body.mediaIds(), actor)
                        .map(ids -> drawn(round, body, ids, key))
                        .flatMap(next -> save("round.tie-break", next, List.of(), actor))
                        .delayUntil(saved -> roundMedia.show(saved.id()))
                        .flatMap(this::decide));
    }

    private Round drawn(Round round, TieBreakBody body, List<String> mediaIds, FactKey key) {
        Instant now = clock.instant();
        var draw = new RoundDraw(body.order(), body.method(), mediaIds, now);
        return round.drawn(draw, key.id(), now);
    }

    /** A resident's own candidate: a draft that the council reviews, whatever WeChat says. */
    Mono<Project> propose(Round.Id id, ProposalBody body, Actor actor, FactKey key) {
        actor.require(Verification.CLAIMED);
        return rounds.get(id)
                .doOnNext(round -> requireProposals(round, actor))
                .flatMap(
                        round ->
                                moderation
                                        .checkResident(
                                                actor.id(),
                                                TextScene.FORUM,
                                                body.title(),
                                                body.summary() + "\n" + body.content())
                                        .map(
                                                found ->
                                                        found.refuseWith(
                                                                ProjectProblem.CONTENT_REFUSED))
                                        .flatMap(
                                                _ -> Detached.run(store(round, body, actor, key))));
    }

    private static void requireProposals(Round round, Actor actor) {
        round.require(Round.State.COLLECTING);
        if (!actor.residencePath().contains(round.plan().areaPath().getLast())) {
            throw ProjectProblem.NOT_A_RESIDENT.refusal();
        }
    }

    private Mono<Project> store(Round round, ProposalBody body, Actor actor, FactKey key) {
        var step = new Step(clock.instant(), ProjectAction.Party.SYSTEM, key);
        return media.attach(new ProjectId(key.id()), body.mediaIds(), actor)
                .map(
                        ids ->
                                new ProjectContent(
                                        body.title().strip(),
                                        body.summary().strip(),
                                        body.content().strip(),
                                        round.plan().areaPath(),
                                        body.budgetYuan(),
                                        ProjectDrafts.placeOf(body.location()),
                                        ids,
                                        List.of(),
                                        List.of(),
                                        null,
                                        null,
                                        null,
                                        round.plan().effect()))
                .map(
                        content ->
                                Project.draft(
                                        content,
                                        StepPlan.of(StepPlan.POINT_THRESHOLD),
                                        StepPlan.of(StepPlan.EVALUATE_THRESHOLD),
                                        round.id().value(),
                                        actor.id(),
                                        step))
                .flatMap(projects::insert)
                .doOnNext(stored -> key.requireSameBody(stored.bodyHash()));
    }
}
