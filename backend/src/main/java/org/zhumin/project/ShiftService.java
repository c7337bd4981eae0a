package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.Slice;
import org.zhumin.moderation.TextJudgement;
import org.zhumin.moderation.TextModeration;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.OwedEffects;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.project.ProjectContent.Place;
import org.zhumin.project.ShiftBodies.ReportBody;
import org.zhumin.project.ShiftBodies.ShiftBody;
import org.zhumin.wechat.TextScene;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** 管护: who looks after what was built, when, and what they found. */
@Component
class ShiftService {
    /** Performed by the points bank, once there is one; until then the debt waits. */
    static final String HOURS = "points.hours";

    /** Performed by the requests. */
    static final String DEFECT = "request.from-defect";

    private static final Duration LONGEST = Duration.ofHours(12);

    /** Many sign up at the same moment; each looks again this often. */
    private static final int TRIES = 30;

    private final Shifts shifts;
    private final MongoShifts debtor;
    private final Projects projects;
    private final ShiftMedia media;
    private final TextModeration moderation;
    private final ProjectDrafts drafts;
    private final AuditLog audit;
    private final OwedEffects effects;
    private final Clock clock;

    ShiftService(
            Shifts shifts,
            MongoShifts debtor,
            Projects projects,
            ShiftMedia media,
            TextModeration moderation,
            ProjectDrafts drafts,
            AuditLog audit,
            OwedEffects effects,
            Clock clock) {
        this.shifts = shifts;
        this.debtor = debtor;
        this.projects = projects;
        this.media = media;
        this.moderation = moderation;
        this.drafts = drafts;
        this.audit = audit;
        this.effects = effects;
        this.clock = clock;
    }

    /** Fails with {@link ProjectProblem#NOT_ALLOWED_IN_STATE} unless it is being looked after. */
    Mono<Shift> plan(ProjectId id, ShiftBody body, Actor actor, FactKey key) {
        Instant startsAt = body.startsAt().truncatedTo(ChronoUnit.MILLIS);
        Instant endsAt = body.endsAt().truncatedTo(ChronoUnit.MILLIS);
        if (!endsAt.isAfter(startsAt) || endsAt.isAfter(startsAt.plus(LONGEST))) {
            throw ProjectProblem.SHIFT_LENGTH.refusal();
        }
        drafts.requireFit(body.title());
        return projects.get(id)
                .doOnNext(project -> requireManaged(project, actor))
                .map(project -> shift(project, body, startsAt, endsAt, key))
                .flatMap(
                        planned ->
                                Detached.run(
                                        audit.record(
                                                        actor.id(),
                                                        "project.shift",
                                                        planned.id().value())
                                                .then(Mono.defer(() -> shifts.insert(planned)))))
                .doOnNext(stored -> key.requireSameBody(stored.bodyHash()));
    }

    private void requireManaged(Project project, Actor actor) {
        if (!project.state().isPublic()) {
            throw ProjectProblem.NOT_FOUND.refusal();
        }
        ProjectRules.requireCouncil(project.content().areaPath(), actor);
        if (project.state() != ProjectState.MANAGE) {
            throw project.refusal(ProjectProblem.NOT_ALLOWED_IN_STATE, clock.instant());
        }
    }

    private Shift shift(
            Project project, ShiftBody body, Instant startsAt, Instant endsAt, FactKey key) {
        ProjectContent content = project.content();
        return new Shift(
                new Shift.Id(key.id()),
                project.id(),
                content.title(),
                content.areaPath(),
                content.location(),
                body.title().strip(),
                startsAt,
                endsAt,
                body.capacity(),
                List.of(),
                List.of(),
                key.bodyHash(),
                clock.instant(),
                0);
    }

    Mono<Slice<Shift>> list(ProjectId id, PageRequest page) {
        return projects.get(id)
                .filter(project -> project.state().isPublic())
                .switchIfEmpty(Mono.error(ProjectProblem.NOT_FOUND::refusal))
                .flatMap(_ -> shifts.listOf(id, page.limit(), page.after()));
    }

    Mono<Shift> signUp(ProjectId project, Shift.Id id, Actor actor) {
        actor.require(Verification.PHONE);
        return change(project, id, shift -> shift.signUp(actor.id(), clock.instant()));
    }

    Mono<Shift> signOff(ProjectId project, Shift.Id id, Actor actor) {
        return change(project, id, shift -> shift.signOff(actor.id()));
    }

    private Mono<Shift> change(ProjectId project, Shift.Id id, UnaryOperator<Shift> change) {
        return Detached.run(
                find(project, id)
                        .flatMap(
                                shift -> {
                                    Shift next = change.apply(shift);
                                    return next.version() == shift.version()
                                            ? Mono.just(shift)
                                            : shifts.save(next, List.of());
                                })
                        .retryWhen(Retry.max(TRIES).filter(PlatformProblem.STALE::isOf)));
    }

    private Mono<Shift> find(ProjectId project, Shift.Id id) {
        return Mono.defer(() -> shifts.get(id))
                .filter(shift -> shift.project().equals(project))
                .switchIfEmpty(Mono.error(ProjectProblem.SHIFT_NOT_FOUND::refusal));
    }

    /** What somebody found. The hours are owed to the points bank, a defect to the requests. */
    Mono<Shift> report(ProjectId project, Shift.Id id, ReportBody body, Actor actor, FactKey key) {
        return find(project, id)
                .flatMap(
                        shift -> {
                            var done = shift.reportOf(actor.id());
                            if (done.isPresent() && done.get().operation().equals(key.id())) {
                                key.requireSameBody(done.get().operationHash());
                                return Mono.just(shift);
                            }
                            shift.requireReportable(actor.id(), clock.instant());
                            return check(body, actor)
                                    .flatMap(
                                            found ->
                                                    Detached.run(
                                                            store(shift, body, found, actor, key)));
                        });
    }

    private Mono<TextJudgement> check(ReportBody body, Actor actor) {
        String defect = body.defect() == null ? "" : "\n" + body.defect().text();
        return moderation
                .checkResident(actor.id(), TextScene.FORUM, null, body.text() + defect)
                .map(found -> found.refuseWith(ProjectProblem.CONTENT_REFUSED));
    }

    private Mono<Shift> store(
            Shift shift, ReportBody body, TextJudgement found, Actor actor, FactKey key) {
        boolean passed = found.outcome() == TextJudgement.Outcome.PASS;
        return media.attach(key.id(), body.mediaIds(), actor)
                .map(
                        ids ->
                                new Shift.Report(
                                        actor.id(),
                                        body.text().strip(),
                                        ids,
                                        body.defect() == null ? null : body.defect().text(),
                                        passed,
                                        clock.instant(),
                                        key.id(),
                                        key.bodyHash()))
                .flatMap(
                        report ->
                                Mono.defer(() -> shifts.get(shift.id()))
                                        .flatMap(now -> save(now, report, found, actor))
                                        .retryWhen(
                                                Retry.max(TRIES)
                                                        .filter(PlatformProblem.STALE::isOf)));
    }

    private Mono<Shift> save(Shift now, Shift.Report report, TextJudgement found, Actor actor) {
        Owed opening = ShiftReportOpening.debt(report, found);
        List<Owed> owed = debts(now, report, actor);
        return shifts.save(
                        now.report(report, actor.id()),
                        Stream.concat(Stream.of(opening), owed.stream()).toList())
                .delayUntil(saved -> effects.perform(debtor, saved.id().value(), List.of(opening)))
                .delayUntil(saved -> effects.start(debtor, saved.id().value(), owed));
    }

    private static List<Owed> debts(Shift shift, Shift.Report report, Actor actor) {
        var owed = new ArrayList<Owed>();
        owed.add(
                Owed.of(
                        "hours:" + report.operation(),
                        HOURS,
                        Map.of(
                                "resident",
                                actor.id().value(),
                                "minutes",
                                Long.toString(
                                        Duration.between(shift.startsAt(), shift.endsAt())
                                                .toMinutes()),
                                "reason",
                                "project.shift",
                                "reference",
                                shift.id().value()),
                        report.at()));
        if (report.defect() != null) {
            owed.add(
                    Owed.of(
                            "defect:" + report.operation(),
                            DEFECT,
                            defect(shift, report.defect(), actor),
                            report.at()));
        }
        return owed;
    }

    private static Map<String, String> defect(Shift shift, String text, Actor actor) {
        var detail = new HashMap<String, String>();
        detail.put("resident", actor.id().value());
        detail.put("title", shift.projectTitle());
        detail.put("text", text);
        detail.put("area", shift.areaPath().getLast().value());
        Place place = shift.place();
        putPoint(detail, place);
        return detail;
    }

    private static void putPoint(Map<String, String> detail, @Nullable Place place) {
        if (place != null) {
            detail.put("longitude", Double.toString(place.longitude()));
            detail.put("latitude", Double.toString(place.latitude()));
        }
    }
}
