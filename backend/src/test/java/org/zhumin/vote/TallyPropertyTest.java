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
import org.zhumin.vote.TallyBatch.Dirty;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Three projectors on one store. Before each of its calls to the store a projector may be stopped
 * while voters vote and others project, and go on afterwards, or crash; also within a call, between
 * the documents that it changes. However that goes, in the end the tallies are the recount.
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
        VOTE,
        TAKE_BACK,
        STEP,
        REBUILD,
        GO_ON,
        CRASH
    }

    record Act(Kind kind, int who, int what) {}

    @Provide
    Arbitrary<List<Act>> acts() {
        Arbitrary<Kind> kinds =
                Arbitraries.frequency(
                        Tuple.of(6, Kind.VOTE),
                        Tuple.of(2, Kind.TAKE_BACK),
                        Tuple.of(5, Kind.STEP),
                        Tuple.of(1, Kind.REBUILD),
                        Tuple.of(8, Kind.GO_ON),
                        Tuple.of(2, Kind.CRASH));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.integers().between(0, 2))
                .as(Act::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(120);
    }

    @Property(tries = 1500)
    void theTallyIsTheRecountInTheEnd(@ForAll("acts") List<Act> acts) {
        var world = new World(acts);
        while (!world.script.isEmpty()) {
            world.act(world.script.poll());
        }
        world.script.clear();
        TallyProjector last = world.projector();
        for (int i = 0; i < 200 && last.step().block() > 0; i++) {}
        last.step().block();
        for (PollId poll : POLLS) {
            assertThat(world.store.projected(poll)).isEqualTo(world.store.recount(poll));
        }
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class World {
        private static final int DEEPEST = 3;

        final InMemoryProjection store = new InMemoryProjection();
        final Deque<Act> script;
        final List<TallyProjector> projectors;
        int depth;

        World(List<Act> acts) {
            script = new ArrayDeque<>(acts);
            projectors = List.of(projector(), projector(), projector());
        }

        TallyProjector projector() {
            return new TallyProjector(
                    new Stopping(this),
                    null,
                    HOT_READS,
                    new SimpleMeterRegistry(),
                    Clock.systemUTC());
        }

        void act(Act act) {
            int poll = act.who() % POLLS.size();
            switch (act.kind()) {
                case VOTE ->
                        store.write(
                                POLLS.get(poll),
                                "v" + act.who(),
                                CONTRIBUTIONS.get(poll).get(act.what()));
                case TAKE_BACK -> store.write(POLLS.get(poll), "v" + act.who(), null);
                case STEP -> run(projectors.get(act.what()).step());
                case REBUILD -> run(projectors.get(act.what()).rebuild());
                case GO_ON, CRASH -> {}
            }
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
        public Mono<TallyBatch> current() {
            return after(world.store::current);
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
        public Mono<Void> apply(long number, Map<PollId, Tally> deltas, Instant now) {
            return Flux.fromIterable(deltas.entrySet())
                    .concatMap(
                            one ->
                                    after(
                                            () ->
                                                    world.store.apply(
                                                            number,
                                                            Map.of(one.getKey(), one.getValue()),
                                                            now)))
                    .then();
        }

        @Override
        public Mono<Void> settle(TallyBatch batch) {
            return Flux.fromIterable(batch.moves())
                    .map(move -> new TallyBatch(batch.number(), false, List.of(move)))
                    .concatMap(part -> after(() -> world.store.settle(part)))
                    .then();
        }

        @Override
        public Mono<Void> emptyTallies(long number) {
            return after(() -> world.store.emptyTallies(number));
        }

        @Override
        public Flux<Marked> streamMarked() {
            return Flux.defer(
                    () -> {
                        world.between();
                        return world.store.streamMarked();
                    });
        }

        @Override
        public Mono<Long> markStrays() {
            return after(world.store::markStrays);
        }

        @Override
        public Mono<Dated> find(PollId poll) {
            return world.store.find(poll);
        }
    }
}
