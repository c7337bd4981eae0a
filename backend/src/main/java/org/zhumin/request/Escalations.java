package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;

import reactor.core.publisher.Mono;

import java.time.Clock;

/**
 * Takes a request that is overdue for too long one level up the area tree (自动提级). One guarded
 * write: of two that do it at once one fails with {@code state.changed-meanwhile}.
 */
@Component
class Escalations {
    private final Requests requests;
    private final EscalationRules rules;
    private final AreaTree areas;
    private final RequestActs acts;
    private final Clocks clocks;
    private final Clock clock;

    Escalations(
            Requests requests,
            EscalationRules rules,
            AreaTree areas,
            RequestActs acts,
            Clocks clocks,
            Clock clock) {
        this.requests = requests;
        this.rules = rules;
        this.areas = areas;
        this.acts = acts;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** Does nothing to what is no longer late enough, but has its next moment stored anew. */
    Mono<Void> escalate(RequestId id) {
        return requests.find(id)
                .flatMap(
                        request ->
                                isDue(request)
                                        ? escalate(request)
                                        : requests.setEscalation(request));
    }

    private boolean isDue(ServiceRequest request) {
        return RequestAction.ESCALATE.isAllowedFor(request, clock.instant())
                && rules.next(clocks.of(request), request.desk().path(), clock.instant())
                        .isPresent();
    }

    private Mono<Void> escalate(ServiceRequest request) {
        var step = Step.ofSystem(clock.instant(), clocks);
        String upper = areas.names(request.desk().escalated().path()).getLast().name();
        return acts.performOwn(
                RequestAction.ESCALATE, TriageMoves.escalate(request, null, upper, step));
    }
}
