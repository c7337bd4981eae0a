package org.zhumin.vote;

import org.zhumin.vote.TallyBatch.Dirty;
import org.zhumin.vote.TallyBatch.Move;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The projection's store as {@link MongoVoteProjection} describes it, one write at a time. */
final class InMemoryProjection implements VoteProjection {
    private static final class Fact {
        String stands;
        String counted;
        boolean dirty;
        long batch;
    }

    private static final class Sum {
        Tally tally = Tally.EMPTY;
        long batch;
    }

    private final Map<String, Fact> facts = new TreeMap<>();
    private final Map<PollId, Sum> sums = new HashMap<>();
    private TallyBatch current = TallyBatch.NONE;

    /** A voter casts, changes, or takes back. */
    void write(PollId poll, String voter, String contribution) {
        Fact fact = facts.computeIfAbsent(poll + ":" + voter, _ -> new Fact());
        fact.stands = contribution;
        fact.dirty = true;
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
        Sum sum = sums.get(poll);
        return sum == null ? Tally.EMPTY : sum.tally;
    }

    private static PollId pollOf(String key) {
        return PollId.parse(key.substring(0, key.lastIndexOf(':'))).orElseThrow();
    }

    @Override
    public Mono<TallyBatch> current() {
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
                                                    fact.counted,
                                                    fact.stands));
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
                    current = ours ? next : current;
                    return ours;
                });
    }

    @Override
    public Mono<Void> apply(long number, Map<PollId, Tally> deltas, Instant now) {
        return Flux.fromIterable(deltas.entrySet())
                .doOnNext(delta -> apply(number, delta.getKey(), delta.getValue()))
                .then();
    }

    private void apply(long number, PollId poll, Tally delta) {
        Sum sum = sums.computeIfAbsent(poll, _ -> new Sum());
        if (sum.batch < number) {
            sum.tally = sum.tally.plus(delta);
            sum.batch = number;
        }
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
    public Flux<Marked> streamMarked() {
        return Flux.defer(() -> Flux.fromIterable(List.copyOf(facts.entrySet())))
                .filter(entry -> entry.getValue().counted != null)
                .map(
                        entry -> {
                            PollId poll = pollOf(entry.getKey());
                            return new Marked(
                                    poll,
                                    Contribution.tally(
                                            poll.step(), Map.of(entry.getValue().counted, 1L)));
                        });
    }

    @Override
    public Mono<Long> markStrays() {
        return Mono.just(0L);
    }

    @Override
    public Mono<Dated> find(PollId poll) {
        return Mono.fromSupplier(() -> new Dated(projected(poll), Instant.EPOCH));
    }
}
