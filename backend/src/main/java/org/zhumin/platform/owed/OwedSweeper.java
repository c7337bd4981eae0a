package org.zhumin.platform.owed;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.platform.mongo.MongoLeases;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Performs the debts that were left. One instance at a time, by a lease; should two sweep at once
 * all the same, each debt is taken by one of them. The gauge {@code zhumin.owed.left} says how many
 * documents the last sweep found owing.
 */
@Component
class OwedSweeper {
    private static final Logger LOG = LoggerFactory.getLogger(OwedSweeper.class);
    private static final String LEASE = "owed-effects";
    private static final Duration LIFE = Duration.ofSeconds(60);

    /** Of each collection and sweep; more wait for the next. */
    private static final int DOCUMENTS = 500;

    private static final int AT_ONCE = 8;

    private final MongoDebts debts;
    private final OwedEffects effects;
    private final MongoLeases leases;
    private final ObjectProvider<Debtor> debtors;
    private final Clock clock;
    private final AtomicLong left = new AtomicLong();

    OwedSweeper(
            MongoDebts debts,
            OwedEffects effects,
            MongoLeases leases,
            ObjectProvider<Debtor> debtors,
            MeterRegistry meters,
            Clock clock) {
        this.debts = debts;
        this.effects = effects;
        this.leases = leases;
        this.debtors = debtors;
        this.clock = clock;
        meters.gauge("zhumin.owed.left", left);
    }

    @Scheduled(initialDelay = 15, fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    Mono<Void> sweep() {
        return leases.whileHeld(LEASE, LIFE, _ -> sweepAll())
                .onErrorResume(OwedSweeper::tryNextTime);
    }

    private Mono<Void> sweepAll() {
        return Flux.fromStream(debtors::stream)
                .concatMap(this::sweep)
                .reduce(0L, Long::sum)
                .doOnNext(left::set)
                .then();
    }

    /** How many documents owed. */
    Mono<Long> sweep(Debtor debtor) {
        return debts.findDue(debtor, clock.instant(), DOCUMENTS)
                .flatMap(found -> perform(debtor, found).thenReturn(1L), AT_ONCE)
                .reduce(0L, Long::sum);
    }

    private Mono<Void> perform(Debtor debtor, MongoDebts.Indebted found) {
        Instant now = clock.instant();
        return Flux.fromIterable(found.owed())
                .filter(owed -> !owed.notBefore().isAfter(now))
                .concatMap(owed -> perform(debtor, found.id(), owed))
                .then();
    }

    private Mono<Void> perform(Debtor debtor, String document, Owed owed) {
        return debts.take(debtor, document, owed, clock.instant())
                .flatMap(taken -> effects.perform(debtor, document, taken))
                // One that could not be taken must not stop the others.
                .onErrorResume(OwedSweeper::tryNextTime);
    }

    private static Mono<Void> tryNextTime(Throwable failure) {
        LOG.warn("Owed effects were not swept to the end: {}", failure.toString());
        return Mono.empty();
    }
}
