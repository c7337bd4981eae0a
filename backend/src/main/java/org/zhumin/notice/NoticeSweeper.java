package org.zhumin.notice;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.platform.Detached;
import org.zhumin.platform.mongo.MongoLeases;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sends the messages that waited for the end of the quiet hours or for WeChat. One instance at a
 * time, by a lease; each message is marked before it is sent, so two that sweep at once send no
 * message twice.
 */
@Component
class NoticeSweeper {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeSweeper.class);
    private static final String LEASE = "notice-messages";
    private static final Duration LIFE = Duration.ofMinutes(2);
    private static final int BATCH = 500;
    private static final int AT_ONCE = 16;

    private final Inbox inbox;
    private final Courier courier;
    private final MongoLeases leases;
    private final Clock clock;

    NoticeSweeper(Inbox inbox, Courier courier, MongoLeases leases, Clock clock) {
        this.inbox = inbox;
        this.courier = courier;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 20, fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
    Mono<Void> sweep() {
        return leases.whileHeld(LEASE, LIFE, _ -> sweepAll())
                .onErrorResume(NoticeSweeper::tryNextTime);
    }

    /** In the morning many are due: goes on until a batch is not full, or one fails. */
    Mono<Void> sweepAll() {
        return sweepBatch().expand(goOn -> goOn ? sweepBatch() : Mono.<Boolean>empty()).then();
    }

    private Mono<Boolean> sweepBatch() {
        return inbox.listDue(clock.instant(), BATCH)
                .flatMap(this::deliver, AT_ONCE)
                .collectList()
                .map(delivered -> delivered.size() == BATCH && !delivered.contains(false));
    }

    /**
     * Detached, because what is stopped after the mark is never sent; and one that fails must not
     * stop the others.
     */
    private Mono<Boolean> deliver(Notice notice) {
        return Detached.run(courier.deliver(notice))
                .thenReturn(true)
                .onErrorResume(failure -> tryNextTime(failure).thenReturn(false));
    }

    private static Mono<Void> tryNextTime(Throwable failure) {
        LOG.warn("A message was left for later: {}", failure.toString());
        return Mono.empty();
    }
}
