package org.zhumin.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import org.zhumin.platform.redis.RateLimiter.Allowance;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Beside one counter that is asked before each call. */
class UsagePropertyTest {
    private static final long MILLI = 1_000_000;
    private static final int LONGEST_WAY_MILLIS = 20;

    /** A call is told after the telling before it has come and gone, and its own has come. */
    private static final long LATEST_TOLD = 3 * LONGEST_WAY_MILLIS * MILLI;

    /** The plain rule. Its clock starts at 0, and nobody else can see it. */
    private static final class Counter {
        private long wholeAt;

        long ahead(long now) {
            return Math.max(wholeAt - now, 0);
        }

        /** As the script does. */
        long add(long nanos, long now) {
            wholeAt = now + ahead(now) + nanos;
            return ahead(now);
        }

        Allowance take(int perMinute, long now) {
            long share = Usage.MINUTE / perMinute;
            long after = ahead(now) + share;
            if (after > Usage.MINUTE) {
                long wait = Math.ceilDiv(after - Usage.MINUTE, MILLI);
                return new Allowance(false, perMinute, 0, wait);
            }
            add(share, now);
            int remaining = (int) ((Usage.MINUTE - after) / share);
            return new Allowance(true, perMinute, remaining, Math.ceilDiv(after, MILLI));
        }
    }

    /** One instance, whose monotonic clock stands somewhere else, and its way to Redis. */
    private static final class Instance {
        private final long skew;
        private final Counter redis;
        private Usage usage;
        private long told;
        private long askedAt;
        private long arrivesAt;
        private long answeredAt;
        private Optional<Long> answer = Optional.empty();
        private boolean asking;
        private long most;

        Instance(long skew, Counter redis) {
            this.skew = skew;
            this.redis = redis;
            usage = Usage.none(skew);
        }

        boolean take(int perMinute, long now) {
            Usage before = usage;
            usage = before.take(perMinute, now + skew);
            most = Math.max(most, told + usage.untold());
            return before.allows(perMinute, now + skew);
        }

        long ahead(long now) {
            return usage.wholeAt() - now - skew;
        }

        void ask(long now, long way) {
            if (!asking && !usage.isTold()) {
                told = usage.untold();
                usage = usage.told();
                askedAt = now;
                arrivesAt = now + way;
                answeredAt = arrivesAt + way;
                asking = true;
            }
        }

        long nextEvent() {
            return answer.isEmpty() ? arrivesAt : answeredAt;
        }

        void event(long way) {
            if (answer.isEmpty()) {
                answer = Optional.of(redis.add(told, arrivesAt));
                return;
            }
            usage = usage.learn(answer.get(), askedAt + skew);
            answer = Optional.empty();
            told = 0;
            asking = false;
            ask(answeredAt, way);
        }
    }

    private static void pass(List<Instance> instances, long until, long way) {
        while (true) {
            Optional<Instance> next =
                    instances.stream()
                            .filter(instance -> instance.asking && instance.nextEvent() <= until)
                            .min(Comparator.comparingLong(Instance::nextEvent));
            if (next.isEmpty()) {
                return;
            }
            next.get().event(way);
        }
    }

    record Call(int instance, int waitMillis, int perMinute, int wayMillis) {}

    @Provide
    Arbitrary<List<Call>> calls() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.frequencyOf(
                                Tuple.of(9, Arbitraries.just(0)),
                                Tuple.of(4, Arbitraries.integers().between(1, 50)),
                                Tuple.of(1, Arbitraries.integers().between(1000, 40_000))),
                        Arbitraries.of(3, 7, 10, 30),
                        Arbitraries.integers().between(0, LONGEST_WAY_MILLIS))
                .as(Call::new)
                .list()
                .ofMaxSize(200);
    }

    @Property
    void oneInstanceAnswersAsOneCounter(
            @ForAll("calls") List<Call> calls, @ForAll long skew, @ForAll boolean changing) {
        var counter = new Counter();
        var redis = new Counter();
        Usage usage = Usage.none(skew);
        long now = 0;
        for (Call call : calls) {
            now += call.waitMillis() * MILLI;
            int perMinute = changing ? call.perMinute() : 10;
            assertThat(usage.answer(perMinute, now + skew)).isEqualTo(counter.take(perMinute, now));
            usage = usage.take(perMinute, now + skew);
            usage = usage.told().learn(redis.add(usage.untold(), now), now + skew);
        }
    }

    @Property
    void severalExceedByWhatEachLetsThroughUnheardAndRefuseNothingThatOneWouldGrant(
            @ForAll("calls") List<Call> calls, @ForAll long skew, @ForAll long other) {
        var redis = new Counter();
        var ideal = new Counter();
        List<Instance> instances =
                LongStream.of(skew, other, 0).mapToObj(it -> new Instance(it, redis)).toList();
        long now = 0;
        for (Call call : calls) {
            now += call.waitMillis() * MILLI;
            long way = call.wayMillis() * MILLI;
            pass(instances, now, way);
            Instance called = instances.get(call.instance());
            if (called.take(10, now)) {
                ideal.add(Usage.MINUTE / 10, now);
                called.ask(now, way);
            }
            long letThrough = instances.stream().mapToLong(instance -> instance.most).sum();
            assertThat(ideal.ahead(now))
                    .isLessThanOrEqualTo(Usage.MINUTE + letThrough + LATEST_TOLD);
            assertThat(called.ahead(now)).isLessThanOrEqualTo(ideal.ahead(now) + LATEST_TOLD);
        }
    }

    @Property
    void whoCallsOneAfterTheOtherGainsOneCallFromEachInstance(@ForAll("calls") List<Call> calls) {
        var redis = new Counter();
        var ideal = new Counter();
        List<Instance> instances =
                Stream.of(0L, 1L, 2L).map(it -> new Instance(it, redis)).toList();
        long now = 0;
        for (Call call : calls) {
            now += (call.waitMillis() + 2 * LONGEST_WAY_MILLIS) * MILLI;
            long way = call.wayMillis() * MILLI;
            pass(instances, now, way);
            Instance called = instances.get(call.instance());
            if (called.take(10, now)) {
                ideal.add(Usage.MINUTE / 10, now);
                called.ask(now, way);
            }
            assertThat(ideal.ahead(now))
                    .isLessThanOrEqualTo(Usage.MINUTE + 3 * Usage.MINUTE / 10 + LATEST_TOLD);
        }
    }
}
