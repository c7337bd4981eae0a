package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhumin.vote.CountOutcome.Decided;
import org.zhumin.vote.CountOutcome.OpenTie;
import org.zhumin.vote.CountOutcome.PaidByShares;
import org.zhumin.vote.CountOutcome.Phase;
import org.zhumin.vote.CountOutcome.TakenByVotes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

class CountingRuleTest {
    /** A tiny round. */
    record Round(long budget, Map<String, Long> costs, List<Set<String>> ballots) {
        BallotBox box() {
            return BallotBox.of(budget, candidates(), ballots);
        }

        List<Candidate> candidates() {
            var candidates = new ArrayList<Candidate>();
            costs.forEach((id, cost) -> candidates.add(new Candidate(id, cost)));
            return candidates;
        }
    }

    @Provide
    Arbitrary<Round> rounds() {
        List<String> ids = List.of("a", "b", "c", "d", "e", "f");
        Arbitrary<Map<String, Long>> costs =
                Arbitraries.longs()
                        .between(1, 40)
                        .list()
                        .ofSize(ids.size())
                        .map(
                                list -> {
                                    var map = new TreeMap<String, Long>();
                                    for (int i = 0; i < ids.size(); i++) {
                                        map.put(ids.get(i), list.get(i));
                                    }
                                    return map;
                                });
        Arbitrary<List<Set<String>>> ballots =
                Arbitraries.of(ids).set().ofMaxSize(5).list().ofMinSize(1).ofMaxSize(9);
        return Combinators.combine(Arbitraries.longs().between(1, 100), costs, ballots)
                .as(Round::new);
    }

    private static CountOutcome count(CountingRule rule, Round round) {
        return rule.count(round.box(), TieBreak.BY_RULE);
    }

    private static Decided decided(CountOutcome outcome) {
        assertThat(outcome).isInstanceOf(Decided.class);
        return (Decided) outcome;
    }

    @Test
    void reproducesTheElectionOfWieliczka() {
        PabulibFile file = Wieliczka.file();
        Decided outcome =
                decided(CountingRule.EQUAL_SHARES.count(file.ballotBox(), TieBreak.BY_RULE));
        assertThat(outcome.fundedIds()).hasSize(30).isEqualTo(file.selected());
        assertThat(outcome.costYuan()).isEqualTo(995_079);
        assertThat(outcome.share())
                .isEqualTo(new CountOutcome.Share(Fraction.of(1_000_000 + 164 * 6586, 6586), 164));
        assertThat(outcome.funded().getFirst())
                .isEqualTo(
                        new CountOutcome.Funded(
                                "24",
                                5000,
                                720,
                                new PaidByShares(
                                        720, 720, Fraction.of(5000, 720), Fraction.of(720))));
    }

    @Test
    void everyExplanationOfWieliczkaAddsUp() {
        BallotBox box = Wieliczka.file().ballotBox();
        Decided outcome = decided(CountingRule.EQUAL_SHARES.count(box, TieBreak.BY_RULE));
        assertThat(outcome.funded())
                .allSatisfy(
                        funded -> {
                            var paid = (PaidByShares) funded.explanation();
                            assertThat(paid.payers()).isBetween(1, funded.votes());
                            assertThat(paid.payersInFull()).isBetween(1, paid.payers());
                            assertThat(paid.mostYuan().times(paid.payers()))
                                    .isGreaterThanOrEqualTo(Fraction.of(funded.costYuan()));
                            assertThat(paid.mostYuan().times(paid.payersInFull()))
                                    .isLessThanOrEqualTo(Fraction.of(funded.costYuan()));
                            assertThat(paid.effectiveVotes())
                                    .isEqualTo(
                                            Fraction.of(funded.costYuan())
                                                    .dividedBy(paid.mostYuan()));
                        });
        assertThat(outcome.notFunded())
                .hasSize(34)
                .allSatisfy(
                        other ->
                                assertThat(other.supportersHaveLeftYuan())
                                        .isLessThan(Fraction.of(other.costYuan())));
    }

    @Test
    void comparesWieliczkaWithGreedy() {
        BallotBox box = Wieliczka.file().ballotBox();
        Decided here = decided(CountingRule.EQUAL_SHARES.count(box, TieBreak.BY_RULE));
        Decided greedy = decided(CountingRule.GREEDY_COST.count(box, TieBreak.BY_RULE));
        var comparison = GreedyComparison.of(box, here, greedy);
        assertThat(comparison.onlyGreedy()).containsExactlyInAnyOrder("8", "16", "21", "87");
        assertThat(comparison.onlyHere()).hasSize(11);
        assertThat(List.of(comparison.betterHere(), comparison.betterGreedy(), comparison.same()))
                .containsExactly(1576, 1050, 3960);
        assertThat(comparison.withoutHere()).isLessThan(comparison.withoutGreedy());
    }

    /** 51 of 100 want one half of the projects, 49 the other, and there is money for ten. */
    private static Round blocs() {
        var costs = new TreeMap<String, Long>();
        var ballots = new ArrayList<Set<String>>();
        var parts = new ArrayList<Set<String>>();
        for (String bloc : List.of("A", "B")) {
            var ids = new TreeSet<String>();
            for (int i = 0; i < 10; i++) {
                // Costs apart by a yuan, so that no tie comes up.
                costs.put(bloc + i, 1000L - i);
                ids.add(bloc + i);
            }
            parts.add(ids);
        }
        for (int voter = 0; voter < 100; voter++) {
            ballots.add(voter < 51 ? parts.getFirst() : parts.getLast());
        }
        return new Round(10_000, costs, ballots);
    }

    @ParameterizedTest
    @CsvSource({"TOP_VOTES,10,0", "GREEDY_COST,10,0", "EQUAL_SHARES,5,5"})
    void theMinorityGetsItsPartOnlyWithEqualShares(CountingRule rule, int majority, int minority) {
        Set<String> funded = decided(count(rule, blocs())).fundedIds();
        assertThat(funded.stream().filter(id -> id.startsWith("A"))).hasSize(majority);
        assertThat(funded.stream().filter(id -> id.startsWith("B"))).hasSize(minority);
    }

    @Test
    void topVotesEndsWhereGreedyGoesOn() {
        var round =
                new Round(
                        100,
                        Map.of("a", 60L, "b", 50L, "c", 40L),
                        List.of(Set.of("a", "b", "c"), Set.of("a", "b"), Set.of("a")));
        assertThat(decided(count(CountingRule.TOP_VOTES, round)).fundedIds()).containsOnly("a");
        assertThat(decided(count(CountingRule.GREEDY_COST, round)).fundedIds())
                .containsOnly("a", "c");
    }

    @ParameterizedTest
    @EnumSource
    void anOpenTieIsSaidLoudlyAndSettledByAPublicOrder(CountingRule rule) {
        var round =
                new Round(
                        10,
                        Map.of("a", 10L, "b", 10L, "c", 1L),
                        List.of(Set.of("a"), Set.of("b"), Set.of("a"), Set.of("b")));
        var phase = rule == CountingRule.EQUAL_SHARES ? Phase.SHARES : Phase.VOTES;
        assertThat(count(rule, round)).isEqualTo(new OpenTie(rule, Set.of("a", "b"), phase));
        var drawn = TieBreak.BY_RULE.drawn(List.of("c", "b", "a"));
        assertThat(decided(rule.count(round.box(), drawn)).fundedIds()).containsOnly("b");
        var incomplete = TieBreak.BY_RULE.drawn(List.of("c", "b"));
        assertThat(rule.count(round.box(), incomplete)).isInstanceOf(OpenTie.class);
    }

    @Test
    void aTieThatChangesNothingIsNone() {
        var round =
                new Round(
                        20,
                        Map.of("a", 10L, "b", 10L),
                        List.of(Set.of("a", "b"), Set.of("a", "b")));
        assertThat(decided(count(CountingRule.TOP_VOTES, round)).fundedIds()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void nobodyVotingFundsNothing(CountingRule rule) {
        var round = new Round(10, Map.of("a", 1L), List.of());
        assertThat(decided(count(rule, round)).fundedIds()).isEmpty();
        assertThat(decided(count(rule, round)).notFunded()).hasSize(1);
    }

    @Test
    void whatTheSharesCannotPayIsTakenByVotesWhileItFits() {
        // Shares of 3 1/3 pay for neither, and one yuan more for both, which is too much.
        var round =
                new Round(
                        10,
                        Map.of("a", 8L, "b", 4L),
                        List.of(Set.of("a"), Set.of("a"), Set.of("b")));
        Decided outcome = decided(count(CountingRule.EQUAL_SHARES, round));
        assertThat(outcome.funded())
                .containsExactly(new CountOutcome.Funded("a", 8, 2, new TakenByVotes()));
        assertThat(outcome.notFunded())
                .containsExactly(new CountOutcome.NotFunded("b", 4, 1, Fraction.of(10, 3)));
        assertThat(outcome.share()).isEqualTo(new CountOutcome.Share(Fraction.of(10, 3), 0));
    }

    @Test
    void refusesABoxThatDoesNotFitTogether() {
        var one = List.of(new Candidate("a", 1));
        assertThatThrownBy(() -> BallotBox.of(1, one, List.of(Set.of("b"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BallotBox.of(0, one, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> BallotBox.of(1, List.of(one.getFirst(), one.getFirst()), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Candidate("a,b", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Candidate("a", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 3000)
    void countsAsTheDefinitionReads(@ForAll("rounds") Round round) {
        Set<String> naive =
                new NaiveEqualShares(round.budget(), round.costs(), round.ballots()).count();
        CountOutcome outcome = count(CountingRule.EQUAL_SHARES, round);
        Statistics.collect(naive == null ? "open tie" : "decided");
        if (naive == null) {
            assertThat(outcome).isInstanceOf(OpenTie.class);
        } else {
            assertThat(decided(outcome).fundedIds()).isEqualTo(naive);
        }
    }

    @Property(tries = 1000)
    void noRuleOverspendsOrFundsWhatNobodyWants(
            @ForAll("rounds") Round round, @ForAll CountingRule rule) {
        if (count(rule, round) instanceof Decided outcome) {
            assertThat(outcome.costYuan()).isLessThanOrEqualTo(round.budget());
            assertThat(outcome.funded()).allSatisfy(f -> assertThat(f.votes()).isPositive());
            assertThat(outcome.funded().size() + outcome.notFunded().size())
                    .isEqualTo(round.costs().size());
        }
    }

    @Property(tries = 1000)
    void theOrderOfVotersAndCandidatesDoesNotMatter(
            @ForAll("rounds") Round round, @ForAll CountingRule rule, @ForAll long seed) {
        var ballots = new ArrayList<>(round.ballots());
        var candidates = new ArrayList<>(round.candidates());
        Collections.shuffle(ballots, new Random(seed));
        Collections.shuffle(candidates, new Random(seed));
        var shuffled = BallotBox.of(round.budget(), candidates, ballots);
        assertThat(rule.count(shuffled, TieBreak.BY_RULE)).isEqualTo(count(rule, round));
    }

    @Property(tries = 500)
    void whatEverybodyWantsAndCanHaveIsFunded(
            @ForAll("rounds") Round round, @ForAll CountingRule rule) {
        long all = round.costs().values().stream().mapToLong(Long::longValue).sum();
        var unanimous =
                new Round(
                        all,
                        round.costs(),
                        Collections.nCopies(round.ballots().size(), round.costs().keySet()));
        var order = TieBreak.BY_RULE.drawn(List.copyOf(round.costs().keySet()));
        assertThat(decided(rule.count(unanimous.box(), order)).fundedIds())
                .isEqualTo(round.costs().keySet());
    }

    @Property(tries = 500)
    void aPublicOrderOfAllCandidatesLeavesNoTie(
            @ForAll("rounds") Round round, @ForAll CountingRule rule) {
        var order = TieBreak.BY_RULE.drawn(List.copyOf(round.costs().keySet()));
        decided(rule.count(round.box(), order));
    }
}
