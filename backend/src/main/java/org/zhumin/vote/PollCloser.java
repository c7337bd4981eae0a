package org.zhumin.vote;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Electorate;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.mongo.MongoLeases;
import org.zhumin.platform.web.HotReads;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Counts polls when they have closed and their last votes are written. A poll is counted by a
 * guarded write at the end, and two that count it count the same votes; so a crash before it leaves
 * nothing to repair, and a second count beside it changes nothing. Then the door is told, and
 * voters who have left are forgotten, again and again until both are done.
 */
@Component
class PollCloser {
    private static final Logger LOG = LoggerFactory.getLogger(PollCloser.class);
    private static final int POLLS_A_RUN = 50;
    private static final Duration LEASE_LIFE = Duration.ofMinutes(10);

    private final Polls polls;
    private final VoteFacts facts;
    private final Leaves leaves;
    private final Receipts receipts;
    private final PollBook book;
    private final Electorate electorate;
    private final Leavers leavers;
    private final ObjectProvider<PollListener> listeners;
    private final MongoLeases leases;
    private final HotReads hotReads;
    private final VoteProperties properties;
    private final Clock clock;

    PollCloser(
            Polls polls,
            VoteFacts facts,
            Leaves leaves,
            Receipts receipts,
            PollBook book,
            Electorate electorate,
            Leavers leavers,
            ObjectProvider<PollListener> listeners,
            MongoLeases leases,
            HotReads hotReads,
            VoteProperties properties,
            Clock clock) {
        this.polls = polls;
        this.facts = facts;
        this.leaves = leaves;
        this.receipts = receipts;
        this.book = book;
        this.electorate = electorate;
        this.leavers = leavers;
        this.listeners = listeners;
        this.leases = leases;
        this.hotReads = hotReads;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 2, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    Mono<Void> sweep() {
        // Spring asks for the chain once and subscribes to it again and again.
        return Mono.defer(this::hasWork)
                .filter(work -> work)
                .flatMap(
                        _ ->
                                leases.whileHeld(
                                        "votes.closing", LEASE_LIFE, _ -> run().thenReturn(1)))
                .then()
                .onErrorResume(DomainException.class, PollCloser::tryNextTime);
    }

    private static Mono<Void> tryNextTime(DomainException away) {
        LOG.warn("Closed polls were not counted: {}", away.toString());
        return Mono.empty();
    }

    private Mono<Boolean> hasWork() {
        return Flux.concat(closed().take(1), polls.listUntold(1)).hasElements();
    }

    private Flux<Poll> closed() {
        Instant closed = clock.instant().minus(Poll.SETTLING).minus(properties.review());
        return polls.listClosed(closed, POLLS_A_RUN);
    }

    /** Counts what has closed, and tells what has not been told. */
    Mono<Void> run() {
        return closed().concatMap(poll -> alone(poll.id(), count(poll)))
                .thenMany(polls.listUntold(POLLS_A_RUN))
                .concatMap(counted -> alone(counted.poll().id(), tell(counted)))
                .then();
    }

    /** One that cannot be counted must not keep the others waiting. */
    private static Mono<Void> alone(PollId poll, Mono<Void> work) {
        return work.onErrorResume(
                RuntimeException.class,
                failure -> {
                    LOG.error("Poll {} is not closed yet", poll, failure);
                    return Mono.empty();
                });
    }

    Mono<Void> count(Poll poll) {
        return facts.stream(poll.id())
                .publishOn(Schedulers.boundedElastic())
                .reduceWith(
                        () -> new Count(poll),
                        (count, fact) -> count.add(fact, receipts.leaf(fact)))
                .map(Count::finish)
                .flatMap(
                        count ->
                                save(count.pieces())
                                        .then(Mono.defer(() -> save(count.piecesKeptOut())))
                                        .then(Mono.defer(() -> saveResult(poll, count))));
    }

    private Mono<Void> save(List<Count.Piece> pieces) {
        return Flux.fromIterable(pieces)
                .concatMap(piece -> leaves.save(piece.root(), piece.number(), piece.hashes()))
                .then();
    }

    private Mono<Void> saveResult(Poll poll, Count count) {
        return electorate
                .count(poll.policy().area(), poll.policy().verification())
                .map(eligible -> count.result(eligible, clock.instant()))
                .flatMap(result -> polls.saveResult(result, count.index(), count.indexKeptOut()))
                .then(Mono.defer(() -> book.changed(poll.id())))
                .then(Mono.defer(() -> hotReads.changed(Votes.topic(poll.id().subject()))));
    }

    private Mono<Void> tell(Polls.Counted counted) {
        return Flux.fromStream(listeners::orderedStream)
                .filter(listener -> listener.kind().equals(counted.poll().id().kind()))
                .concatMap(listener -> listener.counted(counted.poll(), counted.result()))
                .then(Mono.defer(() -> leavers.forgetIn(counted.poll().id())))
                .filter(done -> done)
                .flatMap(_ -> polls.told(counted.poll().id()));
    }
}
