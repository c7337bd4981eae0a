package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.zhumin.platform.mongo.MongoTestSettings;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many tallies are changed by one statement, each once for each batch. */
class VoteProjectionIT {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final PollId A = PollId.of("project:a", VoteStep.POINT);
    private static final PollId B = PollId.of("project:b", VoteStep.POINT);
    private static final PollId C = PollId.of("project:c", VoteStep.EVALUATE);

    private final TestDatabase test = TestDatabase.create("projection");
    private final MongoVoteProjection projection =
            new MongoVoteProjection(test.database(), MongoTestSettings.groups());

    private void post(long number, Map<PollId, Map<String, Long>> deltas) {
        projection.post(posting(number, dated(deltas, NOW.plusSeconds(number)))).block();
    }

    private static TallyBatch posting(long number, Map<PollId, DatedTally> deltas) {
        return new TallyBatch(number, false, List.of(), List.of(), number - 1, deltas, true);
    }

    private static Map<PollId, DatedTally> dated(
            Map<PollId, Map<String, Long>> deltas, Instant at) {
        var tallies = new HashMap<PollId, DatedTally>();
        deltas.forEach((poll, counts) -> tallies.put(poll, new DatedTally(new Tally(counts), at)));
        return tallies;
    }

    private Map<String, Long> counts(PollId poll) {
        return projection.find(poll).block().tally().counts();
    }

    @Test
    void eachTallyGetsItsOwn() {
        post(1, Map.of(A, Map.of("total", 1L, "choice:SUPPORT", 1L)));
        post(
                2,
                Map.of(
                        A, Map.of("total", 2L, "choice:OPPOSE", 2L),
                        B, Map.of("total", 3L, "f|total", 1L),
                        C, Map.of("score:5", 1L)));
        post(3, Map.of(A, Map.of("choice:SUPPORT", -1L, "total", -1L)));
        assertThat(counts(A)).isEqualTo(Map.of("total", 2L, "choice:OPPOSE", 2L));
        assertThat(counts(B)).isEqualTo(Map.of("total", 3L, "f|total", 1L));
        assertThat(counts(C)).isEqualTo(Map.of("score:5", 1L));
        assertThat(projection.find(A).block().at()).isEqualTo(NOW.plusSeconds(3));
        assertThat(projection.find(C).block().at()).isEqualTo(NOW.plusSeconds(2));
    }

    @Test
    void aBatchThatWasSeenChangesNothing() {
        post(2, Map.of(A, Map.of("total", 1L)));
        post(2, Map.of(A, Map.of("total", 1L), B, Map.of("total", 1L)));
        post(1, Map.of(A, Map.of("total", 1L), B, Map.of("total", 1L)));
        post(2, Map.of(A, Map.of("total", 1L), B, Map.of("total", 1L)));
        assertThat(counts(A)).isEqualTo(Map.of("total", 1L));
        assertThat(counts(B)).isEqualTo(Map.of("total", 1L));
    }

    @Test
    void aNameToWhichNothingComesStaysAsItIs() {
        post(1, Map.of(A, Map.of("total", 1L), B, Map.of("total", 1L, "option:X", 1L)));
        post(2, Map.of(A, Map.of("total", 1L), B, Map.of("option:X", 1L)));
        Map<String, Document> stored =
                Flux.from(test.database().getCollection("vote_tallies").find())
                        .collectMap(found -> found.getString("_id"))
                        .block();
        assertThat(stored.get(A.value()).get("n")).isEqualTo(new Document("total", 2L));
        assertThat(stored.get(B.value()).get("n"))
                .isEqualTo(new Document("total", 1L).append("option:X", 2L));
    }

    @Test
    void moreThanOneStatementTakesAreChangedBySeveral() {
        var many = new HashMap<PollId, Map<String, Long>>();
        for (int i = 0; i < 450; i++) {
            many.put(PollId.of("project:n" + i, VoteStep.POINT), Map.of("total", (long) i + 1));
        }
        post(1, many);
        post(2, many);
        for (int i = 0; i < 450; i += 64) {
            assertThat(counts(PollId.of("project:n" + i, VoteStep.POINT)))
                    .isEqualTo(Map.of("total", 2L * (i + 1)));
        }
    }

    @Test
    void severalAtOnceCountOnce() {
        Map<PollId, DatedTally> deltas =
                dated(Map.of(A, Map.of("total", 1L), B, Map.of("total", 1L)), NOW);
        for (long number = 1; number <= 20; number++) {
            long batch = number;
            Flux.range(0, 4)
                    .flatMap(_ -> Mono.defer(() -> projection.post(posting(batch, deltas))))
                    .blockLast();
        }
        assertThat(counts(A)).isEqualTo(Map.of("total", 20L));
        assertThat(counts(B)).isEqualTo(Map.of("total", 20L));
    }
}
