package org.zhumin.platform.owed;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.zhumin.platform.Detached;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Performs debts. A use case calls it with the new debts once they are saved; what fails, or is
 * left by a process that dies, stays in the document for the sweeper. Counted in {@code
 * zhumin.owed} by kind and outcome.
 */
@Component
public class OwedEffects {
    private static final Logger LOG = LoggerFactory.getLogger(OwedEffects.class);

    /** Shorter than {@link Owed#GRACE}, so that the sweeper does not run beside it. */
    private static final Duration STEP_LIMIT = Duration.ofSeconds(20);

    private static final int STARTED_MAX = 512;
    private static final int ALARMING = 5;
    private static final int SUMMED_UP = 10_000;

    private final MongoDebts debts;
    private final ObjectProvider<Debtor> debtors;
    private final ObjectProvider<EffectHandler> handlers;
    private final MeterRegistry meters;
    private final Clock clock;
    private final AtomicInteger started = new AtomicInteger();

    OwedEffects(
            MongoDebts debts,
            ObjectProvider<Debtor> debtors,
            ObjectProvider<EffectHandler> handlers,
            MeterRegistry meters,
            Clock clock) {
        this.debts = debts;
        this.debtors = debtors;
        this.handlers = handlers;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Performs these debts one after the other and removes each. Never fails. To be called inside
     * {@link Detached#run}, when the answer to the caller should show the effects.
     *
     * @param document the id of the document that owes
     */
    public Mono<Void> perform(Debtor debtor, String document, List<Owed> owed) {
        return Flux.fromIterable(owed).concatMap(debt -> perform(debtor, document, debt)).then();
    }

    /**
     * Starts performing these debts and does not wait. When very many are on their way already, as
     * while WeChat is slow, they are left to the sweeper.
     */
    public Mono<Void> start(Debtor debtor, String document, List<Owed> owed) {
        if (owed.isEmpty()) {
            return Mono.empty();
        }
        return Mono.defer(
                () -> {
                    if (started.incrementAndGet() > STARTED_MAX) {
                        started.decrementAndGet();
                        return Mono.empty();
                    }
                    var work =
                            perform(debtor, document, owed)
                                    .doFinally(_ -> started.decrementAndGet());
                    return Mono.firstWithSignal(Detached.run(work), Mono.empty());
                });
    }

    /**
     * What is owed now, by collection and kind; of each collection at most {@value #SUMMED_UP}
     * documents are looked at.
     */
    public Flux<OwedSummary> summaries(Instant now) {
        return Flux.fromStream(debtors::stream)
                .concatMap(debtor -> debts.summaries(debtor, now, SUMMED_UP));
    }

    /** All portions of one debt. */
    Mono<Void> perform(Debtor debtor, String document, Owed owed) {
        return Mono.just(owed).expand(debt -> step(debtor, document, debt)).then();
    }

    /** The debt as it goes on, or empty when this was the last that can be done now. */
    private Mono<Owed> step(Debtor debtor, String document, Owed owed) {
        return find(owed)
                .map(handler -> step(handler, debtor, document, owed))
                .orElseGet(() -> await(debtor, document, owed));
    }

    private Mono<Owed> step(EffectHandler handler, Debtor debtor, String document, Owed owed) {
        return Mono.defer(() -> handler.perform(owed, document))
                .timeout(STEP_LIMIT)
                .defaultIfEmpty(Progress.done())
                .flatMap(progress -> record(debtor, document, owed, progress))
                .onErrorResume(failure -> leave(debtor, document, owed, failure));
    }

    private Optional<EffectHandler> find(Owed owed) {
        return handlers.stream().filter(handler -> handler.kind().equals(owed.kind())).findFirst();
    }

    /**
     * A debt whose handler this release does not have, since its feature comes later or was left
     * out: it waits without failing.
     */
    private Mono<Owed> await(Debtor debtor, String document, Owed owed) {
        count(owed, "waiting");
        return debts.await(debtor, document, owed, clock.instant())
                // Then its time stays as it is, which is as good.
                .onErrorComplete()
                .then(Mono.empty());
    }

    private Mono<Owed> record(Debtor debtor, String document, Owed owed, Progress progress) {
        String next = progress.next();
        return next == null
                ? debts.settle(debtor, document, owed).then(done(owed))
                : debts.moveOn(debtor, document, owed, next, clock.instant());
    }

    private Mono<Owed> done(Owed owed) {
        return Mono.fromRunnable(() -> count(owed, "done"));
    }

    private Mono<Owed> leave(Debtor debtor, String document, Owed owed, Throwable failure) {
        count(owed, "failed");
        tell(debtor, document, owed, failure);
        return debts.postpone(debtor, document, owed, clock.instant())
                // Then its time stays as it is, which is as good.
                .onErrorComplete()
                .then(Mono.empty());
    }

    /** An outage is told by many others; what keeps failing wants a person. */
    private static void tell(Debtor debtor, String document, Owed owed, Throwable failure) {
        if (owed.attempts() < ALARMING) {
            LOG.warn("An owed {} was left for later: {}", owed.kind(), failure.toString());
        } else {
            LOG.error(
                    "The owed {} of {} {} keeps failing",
                    owed.kind(),
                    debtor.collection(),
                    document,
                    failure);
        }
    }

    private void count(Owed owed, String outcome) {
        meters.counter("zhumin.owed", "kind", owed.kind(), "outcome", outcome).increment();
    }
}
