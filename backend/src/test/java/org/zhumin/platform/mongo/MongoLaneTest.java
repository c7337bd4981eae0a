package org.zhumin.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.zhumin.platform.Detached;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class MongoLaneTest {
    private static final int LARGEST = 8;
    private static final int CROWD = 4;

    private final List<Group> sent = new ArrayList<>();

    /** A group that is under way until it is told to arrive. */
    private record Group(List<MongoLane.Waiting<Integer, Integer>> what, Sinks.Empty<Void> way) {
        List<Integer> numbers() {
            return what.stream().map(MongoLane.Waiting::what).toList();
        }

        void arrive() {
            what.forEach(one -> one.succeed(one.what()));
            way.tryEmitEmpty().orThrow();
        }
    }

    private MongoLane<Integer, Integer> lane(int crowd) {
        return new MongoLane<>(
                LARGEST, crowd, Duration.ZERO, Schedulers.immediate(), () -> 0, this::send);
    }

    private Mono<Void> send(List<MongoLane.Waiting<Integer, Integer>> some) {
        var group = new Group(some, Sinks.empty());
        sent.add(group);
        return group.way().asMono();
    }

    private static void send(MongoLane<Integer, Integer> lane, int from, int to) {
        for (int number = from; number <= to; number++) {
            Detached.start(lane.send(number).then());
        }
    }

    private List<List<Integer>> sentNumbers() {
        return sent.stream().map(Group::numbers).toList();
    }

    @Test
    void aFewWaitForTheGroupThatIsUnderWay() {
        MongoLane<Integer, Integer> lane = lane(CROWD);
        send(lane, 1, 4);
        assertThat(sentNumbers()).containsExactly(List.of(1));
        sent.getFirst().arrive();
        assertThat(sentNumbers()).containsExactly(List.of(1), List.of(2, 3, 4));
    }

    @Test
    void aCrowdLeavesBesideIt() {
        MongoLane<Integer, Integer> lane = lane(CROWD);
        send(lane, 1, 5);
        assertThat(sentNumbers()).containsExactly(List.of(1), List.of(2, 3, 4, 5));
    }

    @Test
    void thereIsNoThird() {
        MongoLane<Integer, Integer> lane = lane(CROWD);
        send(lane, 1, 25);
        assertThat(sentNumbers()).containsExactly(List.of(1), List.of(2, 3, 4, 5));
    }

    @Test
    void afterTheCrowdAFewWaitForTheOtherGroup() {
        MongoLane<Integer, Integer> lane = lane(CROWD);
        send(lane, 1, 7);
        sent.get(1).arrive();
        assertThat(sent).hasSize(2);
        sent.get(0).arrive();
        assertThat(sentNumbers().getLast()).containsExactly(6, 7);
    }

    @Test
    void whereThereIsNeverACrowdOneLeavesAtATime() {
        MongoLane<Integer, Integer> lane = lane(MongoLane.NEVER);
        send(lane, 1, 25);
        assertThat(sent).hasSize(1);
        sent.getFirst().arrive();
        assertThat(sentNumbers()).containsExactly(List.of(1), List.of(2, 3, 4, 5, 6, 7, 8, 9));
    }

    @Test
    void nothingIsLeftBehindAndNeverAreThreeUnderWay() {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        var busy =
                new MongoLane<Integer, Integer>(
                        LARGEST,
                        CROWD,
                        Duration.ofNanos(1),
                        Schedulers.parallel(),
                        System::nanoTime,
                        some ->
                                Mono.fromRunnable(
                                                () ->
                                                        most.accumulateAndGet(
                                                                underWay.incrementAndGet(),
                                                                Math::max))
                                        .then(Mono.delay(Duration.ofNanos(1)))
                                        .then(
                                                Mono.fromRunnable(
                                                        () -> {
                                                            underWay.decrementAndGet();
                                                            some.forEach(
                                                                    one -> one.succeed(one.what()));
                                                        })));
        List<Integer> back =
                Flux.range(0, 20_000)
                        .flatMap(number -> busy.send(number).subscribeOn(Schedulers.parallel()), 64)
                        .collectList()
                        .block(Duration.ofSeconds(60));
        assertThat(back).hasSize(20_000).doesNotHaveDuplicates();
        assertThat(most.get()).isEqualTo(2);
    }
}
