package org.zhumin.identity;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;

/** Sessions that were ended before their tokens were, as they are kept. */
interface Revocations {
    /** Durable when it completes. A session that is revoked already stays so. */
    Mono<Void> add(String sessionId, Duration keptFor);

    /** What was revoked at or after this moment of the database's time and has not expired. */
    Flux<Revocation> streamSince(Instant at);

    /**
     * @param at by the database's clock
     * @param expiresAt when no token of the session can be left
     */
    record Revocation(String sessionId, Instant at, Instant expiresAt) {}
}
