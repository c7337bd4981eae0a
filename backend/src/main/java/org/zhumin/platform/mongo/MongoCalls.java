package org.zhumin.platform.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInternalException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoWriteConcernException;

import org.reactivestreams.Publisher;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Every call of the driver goes through here, so that an outage is {@link
 * PlatformProblem#UNAVAILABLE} and no driver exception but the duplicate key, which is an answer,
 * leaves a store.
 */
public final class MongoCalls {
    private static final int RETRY_AFTER_SECONDS = 2;

    private MongoCalls() {}

    public static <T> Mono<T> one(Publisher<T> call) {
        return Mono.from(call).onErrorMap(MongoCalls::isOutage, MongoCalls::unavailable);
    }

    public static <T> Flux<T> many(Publisher<T> call) {
        return Flux.from(call).onErrorMap(MongoCalls::isOutage, MongoCalls::unavailable);
    }

    /** True for both shapes in which the driver tells of a second document under one unique key. */
    public static boolean isDuplicateKey(Throwable error) {
        return error instanceof MongoServerException failure
                && ErrorCategory.fromErrorCode(failure.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }

    /** True when the outcome is unknown or nothing was done, and trying again later may help. */
    static boolean isOutage(Throwable error) {
        return error instanceof MongoSocketException
                // What the driver makes of a channel that closes under its hands.
                || error instanceof MongoInternalException
                || error instanceof MongoClientException
                || error instanceof MongoNotPrimaryException
                || error instanceof MongoNodeIsRecoveringException
                || error instanceof MongoExecutionTimeoutException
                || error instanceof MongoWriteConcernException
                || error instanceof MongoInterruptedException
                || (error instanceof MongoException failure && isShutdownCode(failure.getCode()))
                || (error instanceof IllegalStateException closed && isClosed(closed));
    }

    /** Interrupted, shutting down, primary stepped down, and their kin. */
    private static boolean isShutdownCode(int code) {
        return code == 91 || code == 189 || code == 11600 || code == 11602 || code == 10107;
    }

    private static boolean isClosed(IllegalStateException error) {
        return "state should be: open".equals(error.getMessage());
    }

    private static Throwable unavailable(Throwable cause) {
        return new DomainException(
                PlatformProblem.UNAVAILABLE.problem().with("retryAfter", RETRY_AFTER_SECONDS),
                cause);
    }
}
