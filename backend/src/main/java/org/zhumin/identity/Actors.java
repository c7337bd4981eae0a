package org.zhumin.identity;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Residents.Changed;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.StartupTask;
import org.zhumin.platform.mongo.ChangeFeed;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.redis.Redis;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Who the caller of a session is, mostly from memory. A resident who changes is dropped: here at
 * once, elsewhere by a message through Redis or by a poll of what changed every two seconds. An
 * instance that has not heard what changed for a minute, as it slept or lost MongoDB, believes
 * nothing that it remembers until it has.
 */
@Component
class Actors implements StartupTask {
    private static final Logger LOG = LoggerFactory.getLogger(Actors.class);
    private static final String CHANNEL = "zhumin:residents";

    /** About a kilobyte each. */
    private static final int MAX_RESIDENTS = 20_000;

    private static final Duration BELIEVED_FOR = Duration.ofSeconds(60);

    /** Who is not seen for so long need not lie in memory. */
    private static final Duration KEPT_IDLE = Duration.ofMinutes(30);

    private final AsyncCache<ResidentId, Resident> cache =
            Caffeine.newBuilder()
                    .maximumSize(MAX_RESIDENTS)
                    .expireAfterAccess(KEPT_IDLE)
                    .executor(Runnable::run)
                    .buildAsync();
    private final Residents residents;
    private final RevokedSessions revoked;
    private final Redis redis;
    private final Clock clock;
    private final ChangeFeed<Changed> changes;

    Actors(Residents residents, RevokedSessions revoked, Redis redis, Clock clock) {
        this.residents = residents;
        this.revoked = revoked;
        this.redis = redis;
        this.clock = clock;
        changes = new ChangeFeed<>(residents::streamChanged, Changed::at, clock);
        redis.listen(CHANNEL, this::drop);
    }

    /** Null if memory alone cannot tell that there is one. */
    @Nullable Actor findKnown(Session session) {
        Resident resident =
                mayBelieve() ? cache.synchronous().getIfPresent(session.resident()) : null;
        if (resident == null || revoked.contains(session.id())) {
            return null;
        }
        return resident.mayAct() ? resident.actor(session.id(), clock.instant()) : null;
    }

    /** Fails with {@link PlatformProblem#TOKEN_REJECTED} if the session or its resident is gone. */
    Mono<Actor> get(Session session) {
        return revoked.contains(session.id())
                ? rejected()
                : find(session.resident())
                        .filter(Resident::mayAct)
                        .map(resident -> resident.actor(session.id(), clock.instant()))
                        .switchIfEmpty(rejected());
    }

    private static <T> Mono<T> rejected() {
        return Mono.error(PlatformProblem.TOKEN_REJECTED::refusal);
    }

    /** A resident as remembered here, or empty. */
    Mono<Resident> find(ResidentId id) {
        return Mono.defer(
                () ->
                        mayBelieve()
                                ? Mono.fromFuture(cache.get(id, (key, _) -> load(key)), true)
                                : residents.find(id));
    }

    private boolean mayBelieve() {
        return changes.knowsUntil(BELIEVED_FOR);
    }

    /** Nobody is not kept: the future then holds nothing, which the cache drops. */
    private CompletableFuture<@Nullable Resident> load(ResidentId id) {
        return residents.find(id).toFuture();
    }

    /** To be called after a write, before it is acknowledged. */
    Mono<Void> changed(Collection<ResidentId> ids) {
        return Flux.fromIterable(ids).concatMap(this::changed).then();
    }

    Mono<Void> changed(ResidentId id) {
        return Mono.defer(
                () -> {
                    drop(id.value());
                    return redis.publish(CHANNEL, id.value());
                });
    }

    /** A load that is under way is dropped too: it may have read what was there before. */
    private void drop(String id) {
        cache.asMap().remove(new ResidentId(id));
    }

    @Override
    public String name() {
        return "last change of a resident";
    }

    @Override
    public Mono<Void> run() {
        return changes.skip(residents.findLastChange());
    }

    @Scheduled(initialDelay = 2, fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    Mono<Void> poll() {
        return changes.hear(this::dropOlder)
                .onErrorResume(DomainException.class, Actors::tryNextTime);
    }

    /** The overlap brings the same change several times; what was loaded since is kept. */
    private void dropOlder(Changed changed) {
        var kept = cache.getIfPresent(changed.id());
        if (kept != null && !isAsNew(kept, changed.at())) {
            cache.asMap().remove(changed.id(), kept);
        }
    }

    private static boolean isAsNew(CompletableFuture<Resident> kept, Instant at) {
        return kept.isDone()
                && !kept.isCompletedExceptionally()
                && !kept.join().changedAt().isBefore(at);
    }

    private static Mono<Void> tryNextTime(DomainException away) {
        LOG.warn("Changed residents were not read, MongoDB does not answer");
        return Mono.empty();
    }
}
