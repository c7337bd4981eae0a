package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.FieldProblem;
import org.zhumin.vote.Vote.Aspect;
import org.zhumin.vote.Vote.Aspects;
import org.zhumin.vote.Vote.Ballot;
import org.zhumin.vote.Vote.Choice;
import org.zhumin.vote.Vote.Evaluate;
import org.zhumin.vote.Vote.Manage;
import org.zhumin.vote.Vote.Point;
import org.zhumin.vote.Vote.Watch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class VoteTest {
    private static final Aspects FINE = new Aspects(5, 4, 3, 2);

    private static void assertRefused(ThrowingCallable make, String... fields) {
        assertThatThrownBy(make)
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refusal -> {
                            assertThat(refusal.is(VoteProblem.INVALID)).isTrue();
                            assertThat(refusal.problem().errors())
                                    .extracting(FieldProblem::field)
                                    .containsExactly(fields);
                        });
    }

    @Test
    void encodesTheSameThingInOneWay() {
        var one = new Point(Choice.SUPPORT, List.of("b", "a"), " 好\"\\\u0001 ");
        var other = new Point(Choice.SUPPORT, List.of("a", "b"), "好\"\\\u0001");
        assertThat(one).isEqualTo(other);
        assertThat(one.saysTheSameAs(other)).isTrue();
        assertThat(one.encoded())
                .isEqualTo(
                        "{\"choice\":\"SUPPORT\",\"comment\":\"好\\\"\\\\\\u0001\","
                                + "\"optionCodes\":[\"a\",\"b\"]}");
        assertThat(new Watch(" ").encoded()).isEqualTo("{}");
        assertThat(new Watch(null).saysTheSameAs(new Watch(""))).isTrue();
        assertThat(new Manage("扫雪", 2).encoded())
                .isEqualTo("{\"hoursPerMonth\":2,\"pledge\":\"扫雪\"}");
        assertThat(new Evaluate(4, FINE, null).encoded())
                .isEqualTo(
                        "{\"aspects\":{\"openness\":3,\"quality\":5,\"speed\":4,\"usefulness\":2},"
                                + "\"score\":4}");
        assertThat(new Ballot(List.of("p2", "p1")).encoded())
                .isEqualTo("{\"projectIds\":[\"p1\",\"p2\"]}");
    }

    @Test
    void refusesWhatTheStepDoesNotAllow() {
        String tooLong = "长".repeat(501);
        assertRefused(
                () -> new Point(Choice.OPPOSE, List.of("a", "a", "$b", "c.d"), tooLong),
                "optionCodes[1]",
                "optionCodes[2]",
                "optionCodes[3]",
                "comment");
        assertRefused(() -> new Watch("\ud800"), "concern");
        assertRefused(
                () -> new Evaluate(0, new Aspects(6, 1, 1, -1), null),
                "score",
                "aspects.quality",
                "aspects.usefulness");
        assertRefused(() -> new Manage(" ", 0), "pledge", "hoursPerMonth");
        assertRefused(() -> new Manage("x", 101), "hoursPerMonth");
        assertRefused(() -> new Ballot(List.of()), "projectIds");
        var known = new Point(Choice.ABSTAIN, List.of("a", "b"), null);
        assertThatCode(() -> known.checkOptions(List.of("b", "a"))).doesNotThrowAnyException();
        assertRefused(() -> known.checkOptions(List.of("b")), "optionCodes");
    }

    @Test
    void aRoundChecksItsBallots() {
        var candidates = List.of(new Candidate("a", 60), new Candidate("b", 50));
        var both = new Ballot(List.of("b", "a"));
        assertThatCode(() -> BallotKind.APPROVAL.check(both, 100, candidates, null))
                .doesNotThrowAnyException();
        assertThatCode(() -> BallotKind.KNAPSACK.check(both, 110, candidates, 2))
                .doesNotThrowAnyException();
        assertRefused(() -> BallotKind.KNAPSACK.check(both, 100, candidates, null), "projectIds");
        assertRefused(() -> BallotKind.APPROVAL.check(both, 100, candidates, 1), "projectIds");
        var other = new Ballot(List.of("a", "c"));
        assertRefused(() -> BallotKind.APPROVAL.check(other, 100, candidates, 9), "projectIds[1]");
    }

    @Test
    void countsEveryPart() {
        Tally tally =
                Tally.of(
                        List.of(
                                new Evaluate(4, FINE, null),
                                new Evaluate(1, new Aspects(1, 1, 1, 1), "x"),
                                new Evaluate(4, FINE, null)));
        assertThat(tally.total()).isEqualTo(3);
        assertThat(tally.scores()).containsExactly(1, 0, 0, 2, 0);
        assertThat(tally.scores(Aspect.QUALITY)).containsExactly(1, 0, 0, 0, 2);
        assertThat(Tally.average(tally.scores())).contains(Fraction.of(3));
        assertThat(Tally.average(Tally.EMPTY.scores())).isEmpty();
        assertThat(Tally.of(List.of(new Manage("a", 3), new Manage("b", null))).counts())
                .isEqualTo(Map.of("total", 2L, "hours", 3L));
        assertThat(Tally.of(List.of(new Point(Choice.SUPPORT, List.of("x"), null))).counts())
                .isEqualTo(Map.of("total", 1L, "choice:SUPPORT", 1L, "option:x", 1L));
    }

    @Test
    void sayingTheSameChangesNothing() {
        var vote = new Ballot(List.of("a", "b"));
        assertThat(Tally.change(vote, new Ballot(List.of("b", "a")))).isEqualTo(Tally.EMPTY);
        assertThat(Tally.change(vote, new Ballot(List.of("b", "c"))).counts())
                .isEqualTo(Map.of("project:a", -1L, "project:c", 1L));
        assertThat(Tally.change(null, null)).isEqualTo(Tally.EMPTY);
    }

    /** One resident's next word; no vote: it is taken back. */
    record Change(int resident, @Nullable Vote vote) {}

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<Integer> score = Arbitraries.integers().between(1, 5);
        Arbitrary<List<String>> codes = Arbitraries.of("a", "b", "c").list().uniqueElements();
        Arbitrary<Vote> votes =
                Arbitraries.oneOf(
                        Combinators.combine(Arbitraries.of(Choice.class), codes)
                                .as((choice, options) -> new Point(choice, options, null)),
                        Arbitraries.strings().ofMaxLength(3).alpha().map(Watch::new),
                        Combinators.combine(score, score, score)
                                .as((s, q, u) -> new Evaluate(s, new Aspects(q, u, s, u), null)),
                        score.injectNull(0.3).map(hours -> new Manage("x", hours)),
                        codes.filter(list -> !list.isEmpty()).map(Ballot::new));
        return Combinators.combine(Arbitraries.integers().between(0, 5), votes.injectNull(0.2))
                .as(Change::new)
                .list()
                .ofMaxSize(60);
    }

    @Property
    void theSumOfAllChangesIsTheRecount(@ForAll("changes") List<Change> changes) {
        var standing = new HashMap<Integer, @Nullable Vote>();
        Tally running = Tally.EMPTY;
        for (Change change : changes) {
            Vote before = standing.put(change.resident(), change.vote());
            running = running.plus(Tally.change(before, change.vote()));
            assertThat(running.counts().values()).allMatch(count -> count > 0);
        }
        assertThat(running)
                .isEqualTo(Tally.of(standing.values().stream().filter(Objects::nonNull).toList()));
    }
}
