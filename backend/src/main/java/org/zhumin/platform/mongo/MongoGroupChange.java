package org.zhumin.platform.mongo;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.function.Function;

/**
 * Group commit for guarded changes: those that arrive while some are on their way leave together in
 * the next statement, and each caller is told whether its own was made. For a few changes beside
 * many inserts, see {@link MongoGroupCommit}: one statement is on its way at a time, since else
 * hardly any would share one. What was not sent within five seconds was not made and is {@link
 * org.zhumin.platform.problem.PlatformProblem#UNAVAILABLE}.
 */
public final class MongoGroupChange<C> {
    private static final int LARGEST = 128;

    private final Function<List<C>, Mono<List<Boolean>>> statement;
    private final MongoLanes<C, Boolean> lanes;

    /**
     * @param statement makes some changes and tells of each in turn whether it was made; an error
     *     fails them all
     */
    public MongoGroupChange(Function<List<C>, Mono<List<Boolean>>> statement) {
        this.statement = statement;
        lanes = new MongoLanes<>(1, LARGEST, System::nanoTime, this::send);
    }

    /** False if it was not made, as the document is not as it was. */
    public Mono<Boolean> make(C change) {
        return lanes.send(change);
    }

    private Mono<Void> send(List<MongoLanes.Waiting<C, Boolean>> some) {
        return Mono.defer(
                        () -> statement.apply(some.stream().map(MongoLanes.Waiting::what).toList()))
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
