package org.zhumin.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhumin.area.AreaLevel;
import org.zhumin.kernel.AreaCode;
import org.zhumin.ranking.Audited.Result;
import org.zhumin.request.RequestOutcome.Ending;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;

class RankingProjectorIT {
    private static final List<String> MONTHS = List.of("2023-01", "2023-02", "2023-03");
    private static final Clock CLOCK = Clock.systemUTC();

    private final TestDatabase test = TestDatabase.create("ranking");
    private final MongoTallies tallies = new MongoTallies(test.database());
    private final MongoProjection store =
            test.withIndexes(new MongoProjection(test.database(), tallies));
    private final TestRequests requests = new TestRequests(test.database());
    private final RankingProjector projector = projector(store);
    private final RankingAudit audit =
            new RankingAudit(
                    store,
                    new MongoFacts(test.database()),
                    tallies,
                    new SimpleMeterRegistry(),
                    CLOCK);

    private static RankingProjector projector(Projection store) {
        return new RankingProjector(store, new SimpleMeterRegistry(), CLOCK);
    }

    private void assertEqualToRecount() {
        for (String month : MONTHS) {
            Audited audited = audit.audit(month).block();
            assertThat(audited.result()).as("%s", audited).isEqualTo(Result.EQUAL);
            assertThat(audited.waiting()).isZero();
        }
    }

    private OrderCounts countsOf(String organization) {
        Tally.Row row =
                tallies.find(
                                Tally.keyOf(
                                        Outcomes.PERIOD,
                                        new AreaCode("520100"),
                                        AreaLevel.DISTRICT))
                        .block()
                        .tally()
                        .rows()
                        .get(organization);
        return row.buckets().getOrDefault(Contribution.COUNTED, OrderCounts.NONE);
    }

    @Test
    void anOrderIsCountedOnceAndFollowsItsChanges() {
        requests.write(Outcomes.good("1", "unit")).block();
        projector.run().block();
        projector.run().block();
        assertThat(countsOf("unit").get(Count.SOLVED)).isEqualTo(1);
        assertThat(requests.find("1").getEmbedded(List.of("outcome", "dirty"), true)).isFalse();

        requests.write(Outcomes.with("1", "unit", Ending.PARTLY, 2, 1)).block();
        projector.run().block();
        assertThat(countsOf("unit").get(Count.SOLVED)).isZero();
        assertThat(countsOf("unit").get(Count.PARTLY)).isEqualTo(1);

        requests.write(Outcomes.good("1", "unit").takenBack(3)).block();
        projector.run().block();
        assertThat(countsOf("unit").isZero()).isTrue();
        assertEqualToRecount();
    }

    @Test
    void readersTakeTheRowsAsOneValueAndTheRowsThemselvesWhereThereIsNone() {
        requests.write(Outcomes.good("1", "unit")).block();
        projector.run().block();
        String key = Tally.keyOf(Outcomes.PERIOD, new AreaCode("520100"), AreaLevel.DISTRICT);
        var rows = test.database().getCollection("ranking_tallies");
        var more = Updates.inc("rows.unit.buckets.counted.SOLVED", 1);
        Mono.from(rows.updateOne(Filters.eq("_id", key), more)).block();
        assertThat(countsOf("unit").get(Count.SOLVED)).as("packed").isEqualTo(1);
        var packed = test.database().getCollection("ranking_packed");
        Mono.from(packed.deleteOne(Filters.eq("_id", key))).block();
        assertThat(countsOf("unit").get(Count.SOLVED)).as("rows").isEqualTo(2);
    }

    @Test
    void anOldBatchNeverPacksOverANewerOne() {
        requests.write(Outcomes.good("1", "unit")).block();
        projector.run().block();
        requests.write(Outcomes.good("2", "unit")).block();
        projector.run().block();
        store.apply(1, CLOCK.instant(), List.of()).block();
        assertThat(countsOf("unit").get(Count.SOLVED)).isEqualTo(2);
        assertThat(projector.rebuild().block()).isTrue();
        assertThat(countsOf("unit").get(Count.SOLVED)).isEqualTo(2);
    }

    @Test
    void aChangeBetweenClaimAndSettlingStaysDirty() {
        requests.write(Outcomes.good("1", "unit")).block();
        var last = store.current().block();
        var batch = last.next(store.dirty(10).block(), CLOCK.instant());
        assertThat(store.claim(last, batch).block()).isTrue();
        requests.write(Outcomes.good("1", "unit").takenBack(2)).block();
        projector.run().block();
        assertThat(countsOf("unit").isZero()).isTrue();
        assertEqualToRecount();
    }

    @Test
    void aProjectorThatWakesUpLateChangesNothing() {
        requests.write(Outcomes.good("1", "unit")).block();
        var last = store.current().block();
        var late = last.next(store.dirty(10).block(), CLOCK.instant());
        projector.run().block();
        assertThat(store.claim(last, late).block()).isFalse();
        requests.write(Outcomes.good("1", "unit").takenBack(2)).block();
        projector.run().block();
        store.apply(late.number(), late.at(), late.deltas()).block();
        store.settle(late).block();
        store.finish(late.number()).block();
        assertThat(countsOf("unit").isZero()).isTrue();
        projector.rebuild().block();
        store.apply(late.number(), late.at(), late.deltas()).block();
        assertEqualToRecount();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whereverItStopsTheNextOneGoesOn(long seed) {
        var random = new Random(seed);
        for (int calls = 0; calls < 14; calls++) {
            for (int i = 0; i < 5; i++) {
                requests.write(Outcomes.random(random, "n" + random.nextInt(12), calls * 10L + i))
                        .block();
            }
            var stopping = projector(new StoppingProjection(store, calls));
            Mono<?> run = calls % 2 == 0 ? stopping.run() : stopping.rebuild();
            run.onErrorResume(IllegalStateException.class, _ -> Mono.empty()).block();
            projector.run().block();
            assertEqualToRecount();
        }
    }

    @Test
    void severalProjectorsAndWritersAtOnceCountEachChangeOnce() {
        int writers = 8;
        Mono<Void> writing =
                Flux.range(0, writers)
                        .flatMap(
                                writer ->
                                        write(new Random(writer), "w" + writer)
                                                .subscribeOn(Schedulers.boundedElastic()),
                                writers)
                        .then();
        Flux<Void> projecting =
                Flux.range(0, 4)
                        .flatMap(
                                _ ->
                                        projector(store)
                                                .run()
                                                .repeat(40)
                                                .subscribeOn(Schedulers.boundedElastic()),
                                4);
        Mono.when(writing, projecting).block(Duration.ofSeconds(90));
        projector.run().block();
        assertEqualToRecount();
        long counted =
                MONTHS.stream().mapToLong(month -> audit.audit(month).block().orders()).sum();
        assertThat(counted).isPositive();
    }

    private Mono<Void> write(Random random, String writer) {
        return Flux.range(1, 120)
                .concatMap(
                        revision ->
                                requests.write(
                                        Outcomes.random(
                                                random,
                                                writer + "x" + random.nextInt(15),
                                                revision)))
                .then();
    }

    @Test
    void aRebuildWhileOthersProjectIsRightToo() {
        write(new Random(5), "r").block();
        Mono<Void> writing = write(new Random(6), "r");
        Flux<Boolean> rebuilding = projector(store).rebuild().repeat(10);
        Flux<Void> projecting = projector.run().repeat(30);
        Mono.when(
                        writing,
                        rebuilding.subscribeOn(Schedulers.boundedElastic()),
                        projecting.subscribeOn(Schedulers.boundedElastic()))
                .block(Duration.ofSeconds(60));
        projector.run().block();
        assertEqualToRecount();
    }

    @Test
    void theAuditFindsAWrongTallyAndARebuildMendsIt() {
        requests.write(Outcomes.good("1", "unit")).block();
        requests.write(Outcomes.good("2", "unit")).block();
        projector.run().block();
        var collection = test.database().getCollection("ranking_tallies");
        String key = Tally.keyOf(Outcomes.PERIOD, new AreaCode("520102"), null);
        Mono.from(
                        collection.updateOne(
                                Filters.eq("_id", key),
                                Updates.inc("rows.unit.buckets.counted.SOLVED", 1)))
                .block();
        Audited audited = audit.audit(Outcomes.PERIOD).block();
        assertThat(audited.result()).isEqualTo(Result.DIFFERS);
        assertThat(audited.differing()).containsExactly(key);
        assertThat(projector.rebuild().block()).isTrue();
        assertEqualToRecount();
    }

    @Test
    void aRebuildFindsOrdersWhoseMarkWasLost() {
        requests.write(Outcomes.good("1", "unit")).block();
        requests.write(Outcomes.good("2", "unit")).block();
        projector.run().block();
        requests.loseMark("1");
        projector.rebuild().block();
        projector.run().block();
        assertThat(countsOf("unit").get(Count.SOLVED)).isEqualTo(2);
        assertEqualToRecount();
    }

    @Test
    void aNameMayLookLikeAFieldOfTheDatabase() {
        requests.write(Outcomes.good("1", "unit")).block();
        Mono.from(
                        test.database()
                                .getCollection("requests")
                                .updateOne(
                                        Filters.eq("_id", "1"),
                                        Updates.set("outcome.organizationName", "$version")))
                .block();
        projector.run().block();
        assertThat(
                        requests.find("1")
                                .getEmbedded(
                                        List.of("projected", "counted", "organizationName"), ""))
                .isEqualTo("$version");
    }

    @Test
    void dirtyOrdersAndMonthsAreFoundByIndex() {
        requests.write(Outcomes.good("1", "unit")).block();
        assertThat(plan(Filters.eq("outcome.dirty", true))).contains("ranking_dirty");
        assertThat(plan(Filters.eq("outcome.period", "2023-03"))).contains("ranking_period");
        assertThat(
                        plan(
                                Filters.or(
                                        Filters.eq("outcome.period", "2023-03"),
                                        Filters.eq("projected.counted.period", "2023-03"))))
                .contains("ranking_period", "ranking_counted")
                .doesNotContain("COLLSCAN");
    }

    private String plan(org.bson.conversions.Bson filter) {
        Document plan =
                Mono.from(test.database().getCollection("requests").find(filter).explain()).block();
        return plan.get("queryPlanner", Document.class).get("winningPlan").toString();
    }
}
