package org.zhumin.vote;

import org.zhumin.vote.TallyBatch.Move;
import org.zhumin.vote.TallyIntake.Added;
import org.zhumin.vote.TallyIntake.Dirty;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The projection's store as {@link MongoVoteProjection} describes it, one write at a time. */
final class InMemoryProjection implements VoteProjection, BundleStore {
    private static final class Fact {
        String stands;
        String counted;
        String bundle;
        String putIn;
        boolean dirty;
        long batch;
    }

    private static final class Sum {
        Tally tally = Tally.EMPTY;
        long batch;
    }

    private final Map<String, Fact> facts = new TreeMap<>();
    private final Map<PollId, Sum> sums = new HashMap<>();
    private final Map<String, Kept> bundles = new TreeMap<>();
    private TallyBatch current = TallyBatch.NONE;

    /** After each batch; of no use once {@link #wasRebuilt}. */
    final List<Map<PollId, Tally>> counted = new ArrayList<>(List.of(Map.of()));

    boolean wasRebuilt;
    private Map<PollId, Tally> countedWhenPosted = Map.of();

    /** A voter casts, changes, or takes back. */
    void write(PollId poll, String voter, String contribution) {
        Fact fact = facts.computeIfAbsent(poll + ":" + voter, _ -> new Fact());
        fact.putIn = fact.bundle != null && fact.putIn == null ? fact.stands : fact.putIn;
        fact.stands = contribution;
        fact.dirty = true;
    }

    /** False unless it is as it was put into the first bundle. */
    boolean change(String from, String into, PollId poll, String voter, String contribution) {
        Fact fact = facts.get(poll + ":" + voter);
        if (fact == null || fact.dirty || !from.equals(fact.bundle)) {
            return false;
        }
        fact.counted = fact.stands;
        fact.stands = contribution;
        fact.bundle = into;
        return true;
    }

    boolean isCounted(String bundle) {
        return !bundles.containsKey(bundle);
    }

    /** False if the voter has a vote. */
    boolean putIn(String bundle, PollId poll, String voter, String contribution) {
        var fact = new Fact();
        fact.stands = contribution;
        fact.bundle = bundle;
        return facts.putIfAbsent(poll + ":" + voter, fact) == null;
    }

    /** So long ago that it is given up. */
    void age(String bundle) {
        Instant longAgo = Instant.now().minus(Bundles.GIVEN_UP_AFTER).minusSeconds(1);
        bundles.computeIfPresent(
                bundle, (id, kept) -> new Kept(id, longAgo, kept.state(), kept.added()));
    }

    Tally recount(PollId poll) {
        Tally sum = Tally.EMPTY;
        for (var entry : facts.entrySet()) {
            if (entry.getKey().startsWith(poll + ":") && entry.getValue().stands != null) {
                sum =
                        sum.plus(
                                Contribution.tally(
                                        poll.step(), Map.of(entry.getValue().stands, 1L)));
            }
        }
        return sum;
    }

    Tally projected(PollId poll) {
        return projected(poll, current);
    }

    /** As whoever has read this batch first finds the tally afterwards. */
    Tally projected(PollId poll, TallyBatch batch) {
        Sum sum = sums.get(poll);
        DatedTally tally =
                sum == null
                        ? batch.together(poll, null, 0)
                        : batch.together(poll, new DatedTally(sum.tally, Instant.EPOCH), sum.batch);
        return tally == null ? Tally.EMPTY : tally.tally();
    }

    private static PollId pollOf(String key) {
        return PollId.parse(key.substring(0, key.lastIndexOf(':'))).orElseThrow();
    }

    @Override
    public Mono<TallyBatch> current(Instant now) {
        return Mono.fromSupplier(() -> current);
    }

    @Override
    public Mono<List<Dirty>> dirty(int limit) {
        return Mono.fromSupplier(
                () -> {
                    var dirty = new ArrayList<Dirty>();
                    facts.forEach(
                            (key, fact) -> {
                                if (fact.dirty && dirty.size() < Math.min(limit, 3)) {
                                    dirty.add(
                                            new Dirty(
                                                    pollOf(key),
                                                    key.substring(key.lastIndexOf(':') + 1),
                                                    fact.bundle == null ? fact.counted : fact.putIn,
                                                    fact.counted,
                                                    fact.stands,
                                                    fact.bundle));
                                }
                            });
                    return dirty;
                });
    }

    @Override
    public Mono<Boolean> claim(TallyBatch last, TallyBatch next) {
        return Mono.fromSupplier(
                () -> {
                    boolean ours = current.number() == last.number();
                    if (ours) {
                        note(next);
                        current = next;
                    }
                    return ours;
                });
    }

    private void note(TallyBatch next) {
        wasRebuilt |= next.rebuilding();
        if (current.posts()) {
            countedWhenPosted = counted.getLast();
        }
        var counts = new HashMap<>(countedWhenPosted);
        next.pending().forEach((poll, pending) -> counts.merge(poll, pending.tally(), Tally::plus));
        counted.add(counts);
    }

    @Override
    public Mono<Void> post(TallyBatch batch) {
        throw new UnsupportedOperationException("see add, isThere and insert");
    }

    /** The first part of posting: to what is there, unless it has seen the batch. */
    void change(TallyBatch batch, PollId poll) {
        Tally delta = batch.pending().get(poll).tally();
        Sum sum = sums.get(poll);
        if (sum != null && sum.batch < batch.number()) {
            sum.tally = batch.replaces() ? delta : sum.tally.plus(delta);
            sum.batch = batch.number();
        }
    }

    boolean isThere(PollId poll) {
        return sums.containsKey(poll);
    }

    /** The last part: what was not there, unless it is by now. */
    void insert(TallyBatch batch, PollId poll) {
        sums.computeIfAbsent(
                poll,
                _ -> {
                    var sum = new Sum();
                    sum.tally = batch.pending().get(poll).tally();
                    sum.batch = batch.number();
                    return sum;
                });
    }

    @Override
    public Mono<Void> settle(TallyBatch batch) {
        return Flux.fromIterable(batch.moves())
                .doOnNext(
                        move ->
                                move.voterKeys()
                                        .forEach(voter -> settle(batch.number(), move, voter)))
                .then();
    }

    private void settle(long number, Move move, String voter) {
        Fact fact = facts.get(move.poll() + ":" + voter);
        if (fact.batch < number) {
            fact.counted = move.to();
            fact.bundle = null;
            fact.batch = number;
            fact.dirty = !Objects.equals(fact.stands, move.to());
        }
    }

    @Override
    public Mono<Void> emptyTallies(long number) {
        return Mono.fromRunnable(
                () ->
                        sums.values().stream()
                                .filter(sum -> sum.batch < number)
                                .forEach(
                                        sum -> {
                                            sum.tally = Tally.EMPTY;
                                            sum.batch = number;
                                        }));
    }

    @Override
    public Flux<Marked> streamMarked(Instant now) {
        return Flux.defer(() -> Flux.fromIterable(List.copyOf(facts.entrySet())))
                .filter(entry -> countedOf(entry.getValue()) != null)
                .map(
                        entry -> {
                            PollId poll = pollOf(entry.getKey());
                            return new Marked(
                                    poll,
                                    Contribution.tally(
                                            poll.step(), Map.of(countedOf(entry.getValue()), 1L)));
                        });
    }

    private String countedOf(Fact fact) {
        if (fact.bundle == null || bundles.containsKey(fact.bundle)) {
            return fact.counted;
        }
        return fact.putIn == null ? fact.stands : fact.putIn;
    }

    @Override
    public Mono<Void> open(String id, Instant at) {
        return Mono.fromRunnable(() -> bundles.put(id, new Kept(id, at, State.OPEN, List.of())));
    }

    @Override
    public Mono<Boolean> close(String id, List<Added> added) {
        return Mono.fromSupplier(
                () -> {
                    Kept kept = bundles.get(id);
                    boolean open = kept != null && kept.state() == State.OPEN;
                    if (open) {
                        bundles.put(id, new Kept(id, kept.openedAt(), State.CLOSED, added));
                    }
                    return open;
                });
    }

    @Override
    public Mono<List<Kept>> list() {
        return Mono.fromSupplier(() -> List.copyOf(bundles.values()));
    }

    @Override
    public Mono<Set<String>> find(Collection<String> ids) {
        return Mono.fromSupplier(
                () -> {
                    var there = new HashSet<>(ids);
                    there.retainAll(bundles.keySet());
                    return there;
                });
    }

    @Override
    public Mono<Boolean> giveUp(String id) {
        return Mono.fromSupplier(
                () -> {
                    Kept kept = bundles.get(id);
                    boolean given = kept != null && kept.state() != State.CLOSED;
                    if (given) {
                        bundles.put(id, kept.in(State.LOST));
                    }
                    return given;
                });
    }

    @Override
    public Mono<Void> scatter(String id) {
        return Mono.fromRunnable(
                () -> {
                    for (Fact fact : facts.values()) {
                        if (id.equals(fact.bundle)) {
                            fact.bundle = null;
                            fact.dirty = true;
                        }
                    }
                    bundles.computeIfPresent(id, (_, kept) -> kept.in(State.SCATTERED));
                });
    }

    @Override
    public Mono<Void> remove(Collection<String> ids) {
        return Mono.fromRunnable(() -> ids.forEach(bundles::remove));
    }

    @Override
    public Mono<Long> markStrays() {
        return Mono.just(0L);
    }

    @Override
    public Mono<DatedTally> find(PollId poll) {
        return Mono.fromSupplier(() -> new DatedTally(projected(poll), Instant.EPOCH));
    }
}
