package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.vote.TallyBatch.Move;
import org.zhumin.vote.TallyIntake.Added;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class TallyBatchTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(1);
    private static final PollId A = PollId.of("project:a", VoteStep.WATCH);
    private static final PollId B = PollId.of("project:b", VoteStep.WATCH);

    private static DatedTally total(long votes, Instant at) {
        return new DatedTally(new Tally(Map.of(Tally.TOTAL, votes)), at);
    }

    private static TallyIntake bundle(PollId poll, long votes) {
        return new TallyIntake(List.of(), List.of("w"), List.of(new Added(poll, "", votes)));
    }

    private static TallyBatch first(boolean posts) {
        return TallyBatch.NONE.next(bundle(A, 3), posts, NOON);
    }

    @Test
    void whatIsNotPostedStaysPending() {
        TallyBatch second = first(false).next(bundle(A, 2), false, LATER);
        TallyBatch third = second.next(bundle(B, 1), false, LATER.plusSeconds(1));
        assertThat(second.pending()).isEqualTo(Map.of(A, total(5, LATER)));
        assertThat(third.pending())
                .isEqualTo(Map.of(A, total(5, LATER), B, total(1, LATER.plusSeconds(1))));
        assertThat(third.posted()).isZero();
        assertThat(third.hasPending()).isTrue();
    }

    @Test
    void whatIsPostedIsNotPendingInTheNext() {
        TallyBatch second = first(false).next(bundle(A, 2), true, LATER);
        assertThat(second.posts()).isTrue();
        assertThat(second.hasPending()).isTrue();
        assertThat(second.next(TallyIntake.NONE, true, LATER).hasPending()).isFalse();
        TallyBatch third = second.next(bundle(A, 1), false, LATER);
        assertThat(third.posted()).isEqualTo(2);
        assertThat(third.pending()).isEqualTo(Map.of(A, total(1, LATER)));
    }

    @Test
    void nothingNewMayBePosted() {
        TallyBatch second = first(false).next(TallyIntake.NONE, true, LATER);
        assertThat(second.pending()).isEqualTo(Map.of(A, total(3, NOON)));
        assertThat(second.posts()).isTrue();
    }

    @Test
    void muchIsPostedAtOnce() {
        List<Added> most =
                IntStream.range(0, TallyBatch.MOST_PENDING)
                        .mapToObj(i -> PollId.of("project:n" + i, VoteStep.WATCH))
                        .map(poll -> new Added(poll, "", 1))
                        .toList();
        TallyBatch full =
                TallyBatch.NONE.next(new TallyIntake(List.of(), List.of(), most), false, NOON);
        assertThat(full.posts()).isFalse();
        assertThat(full.next(bundle(A, 1), false, NOON).posts()).isTrue();
    }

    @Test
    void changesCancelAndTheDateStays() {
        var back =
                new TallyIntake(List.of(new Move(A, "", null, List.of("v"))), List.of(), List.of());
        TallyBatch second = first(false).next(back, false, LATER);
        assertThat(second.pending()).isEqualTo(Map.of(A, total(2, LATER)));
        assertThat(second.moves()).hasSize(1);
        assertThat(second.next(TallyIntake.NONE, true, LATER).moves()).isEmpty();
    }

    /** Batch 5 has pending what came since 3, or replaces by it. */
    @ParameterizedTest
    @CsvSource({
        // stored, seen, pending, replaces; what is read
        "10, 3, 2, false, 12",
        "10, 1, 2, false, 12",
        "10, 4, 2, false, 10",
        "10, 5, 2, false, 10",
        "10, 6, 2, false, 10",
        "10, 3,  , false, 10",
        "10, 3, 2, true, 2",
        "10, 5, 2, true, 10",
        "10, 3,  , true, 10",
        "  , 0, 2, false, 2",
        "  , 0, 2, true, 2",
        "  , 0,  , false, "
    })
    void whoReadsTheBatchFirstSeesEachVoteOnce(
            Long stored, long seen, Long pending, boolean replaces, Long read) {
        var batch =
                new TallyBatch(
                        5,
                        replaces,
                        List.of(),
                        List.of(),
                        3,
                        pending == null ? Map.of() : Map.of(A, total(pending, LATER)),
                        true);
        DatedTally found = batch.together(A, stored == null ? null : total(stored, NOON), seen);
        assertThat(found == null ? null : found.tally().total()).isEqualTo(read);
        if (found != null) {
            assertThat(found.at()).isEqualTo(read.equals(stored) ? NOON : LATER);
        }
    }

    @Test
    void whileARebuildReadsWhatIsPendingStays() {
        TallyBatch begun = first(false).rebuild();
        assertThat(begun.pending()).isEqualTo(Map.of(A, total(3, NOON)));
        assertThat(begun.posts()).isFalse();
        TallyBatch replacing = begun.replacing(Map.of(B, total(7, LATER)));
        assertThat(replacing.replaces()).isTrue();
        assertThat(replacing.pending()).isEqualTo(Map.of(B, total(7, LATER)));
        TallyBatch rebuilt = replacing.rebuilt();
        assertThat(rebuilt.rebuilding()).isFalse();
        assertThat(rebuilt.pending()).isEmpty();
        assertThat(rebuilt.posted()).isEqualTo(replacing.number());
        assertThat(first(true).rebuild().pending()).isEmpty();
    }
}
