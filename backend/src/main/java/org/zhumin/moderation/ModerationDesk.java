package org.zhumin.moderation;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Slice;
import org.zhumin.moderation.CaseStep.Act;
import org.zhumin.moderation.ModeratedContent.Content;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.PageRequest;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What staff do about content: councils and supervisors, each in their area. Every decision is in
 * the audit log before it is made.
 */
@Component
class ModerationDesk {
    private static final int REPORTS_SHOWN = 50;

    private final ModerationCases cases;
    private final Reports reports;
    private final ModeratedContents contents;
    private final CaseEffects effects;
    private final AuditLog audit;
    private final HotReads hotReads;
    private final ModerationMeters meters;
    private final Clock clock;

    ModerationDesk(
            ModerationCases cases,
            Reports reports,
            ModeratedContents contents,
            CaseEffects effects,
            AuditLog audit,
            HotReads hotReads,
            ModerationMeters meters,
            Clock clock) {
        this.cases = cases;
        this.reports = reports;
        this.contents = contents;
        this.effects = effects;
        this.audit = audit;
        this.hotReads = hotReads;
        this.meters = meters;
        this.clock = clock;
    }

    /** Fails with {@link PlatformProblem#FORBIDDEN} for those who decide nowhere. */
    Mono<Slice<CaseFile>> list(@Nullable CaseState state, Actor actor, PageRequest page) {
        List<AreaCode> areas =
                Stream.of(Role.COUNCIL, Role.SUPERVISOR)
                        .flatMap(role -> actor.areasOf(role).stream())
                        .distinct()
                        .toList();
        return areas.isEmpty()
                ? Mono.error(PlatformProblem.FORBIDDEN.refusal())
                : cases.listWaiting(areas, state, page.limit(), page.after())
                        .flatMap(this::withFiles);
    }

    private Mono<Slice<CaseFile>> withFiles(Slice<ModerationCase> slice) {
        var ids = slice.items().stream().map(ModerationCase::id).toList();
        return reports.count(ids)
                .flatMap(
                        counts ->
                                Flux.fromIterable(slice.items())
                                        .flatMapSequential(one -> file(one, counts, List.of()), 8)
                                        .collectList())
                .map(files -> new Slice<>(files, slice.next()));
    }

    private Mono<CaseFile> file(
            ModerationCase about, Map<CaseId, Integer> counts, List<Report> latest) {
        int count = counts.getOrDefault(about.id(), 0);
        return contents.find(about.target())
                .map(content -> new CaseFile(about, Optional.of(content), count, latest))
                .defaultIfEmpty(new CaseFile(about, Optional.empty(), count, latest));
    }

    Mono<CaseFile> read(CaseId id, Actor actor) {
        return get(id, actor).flatMap(this::wholeFile);
    }

    private Mono<CaseFile> wholeFile(ModerationCase about) {
        return Mono.zip(
                        reports.count(List.of(about.id())),
                        reports.listLatest(about.id(), REPORTS_SHOWN).collectList())
                .flatMap(both -> file(about, both.getT1(), both.getT2()));
    }

    private Mono<ModerationCase> get(CaseId id, Actor actor) {
        return cases.get(id)
                .filter(found -> decidesIn(found.areaPath(), actor))
                .switchIfEmpty(Mono.error(ModerationProblem.NOT_FOUND::refusal));
    }

    private static boolean decidesIn(List<AreaCode> areaPath, Actor actor) {
        return actor.hasIn(Role.COUNCIL, areaPath) || actor.hasIn(Role.SUPERVISOR, areaPath);
    }

    Mono<CaseFile> pass(CaseId id, Actor actor, FactKey key) {
        return decide(id, actor, key, ModerationCase::pass);
    }

    Mono<CaseFile> withhold(CaseId id, ReasonCode reason, Actor actor, FactKey key) {
        return decide(id, actor, key, (found, act) -> found.withhold(reason, act));
    }

    private Mono<CaseFile> decide(
            CaseId id,
            Actor actor,
            FactKey key,
            BiFunction<ModerationCase, Act, ModerationCase> decision) {
        return get(id, actor)
                .flatMap(
                        found ->
                                found.wasDoneBefore(key)
                                        ? Mono.just(found)
                                        : store(found, actor, key, decision))
                .flatMap(this::wholeFile);
    }

    private Mono<ModerationCase> store(
            ModerationCase found,
            Actor actor,
            FactKey key,
            BiFunction<ModerationCase, Act, ModerationCase> decision) {
        DecisionRules.requireImpartial(found, actor);
        ModerationCase next = decision.apply(found, new Act(clock.instant(), actor.id(), key));
        return Detached.run(
                recordAct(next, actor)
                        .then(Mono.defer(() -> cases.save(next)))
                        .doOnNext(saved -> meters.decided(saved.state()))
                        .flatMap(effects::tryToPerform)
                        .flatMap(done -> hotReads.changed(ModerationLog.TOPIC).thenReturn(done)));
    }

    private Mono<Void> recordAct(ModerationCase next, Actor actor) {
        return audit.record(
                actor.id(),
                "moderation.decide",
                next.id().value(),
                Map.of(
                        "state", next.state().name(),
                        "reason", next.reason().name(),
                        "targetType", next.target().type(),
                        "targetId", next.target().id()));
    }

    /**
     * A case as the desk sees it.
     *
     * @param content as it is now; empty if it is gone
     * @param reportCount how many people reported it
     * @param latest their words, where one case is read
     */
    record CaseFile(
            ModerationCase about,
            Optional<Content> content,
            int reportCount,
            List<Report> latest) {}
}
