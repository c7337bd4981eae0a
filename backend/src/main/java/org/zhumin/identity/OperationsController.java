package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.platform.calendar.CalendarWatch;
import org.zhumin.platform.ops.Backlog;
import org.zhumin.platform.ops.DeliveryFailures.Failures;
import org.zhumin.platform.ops.MongoBacklogs.Kind;
import org.zhumin.platform.ops.Operations;
import org.zhumin.platform.ops.Operations.Overview;
import org.zhumin.platform.owed.OwedSummary;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** How the service is doing, for auditors and administrators of the city. */
@RestController
class OperationsController {
    private final Operations operations;
    private final CalendarWatch calendar;
    private final CityOversight oversight;

    OperationsController(Operations operations, CalendarWatch calendar, CityOversight oversight) {
        this.operations = operations;
        this.calendar = calendar;
        this.oversight = oversight;
    }

    @GetMapping("/api/v1/admin/ops")
    Mono<OperationsView> read(Actor actor) {
        oversight.require(actor);
        return operations.read().map(this::view);
    }

    private OperationsView view(Overview overview) {
        Instant now = overview.at();
        return new OperationsView(
                now,
                calendar.until(),
                calendar.daysLeft(),
                overview.owed().stream().map(one -> owed(one, now)).toList(),
                of(Kind.QUEUE, overview),
                of(Kind.PROJECTION, overview),
                new Notices(
                        overview.failuresSince(),
                        overview.failures().stream().map(OperationsController::errcode).toList()));
    }

    private static Owing owed(OwedSummary one, Instant now) {
        return new Owing(
                one.collection(),
                one.kind(),
                one.waiting(),
                one.failed(),
                one.oldestAt(),
                ageOf(one.oldestAt(), now));
    }

    private static List<Queue> of(Kind kind, Overview overview) {
        return overview.backlogs().stream()
                .filter(one -> one.kind() == kind)
                .map(one -> queue(one, overview.at()))
                .toList();
    }

    private static Queue queue(Backlog one, Instant now) {
        return new Queue(one.name(), one.waiting(), one.oldestAt(), ageOf(one.oldestAt(), now));
    }

    private static @Nullable Long ageOf(@Nullable Instant oldest, Instant now) {
        return oldest == null ? null : Math.max(0, Duration.between(oldest, now).toSeconds());
    }

    private static Errcode errcode(Failures one) {
        return new Errcode(one.errcode(), one.count(), one.lastAt());
    }

    /**
     * Numbers stop at 10,000 of one kind, which then says "or more".
     *
     * @param calendarUntil the last day whose holidays are announced; later deadlines know none
     * @param queues what waits for people, WeChat or a schedule
     * @param projections what tallies and rankings have not counted yet
     */
    record OperationsView(
            Instant at,
            LocalDate calendarUntil,
            long calendarDaysLeft,
            List<Owing> owed,
            List<Queue> queues,
            List<Queue> projections,
            Notices notices) {}

    /**
     * Effects that are owed.
     *
     * @param failed of those that wait, what has been tried in vain
     * @param oldestAt when the oldest arose that is due; absent when none is
     */
    record Owing(
            String collection,
            String kind,
            long waiting,
            long failed,
            @Nullable Instant oldestAt,
            @Nullable Long oldestSeconds) {}

    /**
     * @param oldestAt since when the oldest waits; absent when none does
     */
    record Queue(
            String name, long waiting, @Nullable Instant oldestAt, @Nullable Long oldestSeconds) {}

    /** Messages that WeChat turned down since then. */
    record Notices(Instant since, List<Errcode> byErrcode) {}

    /** One of WeChat's codes. */
    record Errcode(int errcode, long count, Instant lastAt) {}
}
