package org.zhumin.platform.owed;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;

import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhumin.platform.Detached;
import org.zhumin.platform.owed.OwingInstance.Counting;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class OwedEffectsIT {
    private static final Instant AT = Instant.parse("2026-11-24T01:00:00Z");
    private static final Instant LATER = AT.plusSeconds(31);

    private final TestDatabase test = TestDatabase.create("owed");
    private final Counting counting = new Counting();
    private final OwingInstance instance = new OwingInstance(test.database(), counting, AT);

    @BeforeEach
    void indexes() {
        instance.debts.run().block();
    }

    private static Owed debt(String id) {
        return Owed.of(id, Counting.KIND, Map.of("who", "x"), AT);
    }

    private Document stored(String id) {
        return instance.find(id);
    }

    private Owed owedOf(String id) {
        return instance.owedOf(id).getFirst();
    }

    @Test
    void performingRemovesTheDebtAndLeavesTheVersion() {
        instance.insert("d", debt("a"), debt("b"));
        instance.perform("d", debt("a"), debt("b"));
        assertThat(counting.done()).containsExactly("d:a", "d:b");
        assertThat(stored("d").getList("owed", Document.class)).isEmpty();
        assertThat(stored("d").getLong("version")).isEqualTo(7);
    }

    @Test
    void startingDoesNotWaitAndOutlivesItsCaller() {
        counting.delay = Duration.ofMillis(200);
        instance.insert("d", debt("a"));
        instance.effects.start(instance, "d", List.of(debt("a"))).block();
        assertThat(counting.done()).isEmpty();
        Awaitility.await().until(() -> instance.owedOf("d").isEmpty());
        assertThat(counting.done()).containsExactly("d:a");
    }

    @Test
    void aFailureLeavesTheDebtWithAPause() {
        counting.failures.set(2);
        instance.insert("d", debt("a"));
        instance.perform("d", debt("a"));
        assertThat(owedOf("d").attempts()).isEqualTo(1);
        assertThat(owedOf("d").notBefore()).isEqualTo(AT.plusSeconds(10));
        instance.sweepAt(AT.plusSeconds(9));
        assertThat(owedOf("d").attempts()).isEqualTo(1);
        instance.sweepAt(AT.plusSeconds(10));
        assertThat(owedOf("d").attempts()).isEqualTo(2);
        assertThat(owedOf("d").notBefore()).isEqualTo(AT.plusSeconds(30));
        instance.sweepAt(AT.plusSeconds(30));
        assertThat(instance.owedOf("d")).isEmpty();
        assertThat(counting.done()).containsExactly("d:a");
    }

    @Test
    void aDebtWithoutHandlerWaitsAndIsNoFailure() {
        instance.insert("d", Owed.of("a", "unheard", Map.of(), AT));
        instance.sweepAt(LATER);
        assertThat(owedOf("d").attempts()).isZero();
        assertThat(owedOf("d").notBefore()).isEqualTo(LATER.plusSeconds(3600));
    }

    @Test
    void aDebtForLaterWaitsForItsTime() {
        instance.insert("d", debt("a").later(AT.plusSeconds(600)), debt("b"));
        instance.sweepAt(LATER);
        assertThat(counting.done()).containsExactly("d:b");
        instance.sweepAt(AT.plusSeconds(600));
        assertThat(counting.done()).containsExactly("d:b", "d:a");
    }

    @Test
    void manyArePerformedPortionByPortion() {
        counting.portions = 3;
        instance.insert("d", debt("a"));
        instance.perform("d", debt("a"));
        assertThat(counting.done()).containsExactly("d:a", "d:a@1", "d:a@2");
        assertThat(instance.owedOf("d")).isEmpty();
    }

    @Test
    void whatFailsInTheMiddleGoesOnThere() {
        counting.portions = 3;
        counting.failAt = "1";
        instance.insert("d", debt("a"));
        instance.perform("d", debt("a"));
        assertThat(owedOf("d").cursor()).isEqualTo("1");
        counting.failAt = null;
        instance.sweepAt(LATER);
        assertThat(counting.done()).containsExactly("d:a", "d:a@1", "d:a@2");
        assertThat(instance.owedOf("d")).isEmpty();
    }

    /** Two that sweep at once, as when a lease has been lost, take each debt once. */
    @Test
    void twoSweepersAtOncePerformEachDebtOnce() {
        var other = new OwingInstance(test.database(), counting, LATER);
        instance.clock.set(LATER);
        for (int i = 0; i < 100; i++) {
            instance.insert("d" + i, debt("a"), debt("b"));
        }
        counting.delay = Duration.ofMillis(5);
        Flux.merge(
                        instance.sweeper.sweep(instance),
                        other.sweeper.sweep(instance),
                        instance.sweeper.sweep(instance))
                .blockLast();
        assertThat(counting.done()).hasSize(200).doesNotHaveDuplicates();
        assertThat(instance.debts.findDue(instance, LATER.plusSeconds(9999), 500).count().block())
                .isZero();
    }

    @Test
    void whileOneSweepsTheOtherLeavesItAlone() {
        var other = new OwingInstance(test.database(), counting, LATER);
        instance.insert("d", debt("a"));
        other.leases.acquire("owed-effects", Duration.ofMinutes(1)).block();
        instance.clock.set(LATER);
        instance.sweeper.sweep().block();
        assertThat(counting.done()).isEmpty();
        other.sweeper.sweep().block();
        assertThat(counting.done()).containsExactly("d:a");
    }

    /** The process dies between the save and the effect, or within the effect. */
    @Test
    void whatADeadInstanceLeftIsPerformedByAnother() {
        counting.delay = Duration.ofHours(1);
        instance.insert("d", debt("a"));
        var dying = instance.effects.perform(instance, "d", List.of(debt("a"))).subscribe();
        Awaitility.await().until(() -> counting.calls.get() == 1);
        dying.dispose();
        counting.delay = Duration.ZERO;
        var survivor = new OwingInstance(test.database(), counting, AT);
        survivor.sweeper.sweep().block();
        assertThat(counting.done()).isEmpty();
        survivor.sweepAt(LATER);
        assertThat(counting.done()).containsExactly("d:a");
        assertThat(instance.owedOf("d")).isEmpty();
    }

    @Test
    void aCallerWhoLeavesDoesNotStopADetachedUseCase() {
        counting.delay = Duration.ofMillis(100);
        instance.insert("d", debt("a"));
        Detached.run(instance.effects.perform(instance, "d", List.of(debt("a"))))
                .subscribe()
                .dispose();
        Awaitility.await().until(() -> instance.owedOf("d").isEmpty());
    }

    @Test
    void savingKeepsTheDebtsAndAddsNewOnes() {
        instance.insert("d", debt("a"));
        var next = new Document("_id", "d").append("version", 8L).append("owed", List.of());
        instance.replace(next, debt("b"));
        assertThat(instance.owedOf("d")).extracting(Owed::id).containsExactly("a", "b");
        assertThat(instance.owedOf("d")).containsExactly(debt("a"), debt("b"));
        assertThat(stored("d").getLong("version")).isEqualTo(8);
        instance.perform("d", debt("a"), debt("b"));
        instance.replace(new Document("_id", "d").append("version", 9L));
        assertThat(stored("d")).doesNotContainKey("owed");
        instance.replace(new Document("_id", "d").append("version", 10L), debt("c"));
        Mono.from(
                        instance.documents()
                                .updateOne(
                                        Filters.eq("_id", "d"),
                                        Updates.combine(
                                                MongoOwed.owe(List.of(debt("e"))),
                                                Updates.inc("version", 1L))))
                .block();
        assertThat(instance.owedOf("d")).extracting(Owed::id).containsExactly("c", "e");
    }

    @Test
    void dueDebtsAreFoundByTheIndex() {
        for (int i = 0; i < 50; i++) {
            instance.insert("free" + i);
        }
        instance.insert("d", debt("a"));
        Document plan =
                Mono.from(instance.documents().find(Filters.lte("owed.notBefore", LATER)).explain())
                        .block();
        assertThat(plan.toJson()).contains("owed_due").doesNotContain("COLLSCAN");
        assertThat(plan.get("executionStats", Document.class).getInteger("totalKeysExamined"))
                .isEqualTo(1);
    }

    @Test
    void theSummaryTellsWhatIsDueAndWhatFailed() {
        var later = debt("later").later(AT.plusSeconds(3600));
        var failed = Owed.of("failed", "test.other", Map.of(), AT.plusSeconds(5)).failed(AT);
        instance.insert("free");
        instance.insert("d", debt("a"), later);
        instance.insert("e", failed);
        assertThat(instance.effects.summaries(LATER).collectList().block())
                .containsExactlyInAnyOrder(
                        new OwedSummary(instance.collection(), Counting.KIND, 2, 0, AT),
                        new OwedSummary(
                                instance.collection(), "test.other", 1, 1, AT.plusSeconds(5)));
        assertThat(instance.debts.summaries(instance, AT, 100).collectList().block())
                .contains(new OwedSummary(instance.collection(), Counting.KIND, 2, 0, null));
    }
}
