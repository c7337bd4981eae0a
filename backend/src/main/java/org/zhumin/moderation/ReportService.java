package org.zhumin.moderation;

import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Slice;
import org.zhumin.moderation.ModeratedContent.Content;
import org.zhumin.moderation.ModerationBodies.ReportBody;
import org.zhumin.moderation.ModerationCase.Opener;
import org.zhumin.platform.Detached;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.PageRequest;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;

/** What residents do about the content of others: report it, and hear what became of it. */
@Component
class ReportService {
    private final Reports reports;
    private final ModerationCases cases;
    private final ModeratedContents contents;
    private final ModerationQueue queue;
    private final ModerationMeters meters;
    private final Clock clock;

    ReportService(
            Reports reports,
            ModerationCases cases,
            ModeratedContents contents,
            ModerationQueue queue,
            ModerationMeters meters,
            Clock clock) {
        this.reports = reports;
        this.cases = cases;
        this.contents = contents;
        this.queue = queue;
        this.meters = meters;
        this.clock = clock;
    }

    /** A person reports a thing once; whoever does so again is given the first report. */
    Mono<Reported> report(ReportBody body, Actor actor, FactKey key) {
        Target target = Target.of(body.targetType(), body.targetId());
        return Detached.run(
                        reports.find(Report.idOf(target, actor.id()))
                                .switchIfEmpty(Mono.defer(() -> make(target, body, actor, key))))
                .doOnNext(report -> requireSameBody(report, key))
                .flatMap(this::withCase);
    }

    private static void requireSameBody(Report report, FactKey key) {
        if (report.operation().equals(key.id())) {
            key.requireSameBody(report.bodyHash());
        }
    }

    private Mono<Report> make(Target target, ReportBody body, Actor actor, FactKey key) {
        var opener = actor.isStaff() ? Opener.STAFF : Opener.RESIDENT;
        return contents.get(target)
                .filter(Content::isPublic)
                .switchIfEmpty(Mono.error(ModerationProblem.TARGET_NOT_FOUND::refusal))
                .doOnNext(content -> refuseOwn(content, actor))
                .flatMap(content -> queue.join(target, content, opener, body.reasonCode()))
                .map(found -> reportOf(found, body, actor, key))
                .flatMap(reports::insert)
                .doOnNext(_ -> meters.reported());
    }

    private static void refuseOwn(Content content, Actor actor) {
        if (content.isOwnedBy(actor.id())) {
            throw ModerationProblem.OWN_CONTENT.refusal();
        }
    }

    private Report reportOf(ModerationCase about, ReportBody body, Actor actor, FactKey key) {
        return new Report(
                Report.idOf(about.target(), actor.id()),
                about.id(),
                about.target(),
                actor.id(),
                body.reasonCode(),
                body.text(),
                clock.instant(),
                key.id(),
                key.bodyHash());
    }

    private Mono<Reported> withCase(Report report) {
        return cases.get(report.caseId()).map(found -> new Reported(report, found.state()));
    }

    /** Fails with {@link ModerationProblem#NOT_FOUND} for the report of somebody else. */
    Mono<Reported> readMine(String id, Actor actor) {
        return reports.find(id)
                .filter(report -> report.reporter().equals(actor.id()))
                .switchIfEmpty(Mono.error(ModerationProblem.NOT_FOUND::refusal))
                .flatMap(this::withCase);
    }

    Mono<Slice<Reported>> listMine(Actor actor, PageRequest page) {
        return reports.listOf(actor.id(), page.limit(), page.after()).flatMap(this::withCases);
    }

    private Mono<Slice<Reported>> withCases(Slice<Report> slice) {
        var ids = slice.items().stream().map(Report::caseId).collect(Collectors.toSet());
        return cases.findAll(ids)
                .collectMap(ModerationCase::id, ModerationCase::state)
                .map(states -> slice.map(report -> new Reported(report, stateOf(report, states))));
    }

    private static CaseState stateOf(Report report, Map<CaseId, CaseState> states) {
        return states.getOrDefault(report.caseId(), CaseState.OPEN);
    }

    /** A report, and where its case stands. */
    record Reported(Report report, CaseState state) {}
}
