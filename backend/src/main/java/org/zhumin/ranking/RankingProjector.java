package org.zhumin.ranking;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.Detached;
import org.zhumin.ranking.ProjectionBatch.State;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the tallies in step with the orders, each change exactly once.
 *
 * <p>A batch is claimed by one guarded write that names everything it will change; from then on
 * every instance would do the same for it, and each step of it does nothing the second time. So no
 * lease is needed: several projectors are right, only wasteful, and one that was stopped and wakes
 * up late finds its number passed. See {@code backend/adr/0015}.
 */
@Component
public class RankingProjector {
    static final int BATCH = 300;
    private static final int BATCHES_A_RUN = 200;
    private static final Logger LOG = LoggerFactory.getLogger(RankingProjector.class);

    private final Projection projection;
    private final MeterRegistry meters;
    private final Clock clock;

    RankingProjector(Projection projection, MeterRegistry meters, Clock clock) {
        this.projection = projection;
        this.meters = meters;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 3000, fixedDelay = 2000, timeUnit = TimeUnit.MILLISECONDS)
    Mono<Void> runQuietly() {
        return run().onErrorResume(DomainException.class, RankingProjector::tryNextTime);
    }

    private static Mono<Void> tryNextTime(DomainException outage) {
        LOG.warn("Rankings were not brought up to date, MongoDB does not answer");
        return Mono.empty();
    }

    /** Counts what waits, at most {@value #BATCHES_A_RUN} batches. */
    public Mono<Void> run() {
        return step().expand(done -> done == 0 ? Mono.empty() : step()).take(BATCHES_A_RUN).then();
    }

    /** One batch, one's own or another's. Gives how many orders it had; 0 if there was none. */
    Mono<Integer> step() {
        return projection
                .current()
                .flatMap(last -> last.state() == State.SETTLED ? claimNext(last) : Mono.just(last))
                .delayUntil(this::perform)
                .map(batch -> Math.max(1, batch.entries().size()))
                .defaultIfEmpty(0);
    }

    private Mono<ProjectionBatch> claimNext(ProjectionBatch last) {
        return projection
                .dirty(BATCH)
                .filter(found -> !found.isEmpty())
                .map(found -> last.next(found, clock.instant()))
                .flatMap(next -> claim(last, next));
    }

    /** Whoever comes second helps with the batch of the first. */
    private Mono<ProjectionBatch> claim(ProjectionBatch last, ProjectionBatch next) {
        return projection
                .claim(last, next)
                .flatMap(
                        won -> won ? Mono.fromSupplier(() -> counted(next)) : projection.current());
    }

    private ProjectionBatch counted(ProjectionBatch batch) {
        meters.counter("zhumin.ranking.batches").increment();
        return batch;
    }

    private Mono<Void> perform(ProjectionBatch batch) {
        return batch.state() == State.REBUILDING ? performRebuild(batch) : performBatch(batch);
    }

    private Mono<Void> performBatch(ProjectionBatch batch) {
        return projection
                .apply(batch.number(), batch.at(), batch.deltas())
                .then(projection.settle(batch))
                .then(projection.finish(batch.number()));
    }

    /**
     * Counts all tallies anew from what is marked as counted on the orders, and marks the orders
     * whose outcome is another, so that the next batches take them up. Waits for no batch: gives
     * false if one is under way.
     */
    public Mono<Boolean> rebuild() {
        return Detached.run(
                projection
                        .markStrays()
                        .then(projection.current())
                        .filter(last -> last.state() == State.SETTLED)
                        .flatMap(this::claimRebuild)
                        .delayUntil(this::performRebuild)
                        .hasElement());
    }

    private Mono<ProjectionBatch> claimRebuild(ProjectionBatch last) {
        ProjectionBatch rebuild = last.nextRebuild(clock.instant());
        return projection.claim(last, rebuild).filter(claimed -> claimed).map(_ -> rebuild);
    }

    private Mono<Void> performRebuild(ProjectionBatch batch) {
        return projection
                .emptyTallies(batch.number() - 1)
                .then(projection.streamCounted().reduce(new TallySheet(), TallySheet::add))
                .flatMap(sheet -> projection.apply(batch.number(), batch.at(), sheet.tallies()))
                .then(projection.finish(batch.number()));
    }
}
