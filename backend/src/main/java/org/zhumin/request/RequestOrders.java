package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.Progress;
import org.zhumin.supervision.RectificationOrder;
import org.zhumin.supervision.Subject;
import org.zhumin.supervision.Supervision;
import org.zhumin.supervision.Trigger;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Gives the order (限期整改) that the desk's action owes; the call's operation is its reference, so
 * that it is one order however often this is performed.
 */
@Component
class RequestOrders implements EffectHandler {
    private final Requests requests;
    private final Supervision supervision;
    private final Clock clock;

    RequestOrders(Requests requests, Supervision supervision, Clock clock) {
        this.requests = requests;
        this.supervision = supervision;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return RequestDebts.ORDER;
    }

    @Override
    public Mono<Progress> perform(Owed owed, String document) {
        String operation = owed.detail().getOrDefault("operation", "");
        return requests.find(new RequestId(document))
                .flatMap(
                        request ->
                                Mono.justOrEmpty(request.findStep(operation))
                                        .flatMap(
                                                entry ->
                                                        supervision.order(
                                                                order(owed, request, entry))))
                .map(_ -> Progress.done());
    }

    private RectificationOrder order(Owed owed, ServiceRequest request, TimelineEntry entry) {
        return new RectificationOrder(
                new Subject(Subject.Type.REQUEST, request.id().value()),
                Trigger.BY_HAND,
                entry.operation(),
                new OrganizationId(owed.detail().getOrDefault("organization", "")),
                request.place().areaPath(),
                dueAt(entry),
                Objects.requireNonNullElse(entry.note(), ""),
                entry.actor());
    }

    /** An order that an outage delayed beyond its day leaves as much time as was meant. */
    private Instant dueAt(TimelineEntry entry) {
        Instant due = Objects.requireNonNull(entry.dueAt());
        Instant now = clock.instant();
        return due.isAfter(now) ? due : now.plus(Duration.between(entry.at(), due));
    }
}
