package org.zhumin.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Runs a use case to its end even when the caller goes away. A phone that loses its connection
 * cancels the chain; without this, the cancellation would strike between two writes.
 */
public final class Detached {
    private static final Logger LOG = LoggerFactory.getLogger(Detached.class);

    private Detached() {}

    /** The work starts when the result is subscribed to, once, and then no longer depends on it. */
    public static <T> Mono<T> run(Mono<T> work) {
        return Mono.deferContextual(
                context -> {
                    Sinks.One<T> outcome = Sinks.one();
                    work.contextWrite(context)
                            .subscribe(
                                    outcome::tryEmitValue,
                                    error -> fail(outcome, error),
                                    outcome::tryEmitEmpty);
                    return outcome.asMono();
                });
    }

    /** Starts work that nobody waits for. It tells its own callers what became of it. */
    public static void start(Mono<Void> work) {
        work.subscribe(null, error -> LOG.error("Detached work failed", error));
    }

    private static <T> void fail(Sinks.One<T> outcome, Throwable error) {
        if (outcome.currentSubscriberCount() == 0) {
            LOG.info("A detached use case failed after its caller had left: {}", error.toString());
        }
        outcome.tryEmitError(error);
    }
}
