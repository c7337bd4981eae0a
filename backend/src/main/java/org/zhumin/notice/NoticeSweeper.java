package org.zhumin.notice;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
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

    /** In the morning many are due: goes on until a batch is not full. */
    Mono<Void> sweepAll() {
        return sweepBatch().expand(found -> found == BATCH ? sweepBatch() : Mono.empty()).then();
    }

    private Mono<Long> sweepBatch() {
        return inbox.listDue(clock.instant(), BATCH)
                .flatMap(notice -> courier.deliver(notice).thenReturn(notice), AT_ONCE)
                .count();
    }

    private static Mono<Void> tryNextTime(Throwable failure) {
        LOG.warn("Messages were not swept to the end: {}", failure.toString());
        return Mono.empty();
    }
}
