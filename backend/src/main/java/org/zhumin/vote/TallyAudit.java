package org.zhumin.vote;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.mongo.MongoLeases;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Compares the tallies with the votes. What differs is told; {@link TallyRepair} mends it. */
@Component
class TallyAudit {
    private static final Logger LOG = LoggerFactory.getLogger(TallyAudit.class);
    private static final Duration LEASE_LIFE = Duration.ofMinutes(30);

    /** While votes come in the two are read at different moments. */
    private static final int ATTEMPTS = 5;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Polls polls;
    private final VoteFacts facts;
    private final VoteProjection projection;
    private final MongoLeases leases;
    private final MeterRegistry meters;

    TallyAudit(
            Polls polls,
            VoteFacts facts,
            VoteProjection projection,
            MongoLeases leases,
            MeterRegistry meters) {
        this.polls = polls;
        this.facts = facts;
        this.projection = projection;
        this.leases = leases;
        this.meters = meters;
    }

    /** The two counts of one poll. */
    record Audited(PollId poll, Tally projected, Tally recounted) {
        boolean isEqual() {
            return projected.equals(recounted);
        }
    }

    Mono<Audited> audit(PollId poll) {
        return Mono.zip(
                projected(poll),
                recount(poll),
                (projected, recounted) -> new Audited(poll, projected, recounted));
    }

    private Mono<Tally> projected(PollId poll) {
        return projection.find(poll).map(DatedTally::tally).defaultIfEmpty(Tally.EMPTY);
    }

    private Mono<Tally> recount(PollId poll) {
        return facts.recount(poll)
                .map(one -> Contribution.tally(poll.step(), Map.of(one.what(), one.votes())))
                .reduce(Tally.EMPTY, Tally::plus);
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    Mono<Void> auditOpenPolls() {
        return leases.whileHeld("votes.audit", LEASE_LIFE, _ -> auditAll().thenReturn(1))
                .then()
                .onErrorResume(
                        DomainException.class,
                        away -> {
                            LOG.warn("Tallies were not compared: {}", away.toString());
                            return Mono.empty();
                        });
    }

    private Mono<Void> auditAll() {
        return polls.streamIds(Poll.State.OPEN).concatMap(this::auditPatiently).then();
    }

    /** Only what differs every time is wrong. */
    Mono<Audited> auditPatiently(PollId poll) {
        return Flux.range(0, ATTEMPTS)
                .concatMap(
                        attempt -> attempt == 0 ? audit(poll) : Mono.delay(PAUSE).then(audit(poll)))
                .takeUntil(Audited::isEqual)
                .last()
                .doOnNext(this::tell);
    }

    private void tell(Audited audited) {
        meters.counter("zhumin.votes.audited", "equal", Boolean.toString(audited.isEqual()))
                .increment();
        if (!audited.isEqual()) {
            LOG.error("The tally of {} is not the recount; repair it", audited.poll());
        }
    }
}
