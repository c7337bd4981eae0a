package org.zhumin.vote;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.Detached;
import org.zhumin.platform.mongo.MongoLeases;
import org.zhumin.platform.web.HotReads;
import org.zhumin.vote.BundleStore.Kept;
import org.zhumin.vote.BundleStore.State;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the tallies in step with the votes, each change exactly once.
 *
 * <p>A batch is claimed by one guarded write that names every vote in it and how it changes. From
 * then on everybody would do the same for it, and each step does nothing the second time, so that
 * several projectors are right, only wasteful; the lease is there to save work. Whoever wakes up
 * late finds the batch's number, which is the fence, passed by every document it would change. The
 * next batch is claimed only by who has seen the one before to its end.
 */
@Component
class TallyProjector {
    static final int BATCH = 2000;

    /** From one run to the next, unless it takes longer. */
    private static final Duration PERIOD = Duration.ofMillis(200);

    /** What is pending is posted as often, since to the database that is many changes. */
    static final Duration POSTED_EVERY = Duration.ofSeconds(2);

    private static final int LEAST_PAUSE = 20;
    private static final int BATCHES_A_RUN = 100;
    private static final Logger LOG = LoggerFactory.getLogger(TallyProjector.class);
    private static final String LEASE = "votes.tallies";
    private static final Duration LEASE_LIFE = Duration.ofSeconds(6);
    private static final Duration RENEW_AFTER = Duration.ofSeconds(3);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(2);

    private final VoteProjection projection;
    private final BundleStore bundles;
    private final Bundles own;
    private final TallyRebuild rebuild;
    private final MongoLeases leases;
    private final HotReads hotReads;
    private final MeterRegistry meters;
    private final Clock clock;

    /** The last batch whose end this instance has seen; only the scheduled chain writes it. */
    private volatile @Nullable TallyBatch done;

    private volatile Instant postedAt;
    private volatile boolean leads;
    private volatile Instant askAt = Instant.EPOCH;

    TallyProjector(
            VoteProjection projection,
            BundleStore bundles,
            Bundles own,
            TallyRebuild rebuild,
            MongoLeases leases,
            HotReads hotReads,
            MeterRegistry meters,
            Clock clock) {
        this.projection = projection;
        this.bundles = bundles;
        this.own = own;
        this.rebuild = rebuild;
        this.leases = leases;
        this.hotReads = hotReads;
        this.meters = meters;
        this.clock = clock;
        postedAt = clock.instant();
    }

    @Scheduled(initialDelay = 1000, fixedDelay = LEAST_PAUSE, timeUnit = TimeUnit.MILLISECONDS)
    Mono<Void> runQuietly() {
        // Spring asks for the chain once and subscribes to it again and again.
        return Mono.defer(
                () -> {
                    long start = System.nanoTime();
                    return lead().filter(leading -> leading)
                            .flatMap(_ -> run(own.handOver()))
                            .onErrorResume(DomainException.class, this::tryNextTime)
                            .then(Mono.defer(() -> pauseSince(start)));
                });
    }

    /** A run that took long, because much is going on, is followed sooner by the next. */
    private static Mono<Void> pauseSince(long start) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Duration left = PERIOD.minusMillis(LEAST_PAUSE).minus(took);
        return left.isPositive() ? Mono.delay(left).then() : Mono.empty();
    }

    private Mono<Boolean> lead() {
        Instant now = clock.instant();
        return now.isBefore(askAt)
                ? Mono.just(leads)
                : leases.acquire(LEASE, LEASE_LIFE)
                        .hasElement()
                        .doOnNext(
                                leading -> {
                                    leads = leading;
                                    askAt = now.plus(leading ? RENEW_AFTER : ASK_AGAIN_AFTER);
                                });
    }

    private Mono<Void> tryNextTime(DomainException outage) {
        done = null;
        LOG.warn("Tallies were not brought up to date, MongoDB does not answer");
        return Mono.empty();
    }

    /** Counts what waits, at most so many batches; a smaller batch than can be waits for more. */
    Mono<Void> run() {
        return run(Mono.empty());
    }

    private Mono<Void> run(Mono<Void> handingOver) {
        return step(handingOver)
                .repeat(BATCHES_A_RUN - 1L)
                .takeUntil(votes -> votes < BATCH)
                .then();
    }

    /** One batch. Gives how many votes it had; 0 if there was none, or another had the turn. */
    Mono<Integer> step() {
        return step(Mono.empty());
    }

    private Mono<Integer> step(Mono<Void> handingOver) {
        return Mono.defer(() -> Mono.justOrEmpty(done))
                .switchIfEmpty(Mono.defer(this::finishCurrent))
                .flatMap(last -> takeNext(last, handingOver))
                .defaultIfEmpty(0);
    }

    /** Nothing to do if it was done; then it is done again without any effect. */
    private Mono<TallyBatch> finishCurrent() {
        return Mono.defer(() -> projection.current(clock.instant()))
                .flatMap(batch -> batch.rebuilding() ? rebuild.fill(batch) : finish(batch));
    }

    private Mono<TallyBatch> finish(TallyBatch batch) {
        return tell(batch.pending().keySet())
                .then(Mono.defer(() -> perform(batch)))
                .thenReturn(batch);
    }

    /** The bundles are read last, since one that is not among them is counted. */
    private Mono<Integer> takeNext(TallyBatch last, Mono<Void> handingOver) {
        return Mono.zip(projection.dirty(BATCH), handingOver.thenReturn(true))
                .map(Tuple2::getT1)
                .flatMap(dirty -> kept().map(kept -> TallyIntake.of(dirty, kept)))
                .flatMap(intake -> take(last, intake))
                .doOnError(_ -> done = null);
    }

    private Mono<List<Kept>> kept() {
        Instant now = clock.instant();
        return bundles.list()
                .flatMapMany(Flux::fromIterable)
                .concatMap(bundle -> tidied(bundle, now))
                .collectList();
    }

    private Mono<Kept> tidied(Kept bundle, Instant now) {
        Duration age = Duration.between(bundle.openedAt(), now);
        return switch (bundle.state()) {
            case OPEN ->
                    age.compareTo(Bundles.GIVEN_UP_AFTER) > 0 ? giveUp(bundle) : Mono.just(bundle);
            case LOST -> bundles.scatter(bundle.id()).thenReturn(bundle);
            case SCATTERED ->
                    age.compareTo(Bundles.REMEMBERED_AS_GIVEN_UP) > 0
                            ? forget(bundle)
                            : Mono.just(bundle);
            case CLOSED -> Mono.just(bundle);
        };
    }

    /** One that was closed meanwhile is counted the next time. */
    private Mono<Kept> giveUp(Kept bundle) {
        return bundles.giveUp(bundle.id())
                .flatMap(
                        given ->
                                given
                                        ? bundles.scatter(bundle.id())
                                                .thenReturn(bundle.in(State.LOST))
                                        : Mono.just(bundle));
    }

    /** What was put in late by an instance that then died is found here. */
    private Mono<Kept> forget(Kept bundle) {
        return bundles.scatter(bundle.id())
                .then(Mono.defer(() -> bundles.remove(List.of(bundle.id()))))
                .thenReturn(bundle);
    }

    private Mono<Integer> take(TallyBatch last, TallyIntake intake) {
        Instant now = clock.instant();
        boolean posts = !now.isBefore(postedAt.plus(POSTED_EVERY));
        if (intake.isEmpty() && !(posts && last.hasPending())) {
            return Mono.fromSupplier(() -> remember(last, 0));
        }
        TallyBatch next = last.next(intake, posts, now);
        return projection
                .claim(last, next)
                .flatMap(
                        claimed ->
                                claimed
                                        ? countTo(next, intake)
                                        : Mono.fromSupplier(() -> remember(null, 0)));
    }

    /** Whoever reads a tally sees it from now on. */
    private Mono<Integer> countTo(TallyBatch claimed, TallyIntake intake) {
        return tell(intake.deltas().keySet())
                .then(Mono.defer(() -> perform(claimed)))
                .then(Mono.fromSupplier(() -> remember(claimed, intake.votes())));
    }

    private int remember(@Nullable TallyBatch batch, int votes) {
        done = batch;
        meters.counter("zhumin.votes.projected").increment(votes);
        return votes;
    }

    private Mono<Void> perform(TallyBatch batch) {
        return Mono.when(post(batch), projection.settle(batch), removeBundles(batch));
    }

    private Mono<Void> post(TallyBatch batch) {
        return batch.posts()
                ? projection.post(batch).then(Mono.fromRunnable(() -> postedAt = clock.instant()))
                : Mono.empty();
    }

    private Mono<Void> removeBundles(TallyBatch batch) {
        return batch.bundles().isEmpty()
                ? Mono.empty()
                : bundles.remove(batch.bundles())
                        .then(Mono.fromRunnable(() -> own.counted(batch.bundles())));
    }

    private Mono<Void> tell(Set<PollId> polls) {
        return polls.isEmpty() ? Mono.empty() : hotReads.changed(Votes.topics(polls));
    }

    /**
     * Makes all tallies anew, and marks the votes that are not counted as they stand, so that the
     * next batches take them up. False if another had the turn.
     */
    Mono<Boolean> rebuild() {
        return Detached.run(
                projection
                        .markStrays()
                        .then(Mono.defer(this::finishCurrent))
                        .flatMap(rebuild::begin)
                        .hasElement());
    }
}
