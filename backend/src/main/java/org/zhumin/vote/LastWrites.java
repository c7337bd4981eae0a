package org.zhumin.vote;

import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;

/**
 * The end of writing. A write may wait five seconds to be sent and takes five more at the most, so
 * what is begun until five seconds after the close is there, or never will be, when counting
 * begins. Later nothing is begun, and what is under way is told as unknown.
 */
final class LastWrites {
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(10);

    /** No use case takes this long, so before it nothing needs a timer. */
    private static final Duration NEAR = Duration.ofMinutes(5);

    private LastWrites() {}

    static <T> Mono<T> inTime(Poll poll, Instant now, Mono<T> writing) {
        if (poll.closesAt() == null) {
            return writing;
        }
        Instant end = poll.closesAt().plus(Poll.SETTLING).minus(LONGEST_WRITE);
        Duration left = Duration.between(now, end);
        if (left.compareTo(NEAR) > 0) {
            return writing;
        }
        return left.isPositive()
                ? writing.timeout(left, Mono.error(PlatformProblem.UNAVAILABLE::refusal))
                : Mono.error(PlatformProblem.UNAVAILABLE::refusal);
    }
}
