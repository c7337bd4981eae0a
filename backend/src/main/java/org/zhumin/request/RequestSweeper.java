package org.zhumin.request;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;

import reactor.core.publisher.Mono;

import java.time.Clock;

/**
 * Closes replies that nobody confirmed in time, escalates what is overdue for too long, counts what
 * was not answered by its deadline, and moves the co-signers of merged requests where a crash left
 * them. Each is one guarded write: it needs no lease, since of two instances that sweep at once one
 * finds the version changed; and it may stop anywhere.
 */
@Component
class RequestSweeper {
    private static final Logger LOG = LoggerFactory.getLogger(RequestSweeper.class);
    private static final int BATCH = 500;

    private final Requests requests;
    private final SupportService supports;
    private final Escalations escalations;
    private final RequestActs acts;
    private final Clocks clocks;
    private final Clock clock;

    RequestSweeper(
            Requests requests,
            SupportService supports,
            Escalations escalations,
            RequestActs acts,
            Clocks clocks,
            Clock clock) {
        this.requests = requests;
        this.supports = supports;
        this.escalations = escalations;
        this.acts = acts;
        this.clocks = clocks;
        this.clock = clock;
    }

    @Scheduled(
            initialDelayString = "${zhumin.request.sweep-every:PT1M}",
            fixedDelayString = "${zhumin.request.sweep-every:PT1M}")
    Mono<Void> sweep() {
        // Spring asks for the chain once and subscribes to it again and again.
        return Mono.defer(this::closeSilent)
                .then(Mono.defer(this::escalateLate))
                .then(Mono.defer(this::countUnanswered))
                .then(Mono.defer(this::moveCosigners));
    }

    private Mono<Void> escalateLate() {
        return requests.streamEscalating(clock.instant(), BATCH)
                .concatMap(id -> skipFailed(id, escalations.escalate(id)))
                .then()
                .onErrorResume(DomainException.class, RequestSweeper::tryNextTime);
    }

    private Mono<Void> countUnanswered() {
        return requests.streamUnanswered(clock.instant(), BATCH)
                .concatMap(id -> skipFailed(id, countUnanswered(id)))
                .then()
                .onErrorResume(DomainException.class, RequestSweeper::tryNextTime);
    }

    /** A version in which nothing else changes; its outcome says that the deadline has passed. */
    private Mono<Void> countUnanswered(RequestId id) {
        return requests.find(id)
                .map(
                        request ->
                                new RequestChange(
                                                request,
                                                null,
                                                Step.ofSystem(clock.instant(), clocks))
                                        .silently())
                .flatMap(requests::save)
                .then();
    }

    private Mono<Void> closeSilent() {
        return requests.streamSilent(clock.instant(), BATCH)
                .concatMap(id -> skipFailed(id, closeSilent(id)))
                .then()
                .onErrorResume(DomainException.class, RequestSweeper::tryNextTime);
    }

    private Mono<Void> closeSilent(RequestId id) {
        return requests.find(id)
                .filter(
                        request ->
                                RequestAction.CLOSE_SILENT.isAllowedFor(request, clock.instant()))
                .flatMap(this::close);
    }

    private Mono<Void> close(ServiceRequest request) {
        var step = Step.ofSystem(clock.instant(), clocks);
        return acts.performOwn(
                RequestAction.CLOSE_SILENT, SupervisionMoves.closeSilent(request, step));
    }

    private Mono<Void> moveCosigners() {
        return requests.streamUnmoved(BATCH)
                .concatMap(id -> skipFailed(id, requests.find(id).flatMap(supports::moveToTarget)))
                .then()
                .onErrorResume(DomainException.class, RequestSweeper::tryNextTime);
    }

    /** Whoever was faster has done it, or the next sweep does. */
    private static Mono<Void> skipFailed(RequestId id, Mono<Void> work) {
        return work.onErrorResume(
                DomainException.class,
                failure -> {
                    LOG.info(
                            "Request {} is left to the next sweep: {}",
                            id.value(),
                            failure.getMessage());
                    return Mono.empty();
                });
    }

    private static Mono<Void> tryNextTime(DomainException outage) {
        LOG.warn("Requests were not swept, MongoDB does not answer");
        return Mono.empty();
    }
}
