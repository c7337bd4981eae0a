package org.zhumin.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.platform.web.FactKey;
import org.zhumin.ranking.RankingFormula.Penalties;
import org.zhumin.ranking.RankingRow.Ranked;
import org.zhumin.request.RequestOutcome;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is stored around a publication, and what a stop between two writes leaves. */
class PublicationIT {
    private static final Instant FROZEN = Instant.parse("2023-04-02T00:00:00Z");
    private static final RankingFormula FORMULA = RankingTableTest.formula(1, Penalties.NONE);

    private final TestDatabase test = TestDatabase.create("ranking");
    private final MongoInputs inputs = test.withIndexes(new MongoInputs(test.database()));
    private final MongoPeriods periods = new MongoPeriods(test.database());
    private final MongoTables tables = new MongoTables(test.database());
    private final MongoFormulas formulas = test.withIndexes(new MongoFormulas(test.database()));

    private static Edition edition(String key) {
        return new Edition(
                1,
                FORMULA,
                key,
                key,
                2,
                "hash",
                FROZEN,
                FROZEN.plusSeconds(60),
                null,
                null,
                Map.of("n1", "DUPLICATE"),
                List.of(
                        Objection.raise(
                                "o1", new OrganizationId("unit"), "n2", "文字", FROZEN, "body")),
                key,
                "body",
                null);
    }

    @Test
    void aPeriodComesBackAsItWasAndOneOfTwoRevisionsWins() {
        assertThat(periods.get("2023-03").block()).isEqualTo(RankingPeriod.open("2023-03"));
        RankingPeriod frozen = RankingPeriod.open("2023-03").freeze(edition("key"));
        periods.save(frozen).block();
        assertThat(periods.get("2023-03").block()).isEqualTo(frozen);
        assertThatThrownBy(() -> periods.save(frozen).block())
                .hasMessage("state.changed-meanwhile");
        var answer = new Objection.Answer("DUPLICATE", "好", FROZEN, "op", "hash");
        RankingPeriod answered = frozen.answer("o1", answer);
        periods.save(answered).block();
        assertThatThrownBy(() -> periods.save(answered).block())
                .hasMessage("state.changed-meanwhile");
        RankingPeriod published = answered.publish("t2", "h2", FROZEN.plusSeconds(61), "publish");
        periods.save(published).block();
        assertThat(periods.get("2023-03").block()).isEqualTo(published);
        assertThat(published.get(1).exclusions())
                .isEqualTo(Map.of("n1", "DUPLICATE", "n2", "DUPLICATE"));
    }

    @Test
    void aFreezeThatDiesLeavesTheMonthOpenAndItsStraysGo() {
        Flux<RequestOutcome> orders =
                Flux.range(0, 1200).map(i -> Outcomes.good("n" + (10_000 + i), "unit"));
        Mono<Void> dying =
                inputs.copy(
                        "dead",
                        "2023-03",
                        orders.concatWith(Mono.error(new IllegalStateException("stopped"))));
        assertThatThrownBy(dying::block).hasMessage("stopped");
        assertThat(inputs.stream("dead").count().block()).isEqualTo(1000);
        assertThat(periods.get("2023-03").block().editions()).isEmpty();

        inputs.copy("alive", "2023-03", orders).block();
        RankingPeriod frozen = RankingPeriod.open("2023-03").freeze(edition("alive"));
        periods.save(frozen).block();
        inputs.deleteStrays(frozen).block();
        assertThat(inputs.stream("dead").count().block()).isZero();
        List<RequestOutcome> kept = inputs.stream("alive").collectList().block();
        assertThat(kept).hasSize(1200).isEqualTo(orders.collectList().block());
        assertThat(inputs.find("alive", "n10007").block()).isEqualTo(kept.get(7));
        assertThat(inputs.find("alive", "n1").blockOptional()).isEmpty();
    }

    @Test
    void aRankingComesBackAsItWasComputed() {
        var sheet = new Tabulation(FORMULA, Map.of());
        sheet.add(Outcomes.good("n1", "unit"));
        sheet.add(Outcomes.excluded("n2", "other", "DUPLICATE"));
        var idle =
                new Roster.Member(
                        new Ranked(new OrganizationId("idle"), "闲"),
                        org.zhumin.area.AreaLevel.DISTRICT,
                        List.of(new org.zhumin.kernel.AreaCode("520100")));
        List<RankingTable> computed = sheet.tables("2023-03", new Roster(List.of(idle)));
        tables.insert("key", computed).block();
        for (RankingTable table : computed) {
            assertThat(tables.find("key", table.key()).block()).isEqualTo(table);
        }
        assertThat(tables.find("key", "nothing").blockOptional()).isEmpty();
    }

    @Test
    void theFormulaThatBeganLastIsInForce() {
        for (String from : List.of("2023-02", "2023-05")) {
            formulas.insert(
                            new RankingFormula(
                                    "f" + from,
                                    FORMULA.weights(),
                                    FORMULA.penalties(),
                                    3,
                                    List.of(),
                                    from),
                            new FactKey(Ids.random(), "hash"))
                    .block();
        }
        assertThat(formulas.findInForce("2023-01").blockOptional()).isEmpty();
        assertThat(formulas.findInForce("2023-02").block().version()).isEqualTo("f2023-02");
        assertThat(formulas.findInForce("2023-04").block().version()).isEqualTo("f2023-02");
        assertThat(formulas.findInForce("2024-01").block().version()).isEqualTo("f2023-05");
        assertThat(formulas.list(1, null).block().items()).hasSize(1);
    }

    @Test
    void ofManyObjectionsAtOnceOneIsStoredAndTheOthersAreTold() {
        RankingPeriod frozen = RankingPeriod.open("2023-03").freeze(edition("key"));
        periods.save(frozen).block();
        var outcomes = new ArrayList<String>();
        Flux.range(0, 8)
                .flatMap(
                        i ->
                                periods.save(
                                                frozen.object(
                                                        Objection.raise(
                                                                "x" + i,
                                                                new OrganizationId("unit"),
                                                                "m" + i,
                                                                "文字",
                                                                FROZEN,
                                                                "body")))
                                        .map(_ -> "saved")
                                        .onErrorResume(e -> Mono.just(e.getMessage())),
                        8)
                .doOnNext(outcomes::add)
                .blockLast();
        assertThat(outcomes).filteredOn("saved"::equals).hasSize(1);
        assertThat(periods.get("2023-03").block().get(1).objections()).hasSize(2);
    }

    @Test
    void textsAreQuotedAndNoSpreadsheetRunsThem() {
        RequestOutcome order = Outcomes.good("n1", "unit");
        RequestOutcome named =
                new RequestOutcome(
                        order.revision(),
                        true,
                        order.number(),
                        org.zhumin.request.RequestKind.REPORT,
                        "secret-matter",
                        order.areaPath(),
                        order.organizationId(),
                        "=cmd|' /C\",\r\n",
                        order.organizationLevel(),
                        order.submittedAt(),
                        order.decidedAt(),
                        order.period(),
                        true,
                        true,
                        order.ending(),
                        false,
                        5,
                        1,
                        0,
                        null);
        assertThat(Csv.line(named, null, FORMULA))
                .contains("\"'=cmd|' /C\"\",\r\n\"")
                .doesNotContain("secret-matter")
                .contains("2023-03-10T12:00:00.123+08:00")
                .endsWith(",true\r\n");
    }
}
