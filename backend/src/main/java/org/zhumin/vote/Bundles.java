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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Puts new votes into bundles (捆), as counters do with ballot papers. A bundle is the new votes of
 * one instance of a twentieth of a second, or since they were last counted where the projector runs
 * in the same instance. Each vote names its bundle, and the instance says once what is in it; so a
 * new vote is counted without being written a second time. So is one that changes, if this instance
 * has put it into a bundle that is counted: it goes into another, which counts the change.
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

    /** By then the projector has told, if it runs in this instance. */
    private static final Duration ASKED_ABOUT_AFTER = Duration.ofSeconds(1);

    /** The projector waits no longer for what is on its way. */
    private static final Duration CLOSED_WITHIN = Duration.ofMillis(200);

    /** After this the projector does not run here any more, or is slow. */
    private static final Duration HANDED_OVER_FOR = Duration.ofMillis(600);

    /** More wait only where nobody counts. */
    private static final int MOST_WAITING = 100;

    private final VoteFacts facts;
    private final BundleStore store;
    private final Clock clock;
    private final AtomicReference<@Nullable Bundle> current = new AtomicReference<>();
    private final AtomicBoolean turning = new AtomicBoolean();
    private final Set<Mono<Void>> finishing = ConcurrentHashMap.newKeySet();

    /** Those that are closed, and not known to be counted. */
    private final Map<String, Bundle> waiting = new ConcurrentHashMap<>();

    private volatile boolean wanted;
    private volatile boolean stopped;
    private volatile long handedOverAt = System.nanoTime() - HANDED_OVER_FOR.toNanos();

    Bundles(VoteFacts facts, BundleStore store, Clock clock) {
        this.facts = facts;
        this.store = store;
        this.clock = clock;
    }

    /** Empty if there is one of this voter. */
    Mono<WrittenVote> insert(VoteFact fact) {
        return Mono.defer(
                () -> {
                    Bundle bundle = usable();
                    return bundle == null || !bundle.enter()
                            ? insert(new WrittenVote(fact, null))
                            : within(
                                    bundle,
                                    insert(new WrittenVote(fact, bundle)),
                                    () -> bundle.add(fact));
                });
    }

    private Mono<WrittenVote> insert(WrittenVote vote) {
        return facts.insert(vote.bundled()).filter(inserted -> inserted).map(_ -> vote);
    }

    /** Empty if the vote is no longer as it was before. */
    Mono<WrittenVote> replace(WrittenVote before, VoteFact after) {
        return Mono.defer(
                () -> {
                    Bundle bundle = before.isCountedInBundle() && after.counts() ? usable() : null;
                    return bundle == null || !bundle.enterToChange(after)
                            ? replace(before, new WrittenVote(after, null))
                            : within(
                                    bundle,
                                    replace(before, new WrittenVote(after, bundle)),
                                    () -> bundle.change(before.fact(), after));
                });
    }

    private Mono<WrittenVote> replace(WrittenVote before, WrittenVote after) {
        return facts.replace(before.bundled(), after.bundled())
                .filter(replaced -> replaced)
                .map(_ -> after);
    }

    /** The outcome is noted also when the caller has left. */
    private static Mono<WrittenVote> within(
            Bundle bundle, Mono<WrittenVote> write, Runnable whenWritten) {
        return Detached.run(
                write.doOnNext(_ -> whenWritten.run())
                        .doOnSuccess(_ -> bundle.leave())
                        .doOnError(_ -> bundle.leaveUnsure()));
    }

    private @Nullable Bundle usable() {
        Bundle bundle = current.get();
        if (bundle == null || bundle.isOlderThan(USED_FOR, System.nanoTime())) {
            wanted = true;
            return null;
        }
        return bundle;
    }

    /** Those of other instances may be among them. */
    void counted(Collection<String> ids) {
        for (String id : ids) {
            Bundle bundle = waiting.remove(id);
            if (bundle != null) {
                bundle.counted();
            }
        }
    }

    @Scheduled(initialDelay = 1000, fixedDelay = 50, timeUnit = TimeUnit.MILLISECONDS)
    Mono<Void> rotate() {
        // Spring asks for the chain once and subscribes to it again and again.
        return Mono.defer(this::rotateOnce);
    }

    private Mono<Void> rotateOnce() {
        return stopped
                ? Mono.empty()
                : learnWhatIsCounted()
                        .then(Mono.defer(() -> isHandedOver() ? Mono.empty() : turn()));
    }

    private boolean isHandedOver() {
        return System.nanoTime() - handedOverAt < HANDED_OVER_FOR.toNanos();
    }

    /**
     * For who is about to count: what was put in so far is closed, unless that takes too long. Who
     * does so again and again takes the place of the clock.
     */
    Mono<Void> handOver() {
        return Mono.defer(
                () -> {
                    handedOverAt = System.nanoTime();
                    return turn().then(Mono.defer(this::closed));
                });
    }

    private Mono<Void> closed() {
        return finishing.isEmpty()
                ? Mono.empty()
                : Mono.firstWithSignal(Mono.when(finishing), Mono.delay(CLOSED_WITHIN).then());
    }

    /** One at a time. */
    private Mono<Void> turn() {
        return !stopped && turning.compareAndSet(false, true)
                ? openIfUsed().doFinally(_ -> turning.set(false))
                : Mono.empty();
    }

    /** Of what another instance has counted. */
    private Mono<Void> learnWhatIsCounted() {
        long now = System.nanoTime();
        Set<String> ids =
                waiting.values().stream()
                        .filter(bundle -> bundle.isOlderThan(ASKED_ABOUT_AFTER, now))
                        .map(Bundle::id)
                        .collect(Collectors.toSet());
        return ids.isEmpty()
                ? Mono.empty()
                : store.find(ids)
                        .doOnNext(
                                kept -> {
                                    ids.removeAll(kept);
                                    counted(ids);
                                })
                        .then()
                        .onErrorResume(DomainException.class, _ -> Mono.empty());
    }

    private Mono<Void> openIfUsed() {
        Bundle now = current.get();
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
        Bundle before = current.getAndSet(next);
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
        List<TallyIntake.Added> added = bundle.added();
        return added.isEmpty()
                ? store.remove(List.of(bundle.id())).then(Mono.fromRunnable(bundle::counted))
                : close(bundle, added);
    }

    private Mono<Void> close(Bundle bundle, List<TallyIntake.Added> added) {
        if (waiting.size() < MOST_WAITING) {
            waiting.put(bundle.id(), bundle);
        }
        return store.close(bundle.id(), added)
                .flatMap(
                        closed -> {
                            if (closed) {
                                return Mono.empty();
                            }
                            waiting.remove(bundle.id());
                            return store.scatter(bundle.id());
                        })
                .doOnError(_ -> waiting.remove(bundle.id()));
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
