package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.HotReadsTestSettings;
import org.zhumin.testing.MovedClock;
import org.zhumin.vote.TallyIntake.Added;
import org.zhumin.vote.TallyIntake.Dirty;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Three projectors on one store. Before each of its calls to the store a projector may be stopped
 * while voters vote and others project, and go on afterwards, or crash; also within a call, between
 * the documents that it changes. Bundles are closed, given up, and found to be given up by who is
 * late; votes change by themselves, and in another bundle than that in which they were counted.
 * However that goes, in the end the tallies are the recount, and whoever reads one meanwhile finds
 * what was counted then.
 */
class TallyPropertyTest {
    private static final HotReads HOT_READS = HotReadsTestSettings.alone();
    private static final List<PollId> POLLS =
            List.of(
                    PollId.of("project:a", VoteStep.POINT),
                    PollId.of("project:b", VoteStep.MANAGE));
    private static final List<List<String>> CONTRIBUTIONS =
            List.of(List.of("SUPPORT", "OPPOSE", "ABSTAIN,A"), List.of("", "3", "20"));

    /** What happens next. */
    enum Kind {
        PUT_IN,
        CHANGE,
        SEAL,
        FINISH,
        LOSE,
        VOTE,
        TAKE_BACK,
        STEP,
        PASS,
        READ,
        REBUILD,
        GO_ON,
        CRASH
    }

    record Act(Kind kind, int who, int what) {}

    @Provide
    Arbitrary<List<Act>> acts() {
        Arbitrary<Kind> kinds =
                Arbitraries.frequency(
                        Tuple.of(6, Kind.PUT_IN),
                        Tuple.of(5, Kind.CHANGE),
                        Tuple.of(2, Kind.SEAL),
                        Tuple.of(2, Kind.FINISH),
                        Tuple.of(1, Kind.LOSE),
                        Tuple.of(5, Kind.VOTE),
                        Tuple.of(2, Kind.TAKE_BACK),
                        Tuple.of(5, Kind.STEP),
                        Tuple.of(3, Kind.PASS),
                        Tuple.of(4, Kind.READ),
                        Tuple.of(1, Kind.REBUILD),
                        Tuple.of(8, Kind.GO_ON),
                        Tuple.of(2, Kind.CRASH));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 2))
                .as(Act::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(120);
    }

    @Property(tries = 3000)
    void theTallyIsTheRecountInTheEnd(@ForAll("acts") List<Act> acts) {
        var world = new World(acts);
        while (!world.script.isEmpty()) {
            world.act(world.script.poll());
        }
        world.script.clear();
        world.finishAll();
        TallyProjector last = world.projector();
        for (int i = 0; i < 30; i++) {
            last.step().block();
        }
        world.assertRight();
        world.clock.forward(TallyProjector.POSTED_EVERY);
        last.step().block();
        world.assertRight();
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class World {
        private static final int DEEPEST = 3;

        final InMemoryProjection store = new InMemoryProjection();
        final Deque<Act> script;
        final List<TallyProjector> projectors;
        final Writer writer = new Writer(store);
        final MovedClock clock = new MovedClock();
        int depth;

        World(List<Act> acts) {
            script = new ArrayDeque<>(acts);
            projectors = List.of(projector(), projector(), projector());
        }

        TallyProjector projector() {
            var projection = new Stopping(this);
            return new TallyProjector(
                    projection,
                    new StoppingBundles(this),
                    new Bundles(null, store, clock),
                    new TallyRebuild(projection, HOT_READS, clock, 1),
                    null,
                    HOT_READS,
                    new SimpleMeterRegistry(),
                    clock);
        }

        void act(Act act) {
            int poll = act.who() % POLLS.size();
            String contribution = CONTRIBUTIONS.get(poll).get(act.what());
            switch (act.kind()) {
                case PUT_IN -> writer.putIn(POLLS.get(poll), "v" + act.who(), contribution);
                case CHANGE -> writer.change(POLLS.get(poll), "v" + act.who(), contribution);
                case SEAL -> writer.seal();
                case FINISH -> writer.finish();
                case LOSE -> writer.lose(act.what());
                case VOTE -> store.write(POLLS.get(poll), "v" + act.who(), contribution);
                case TAKE_BACK -> store.write(POLLS.get(poll), "v" + act.who(), null);
                case STEP -> run(projectors.get(act.what()).step());
                case PASS -> clock.forward(TallyProjector.POSTED_EVERY);
                case READ -> read(POLLS.get(poll));
                case REBUILD -> run(projectors.get(act.what()).rebuild());
                case GO_ON, CRASH -> {}
            }
        }

        /**
         * A reader between whose two reads others go on sees a count that stood meanwhile. While
         * tallies are made anew they are incomplete.
         */
        private void read(PollId poll) {
            if (depth >= DEEPEST) {
                return;
            }
            depth++;
            TallyBatch batch = store.current(clock.instant()).block();
            int from = store.counted.size() - 1;
            try {
                between();
            } catch (Crash asTold) {
                return;
            } finally {
                depth--;
            }
            Tally seen = store.projected(poll, batch);
            if (!store.wasRebuilt) {
                assertThat(store.counted.subList(from, store.counted.size()))
                        .extracting(counts -> counts.getOrDefault(poll, Tally.EMPTY))
                        .contains(seen);
            }
        }

        void assertRight() {
            for (PollId poll : POLLS) {
                assertThat(store.projected(poll)).isEqualTo(store.recount(poll));
            }
        }

        void finishAll() {
            writer.seal();
            while (writer.finish()) {}
        }

        private void run(Mono<?> work) {
            if (depth >= DEEPEST) {
                return;
            }
            depth++;
            try {
                work.block();
            } catch (Crash asTold) {
                // The next one goes on.
            } finally {
                depth--;
            }
        }

        /** What the script wants to happen before the next write of whoever is running. */
        void between() {
            for (Act act = script.poll(); act != null; act = script.poll()) {
                if (act.kind() == Kind.GO_ON) {
                    return;
                }
                if (act.kind() == Kind.CRASH) {
                    throw new Crash();
                }
                act(act);
            }
        }
    }

    /** An instance with its bundles; the next one is opened when one is sealed. */
    private static final class Writer {
        private final InMemoryProjection store;
        private final List<String> opened = new ArrayList<>();
        private final Deque<String> sealed = new ArrayDeque<>();
        private final Map<String, List<Added>> added = new HashMap<>();
        private final Set<String> closed = new HashSet<>();
        private final Map<String, Added> remembered = new HashMap<>();
        private final Map<String, String> bundleOf = new HashMap<>();

        Writer(InMemoryProjection store) {
            this.store = store;
            open();
        }

        private void open() {
            String id = "w" + opened.size();
            opened.add(id);
            store.open(id, Instant.now()).block();
        }

        /** Also into one that was given up meanwhile, of which it does not know. */
        void putIn(PollId poll, String voter, String contribution) {
            String id = opened.getLast();
            if (store.putIn(id, poll, voter, contribution)) {
                note(id, voter, new Added(poll, contribution, 1));
            } else {
                store.write(poll, voter, contribution);
            }
        }

        private void note(String bundle, String voter, Added vote) {
            added.computeIfAbsent(bundle, _ -> new ArrayList<>()).add(vote);
            remembered.put(vote.poll() + ":" + voter, vote);
            bundleOf.put(vote.poll() + ":" + voter, bundle);
        }

        /** As it remembers the vote, which others may have changed. */
        void change(PollId poll, String voter, String contribution) {
            Added before = remembered.get(poll + ":" + voter);
            String from = bundleOf.get(poll + ":" + voter);
            String into = opened.getLast();
            if (from == null || !closed.contains(from) || !store.isCounted(from)) {
                return;
            }
            if (store.change(from, into, poll, voter, contribution)) {
                note(into, voter, new Added(poll, contribution, 1));
                added.get(into).add(new Added(poll, before.contribution(), -1));
            }
        }

        void seal() {
            sealed.add(opened.getLast());
            open();
        }

        boolean finish() {
            String id = sealed.poll();
            if (id == null) {
                return false;
            }
            if (store.close(id, added.getOrDefault(id, List.of())).block()) {
                closed.add(id);
            } else {
                store.scatter(id).block();
            }
            return true;
        }

        void lose(int which) {
            store.age(opened.get(Math.max(0, opened.size() - 1 - which)));
        }
    }

    private record StoppingBundles(World world) implements BundleStore {
        private <T> Mono<T> after(Supplier<Mono<T>> call) {
            return Mono.defer(
                    () -> {
                        world.between();
                        return call.get();
                    });
        }

        @Override
        public Mono<Void> open(String id, Instant at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Boolean> close(String id, List<Added> added) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<List<Kept>> list() {
            return after(world.store::list);
        }

        @Override
        public Mono<Set<String>> find(Collection<String> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<Boolean> giveUp(String id) {
            return after(() -> world.store.giveUp(id));
        }

        @Override
        public Mono<Void> scatter(String id) {
            return after(() -> world.store.scatter(id));
        }

        @Override
        public Mono<Void> remove(Collection<String> ids) {
            return Flux.fromIterable(ids)
                    .concatMap(id -> after(() -> world.store.remove(List.of(id))))
                    .then();
        }
    }

    /** Asks the script before each call, and between the documents of one call. */
    private record Stopping(World world) implements VoteProjection {
        private <T> Mono<T> after(Supplier<Mono<T>> call) {
            return Mono.defer(
                    () -> {
                        world.between();
                        return call.get();
                    });
        }

        @Override
        public Mono<TallyBatch> current(Instant now) {
            return after(() -> world.store.current(now));
        }

        @Override
        public Mono<List<Dirty>> dirty(int limit) {
            return after(() -> world.store.dirty(limit));
        }

        @Override
        public Mono<Boolean> claim(TallyBatch last, TallyBatch next) {
            return after(() -> world.store.claim(last, next));
        }

        @Override
        public Mono<Void> post(TallyBatch batch) {
            Set<PollId> polls = batch.pending().keySet();
            return Flux.fromIterable(polls)
                    .concatMap(each(poll -> world.store.change(batch, poll)))
                    .then(Mono.defer(() -> after(() -> missing(polls))))
                    .flatMapIterable(missing -> missing)
                    .concatMap(each(poll -> world.store.insert(batch, poll)))
                    .then();
        }

        private Mono<List<PollId>> missing(Collection<PollId> polls) {
            return Mono.fromSupplier(
                    () -> polls.stream().filter(poll -> !world.store.isThere(poll)).toList());
        }

        private Function<PollId, Mono<Void>> each(Consumer<PollId> change) {
            return poll -> after(() -> Mono.fromRunnable(() -> change.accept(poll)));
        }

        @Override
        public Mono<Void> settle(TallyBatch batch) {
            return Flux.fromIterable(batch.moves())
                    .map(move -> onlyOf(move, batch))
                    .concatMap(part -> after(() -> world.store.settle(part)))
                    .then();
        }

        private static TallyBatch onlyOf(TallyBatch.Move move, TallyBatch batch) {
            return new TallyBatch(
                    batch.number(), false, List.of(move), List.of(), 0, Map.of(), false);
        }

        @Override
        public Mono<Void> emptyTallies(long number) {
            return after(() -> world.store.emptyTallies(number));
        }

        @Override
        public Flux<Marked> streamMarked(Instant now) {
            return Flux.defer(
                    () -> {
                        world.between();
                        return world.store.streamMarked(now);
                    });
        }

        @Override
        public Mono<Long> markStrays() {
            return after(world.store::markStrays);
        }

        @Override
        public Mono<DatedTally> find(PollId poll) {
            return world.store.find(poll);
        }
    }
}
