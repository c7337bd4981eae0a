package org.zhumin.platform.mongo;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Group commit for guarded changes: those that arrive while some are on their way leave together in
 * the next statement, and each caller is told whether its own was made. For a few changes beside
 * many inserts, see {@link MongoGroupCommit}: after a statement with several the next leaves
 * {@value #REST_MILLIS} ms later at the earliest, since else hardly any would share one. What was
 * not sent within five seconds was not made and is {@link
 * org.zhumin.platform.problem.PlatformProblem#UNAVAILABLE}.
 */
public final class MongoGroupChange<C> {
    private static final int LARGEST = 128;
    private static final long REST_MILLIS = 10;

    private final Function<List<C>, Mono<List<Boolean>>> statement;
    private final MongoLane<C, Boolean> lane;

    /**
     * @param statement makes some changes and tells of each in turn whether it was made; an error
     *     fails them all
     */
    MongoGroupChange(Function<List<C>, Mono<List<Boolean>>> statement, Scheduler rests) {
        this.statement = statement;
        lane =
                new MongoLane<>(
                        LARGEST,
                        MongoLane.NEVER,
                        Duration.ofMillis(REST_MILLIS),
                        rests,
                        System::nanoTime,
                        this::send);
    }

    /** False if it was not made, as the document is not as it was. */
    public Mono<Boolean> make(C change) {
        return lane.send(change);
    }

    private Mono<Void> send(List<MongoLane.Waiting<C, Boolean>> some) {
        return Mono.defer(
                        () -> statement.apply(some.stream().map(MongoLane.Waiting::what).toList()))
                .doOnNext(
                        made -> {
                            for (int i = 0; i < some.size(); i++) {
                                some.get(i).succeed(made.get(i));
                            }
                        })
                .onErrorResume(
                        error -> Mono.fromRunnable(() -> some.forEach(one -> one.fail(error))))
                .then();
    }
}
