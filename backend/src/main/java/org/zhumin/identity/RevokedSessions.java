package org.zhumin.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Revocations.Revocation;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.StartupTask;
import org.zhumin.platform.mongo.ChangeFeed;
import org.zhumin.platform.redis.Redis;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The revoked sessions whose tokens may not have expired yet, in memory: all of them before the
 * first request is served, then whatever a poll every two seconds brings. Redis only says when not
 * to wait for the poll.
 */
@Component
class RevokedSessions implements StartupTask {
    private static final Logger LOG = LoggerFactory.getLogger(RevokedSessions.class);
    private static final String CHANNEL = "zhumin:revocations";

    /** An instance that has not heard yet may renew a token once more. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final Map<String, Instant> expiryById = new ConcurrentHashMap<>();
    private final Revocations revocations;
    private final Redis redis;
    private final Clock clock;
    private final Duration keptFor;
    private final ChangeFeed<Revocation> changes;

    RevokedSessions(
            Revocations revocations, Redis redis, IdentityProperties properties, Clock clock) {
        this.revocations = revocations;
        this.redis = redis;
        this.clock = clock;
        keptFor = properties.tokenLifetime().plus(MARGIN);
        changes = new ChangeFeed<>(revocations::streamSince, Revocation::at, clock);
        redis.listen(CHANNEL, this::remember);
    }

    boolean contains(String sessionId) {
        return expiryById.containsKey(sessionId);
    }

    /** Durable, and refused by this instance, when it completes. */
    Mono<Void> add(String sessionId) {
        return revocations
                .add(sessionId, keptFor)
                .then(Mono.fromRunnable(() -> remember(sessionId)))
                .then(Mono.defer(() -> redis.publish(CHANNEL, sessionId)));
    }

    private void remember(String sessionId) {
        expiryById.put(sessionId, clock.instant().plus(keptFor));
    }

    @Override
    public String name() {
        return "revoked sessions";
    }

    @Override
    public Mono<Void> run() {
        return load();
    }

    @Scheduled(initialDelay = 2, fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    Mono<Void> poll() {
        return load().onErrorResume(DomainException.class, RevokedSessions::tryNextTime);
    }

    private Mono<Void> load() {
        return changes.hear(found -> expiryById.put(found.sessionId(), found.expiresAt()))
                .then(Mono.fromRunnable(this::forgetExpired));
    }

    private void forgetExpired() {
        Instant now = clock.instant();
        expiryById.values().removeIf(expiry -> expiry.isBefore(now.minus(MARGIN)));
    }

    private static Mono<Void> tryNextTime(DomainException away) {
        LOG.warn("Revoked sessions were not read, MongoDB does not answer");
        return Mono.empty();
    }
}
