package org.zhumin.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class MongoLeasesIT {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final TestDatabase database = TestDatabase.create("leases");
    private final MongoLeases one = instance();
    private final MongoLeases other = instance();

    private MongoLeases instance() {
        return new MongoLeases(database.database());
    }

    @Test
    void whileOneHoldsItAnotherGetsNothing() {
        Lease held = one.acquire("a", LONG).block();
        assertThat(held.fence()).isEqualTo(1);
        assertThat(other.acquire("a", LONG).blockOptional()).isEmpty();
        assertThat(other.acquire("b", LONG).blockOptional()).isPresent();
        assertThat(one.acquire("a", LONG).block()).isEqualTo(held);
        assertThat(one.renew(held, LONG).block()).isTrue();
    }

    @Test
    void takingOverRaisesTheFence() {
        Lease first = one.acquire("a", SHORT).block();
        Lease second =
                Awaitility.await()
                        .until(() -> other.acquire("a", LONG).blockOptional(), Optional::isPresent)
                        .orElseThrow();
        assertThat(second.fence()).isEqualTo(first.fence() + 1);
        assertThat(one.renew(first, LONG).block()).isFalse();
        one.release(first).block();
        assertThat(one.acquire("a", LONG).blockOptional()).isEmpty();
    }

    @Test
    void whoeverSleptTooLongGetsANewFence() {
        Lease first = one.acquire("a", SHORT).block();
        Awaitility.await().until(() -> hasEnded("a"));
        assertThat(one.renew(first, LONG).block()).isFalse();
        assertThat(one.acquire("a", LONG).block().fence()).isEqualTo(2);
    }

    /** By the clock of the database, as the lease itself. */
    private boolean hasEnded(String name) {
        var ended = new Document("$expr", new Document("$lte", List.of("$until", "$$NOW")));
        return Mono.from(
                                database.database()
                                        .getCollection("leases")
                                        .countDocuments(ended.append("_id", name)))
                        .block()
                == 1;
    }

    @Test
    void aReleasedOneIsFreeAtOnce() {
        one.release(one.acquire("a", LONG).block()).block();
        assertThat(other.acquire("a", LONG).block().fence()).isEqualTo(2);
    }

    @Test
    void ofManyAtOnceOneGetsIt() {
        List<MongoLeases> all = Stream.generate(this::instance).limit(16).toList();
        assertThat(
                        Flux.fromIterable(all)
                                .flatMap(instance -> instance.acquire("a", LONG), 16)
                                .collectList()
                                .block())
                .hasSize(1);
    }

    @Test
    void workThatEndsFailsOrHangsGivesItBack() {
        assertThat(one.whileHeld("a", LONG, lease -> Mono.just("done")).block()).isEqualTo("done");
        assertThat(
                        one.whileHeld("a", LONG, lease -> Mono.error(new IllegalStateException()))
                                .onErrorReturn("failed")
                                .block())
                .isEqualTo("failed");
        assertThat(one.whileHeld("a", SHORT, lease -> Mono.never()).onErrorReturn("late").block())
                .isEqualTo("late");
        assertThat(other.acquire("a", LONG).blockOptional()).isPresent();
        assertThat(one.whileHeld("a", LONG, lease -> Mono.just("done")).blockOptional()).isEmpty();
    }
}
