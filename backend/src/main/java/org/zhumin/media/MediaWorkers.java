package org.zhumin.media;

import org.springframework.stereotype.Component;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;

/**
 * The few threads that read files and decode pictures. When they have more to do than {@value
 * #QUEUE} calls each, further calls are told to come again.
 */
@Component
class MediaWorkers implements AutoCloseable {
    private static final int QUEUE = 64;
    private static final int RETRY_AFTER_SECONDS = 5;

    private final Scheduler scheduler;

    MediaWorkers(MediaProperties properties) {
        scheduler = Schedulers.newBoundedElastic(properties.workers(), QUEUE, "media");
    }

    <T> Mono<T> run(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(scheduler)
                .onErrorMap(RejectedExecutionException.class, _ -> busy());
    }

    /** Where the source of these is read. */
    <T> Flux<T> run(Flux<T> source) {
        return source.subscribeOn(scheduler)
                .onErrorMap(RejectedExecutionException.class, _ -> busy());
    }

    private static Throwable busy() {
        return PlatformProblem.UNAVAILABLE
                .problem()
                .with("retryAfter", RETRY_AFTER_SECONDS)
                .refusal();
    }

    @Override
    public void close() {
        scheduler.dispose();
    }
}
