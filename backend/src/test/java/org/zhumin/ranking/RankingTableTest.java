package org.zhumin.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.area.AreaLevel;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.ranking.RankingFormula.Penalties;
import org.zhumin.ranking.RankingFormula.Unranked;
import org.zhumin.ranking.RankingFormula.Weights;
import org.zhumin.ranking.RankingRow.Ranked;
import org.zhumin.request.RequestOutcome;
import org.zhumin.request.RequestOutcome.Ending;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

class RankingTableTest {
    private static final AreaCode CITY = new AreaCode("520100");

    static RankingFormula formula(long minN, Penalties penalties) {
        return new RankingFormula(
                "1",
                new Weights(new BigDecimal(30), new BigDecimal(35), new BigDecimal(35)),
                penalties,
                minN,
                List.of("DUPLICATE"),
                null);
    }

    private static RankingTable table(long minN, List<RequestOutcome> orders, Ranked... expected) {
        var sheet = new TallySheet();
        orders.forEach(order -> sheet.add(Contribution.of(order)));
        String key = Tally.keyOf(Outcomes.PERIOD, CITY, null);
        Tally tally =
                sheet.tallies().stream()
                        .filter(one -> one.key().equals(key))
                        .findFirst()
                        .orElse(Tabulation.empty(key));
        return RankingTable.of(tally, formula(minN, Penalties.NONE), List.of(expected));
    }

    /**
     * What one order of each ending adds: response base, solution and satisfaction hits and bases.
     */
    @ParameterizedTest
    @CsvSource({
        "SOLVED, 4, 1, 1, 1, 1, 1, 1",
        "SOLVED, 3, 1, 1, 1, 1, 0, 1",
        "SOLVED, 0, 0, 1, 1, 1, 0, 0",
        "PARTLY, 5, 1, 1, 0, 1, 1, 1",
        "UNSOLVED, 1, 1, 1, 0, 1, 0, 1",
        "UNANSWERED, 0, 0, 1, 0, 1, 0, 0",
        "UNCONFIRMED, 5, 1, 1, 0, 0, 0, 0",
        "REJECTED, 5, 1, 0, 0, 0, 0, 0"
    })
    void anOrderCountsByItsEnding(
            Ending ending,
            int sum,
            int raters,
            long n,
            long solved,
            long solutionBase,
            long satisfied,
            long rated) {
        var counts = counts(Contribution.of(Outcomes.with("1", "unit", ending, sum, raters)));
        assertThat(Rate.RESPONSE.base(counts)).isEqualTo(n);
        assertThat(Rate.SOLUTION.hits(counts)).isEqualTo(solved);
        assertThat(Rate.SOLUTION.base(counts)).isEqualTo(solutionBase);
        assertThat(Rate.SATISFACTION.hits(counts)).isEqualTo(satisfied);
        assertThat(Rate.SATISFACTION.base(counts)).isEqualTo(rated);
    }

    private static OrderCounts counts(Contribution contribution) {
        var counts = new EnumMap<Count, Long>(Count.class);
        contribution.counts().forEach(count -> counts.put(count, 1L));
        return new OrderCounts(counts);
    }

    @Test
    void severalRatersAreOneOrderByTheirExactMean() {
        assertThat(Contribution.of(Outcomes.with("1", "u", Ending.SOLVED, 12, 3)).counts())
                .contains(Count.SATISFIED);
        assertThat(Contribution.of(Outcomes.with("1", "u", Ending.SOLVED, 11, 3)).counts())
                .doesNotContain(Count.SATISFIED);
    }

    @Test
    void theScoreIsExactAndRoundedOnce() {
        var counts =
                new OrderCounts(
                        java.util.Map.of(
                                Count.N, 3L,
                                Count.RESPONDED, 1L,
                                Count.SOLVED, 1L,
                                Count.RATED, 3L,
                                Count.SATISFIED, 1L,
                                Count.REOPENED, 1L));
        assertThat(formula(1, Penalties.NONE).score(counts)).isEqualTo("33.3333");
        var penalties = new Penalties(BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal("0.5"));
        assertThat(formula(1, penalties).score(counts)).isEqualTo("33.1667");
    }

    @Test
    void equalScoresShareARankAndTooFewOrSilentHaveNone() {
        var orders = new ArrayList<RequestOutcome>();
        for (int i = 0; i < 4; i++) {
            orders.add(Outcomes.good("a" + i, "second"));
            orders.add(Outcomes.good("b" + i, "first"));
            orders.add(Outcomes.with("c" + i, "third", Ending.PARTLY, 5, 1));
            orders.add(Outcomes.with("d" + i, "silent", Ending.UNCONFIRMED, 0, 0));
        }
        orders.add(Outcomes.good("e", "few"));
        var idle = new Ranked(new OrganizationId("idle"), "没有诉求的单位");
        RankingTable table = table(4, orders, idle, new Ranked(new OrganizationId("few"), "单位few"));
        assertThat(table.rows())
                .extracting(row -> row.organization().id().value() + " " + row.rank())
                .containsExactly("first 1", "second 1", "third 3", "few null", "silent null");
        assertThat(table.rows().get(3).unranked()).isEqualTo(Unranked.BELOW_MINIMUM);
        assertThat(table.rows().get(3).score()).isNull();
        assertThat(table.rows().get(3).response()).isEqualTo("1.0000");
        assertThat(table.rows().get(4).unranked()).isEqualTo(Unranked.NOTHING_TO_RATE);
        assertThat(table.rows().get(4).unconfirmedShare()).isEqualTo("1.0000");
        assertThat(table.withoutOrders()).containsExactly(idle);
    }

    @Test
    void onlyExclusionsThatTheFormulaKnowsAreTakenOut() {
        RankingTable table =
                table(
                        1,
                        List.of(
                                Outcomes.good("1", "unit"),
                                Outcomes.excluded("2", "unit", "DUPLICATE"),
                                Outcomes.excluded("3", "unit", "RAIN")));
        RankingRow row = table.rows().getFirst();
        assertThat(row.n()).isEqualTo(2);
        assertThat(row.excluded()).isEqualTo(1);
        assertThat(row.solution()).isEqualTo("0.5000");
        assertThat(row.counts()).containsEntry("SOLVED", 1L).containsEntry("UNSOLVED", 1L);
    }

    @Test
    void theCountsOfARowAreInOneOrderEverywhere() {
        RankingRow row = table(1, List.of(Outcomes.good("1", "unit"))).rows().getFirst();
        assertThat(row.rank()).isEqualTo(1);
        assertThat(row.counts().keySet())
                .containsExactly("N", "RESPONDED", "SOLVED", "RATED", "SATISFIED");
    }

    @Test
    void anOrderCountsInEveryAreaOfItsPathByLevelAndForAll() {
        var sheet = new TallySheet().add(Contribution.of(Outcomes.good("1", "unit")));
        assertThat(sheet.tallies())
                .extracting(Tally::key)
                .hasSize(8)
                .contains(
                        Tally.keyOf(Outcomes.PERIOD, CITY, AreaLevel.DISTRICT),
                        Tally.keyOf(Outcomes.PERIOD, new AreaCode("520102016003"), null));
    }
}
