package org.zhumin.vote;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.Ids;
import org.zhumin.platform.Detached;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Puts new votes into bundles (捆), as counters do with ballot papers. A bundle is the new votes of
 * one instance of a twentieth of a second. Each vote names its bundle, and the instance says once
 * what is in it; so a new vote is counted without being written a second time.
 *
 * <p>A bundle is registered before the first vote is put in, closed when the outcome of every one
 * is known, and removed when it is counted. One whose instance is gone, or does not know what is in
 * it, is given up: its votes are then counted one by one, as changed votes are. Whenever there is
 * no bundle at hand a vote goes without; nobody waits for one.
 */
@Component
class Bundles implements SmartLifecycle {
    /**
     * After this nobody can write a vote into it any more: it is used for 5 s, a write takes 10.
     */
    static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(30);

    /** For a vote that an instance puts in after a long sleep. */
    static final Duration REMEMBERED_AS_GIVEN_UP = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Bundles.class);
    private static final Duration USED_FOR = Duration.ofSeconds(5);
    private static final Duration KEPT_EMPTY = Duration.ofSeconds(3);

    private final VoteFacts facts;
    private final BundleStore store;
    private final Clock clock;
    private volatile @Nullable Bundle current;
    private final Set<Mono<Void>> finishing = ConcurrentHashMap.newKeySet();
    private volatile boolean wanted;
    private volatile boolean stopped;

    Bundles(VoteFacts facts, BundleStore store, Clock clock) {
        this.facts = facts;
        this.store = store;
        this.clock = clock;
    }

    /** See {@link VoteFacts#insert}. The outcome is noted also when the caller has left. */
    Mono<Boolean> insert(VoteFact fact) {
        return Mono.defer(
                () -> {
                    Bundle bundle = current;
                    if (bundle == null
                            || bundle.isOlderThan(USED_FOR, System.nanoTime())
                            || !bundle.enter()) {
                        wanted = true;
                        return facts.insert(fact, null);
                    }
                    return Detached.run(insert(fact, bundle));
                });
    }

    private Mono<Boolean> insert(VoteFact fact, Bundle bundle) {
        return facts.insert(fact, bundle.id())
                .doOnNext(inserted -> bundle.leave(inserted ? fact : null))
                .doOnError(_ -> bundle.leaveUnsure());
    }

    @Scheduled(initialDelay = 1000, fixedDelay = 50, timeUnit = TimeUnit.MILLISECONDS)
    Mono<Void> rotate() {
        // Spring asks for the chain once and subscribes to it again and again.
        return Mono.defer(this::rotateOnce);
    }

    private Mono<Void> rotateOnce() {
        Bundle now = current;
        if (stopped) {
            return Mono.empty();
        }
        if (now == null) {
            return wanted ? openNext() : Mono.empty();
        }
        if (!now.isUntouched()) {
            return openNext();
        }
        if (now.isOlderThan(KEPT_EMPTY, System.nanoTime())) {
            replace(null);
        }
        return Mono.empty();
    }

    private Mono<Void> openNext() {
        return Mono.defer(
                () -> {
                    wanted = false;
                    var next = new Bundle(Ids.random(), System.nanoTime());
                    return store.open(next.id(), clock.instant())
                            .then(Mono.<Void>fromRunnable(() -> replace(next)))
                            .onErrorResume(DomainException.class, this::goWithout);
                });
    }

    private Mono<Void> goWithout(DomainException away) {
        LOG.warn("No bundle was opened, votes go one by one: {}", away.toString());
        replace(null);
        return Mono.empty();
    }

    private void replace(@Nullable Bundle next) {
        Bundle before = current;
        current = next;
        if (before != null) {
            before.seal();
            Mono<Void> finish =
                    before.drained()
                            .then(Mono.defer(() -> finish(before)))
                            .onErrorResume(DomainException.class, Bundles::leaveToOthers)
                            .cache();
            finishing.add(finish);
            Detached.start(finish.doFinally(_ -> finishing.remove(finish)));
        }
    }

    /** What is left open is given up later. */
    private Mono<Void> finish(Bundle bundle) {
        if (bundle.isUnsure()) {
            return Mono.empty();
        }
        List<TallyBatch.Added> added = bundle.added();
        return added.isEmpty()
                ? store.remove(List.of(bundle.id()))
                : store.close(bundle.id(), added)
                        .flatMap(closed -> closed ? Mono.empty() : store.scatter(bundle.id()));
    }

    private static Mono<Void> leaveToOthers(DomainException away) {
        LOG.warn("A bundle was not closed and will be given up: {}", away.toString());
        return Mono.empty();
    }

    @Override
    public void start() {
        stopped = false;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Closes what is open, so that others need not give it up half a minute later. */
    @Override
    public void stop(Runnable callback) {
        stopped = true;
        replace(null);
        Detached.start(Mono.when(finishing).doFinally(_ -> callback.run()));
    }

    @Override
    public boolean isRunning() {
        return !stopped;
    }

    /** After the web server, which stops among the first when the last votes are answered. */
    @Override
    public int getPhase() {
        return 0;
    }
}
