package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhumin.vote.VotingInstance.STREET;
import static org.zhumin.vote.VotingInstance.point;

import com.mongodb.client.model.Filters;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.zhumin.kernel.Ids;
import org.zhumin.testing.MovedClock;
import org.zhumin.testing.TestDatabase;
import org.zhumin.vote.Vote.Choice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is counted is seen at once, and posted to the stored tallies every two seconds. */
class TallyPostingIT {
    private static final Map<String, Long> ONE = Map.of("total", 1L, "choice:SUPPORT", 1L);
    private static final Map<String, Long> TWO = Map.of("total", 2L, "choice:SUPPORT", 2L);
    private static final Map<String, Long> THREE = Map.of("total", 3L, "choice:SUPPORT", 3L);

    private final TestDatabase test = TestDatabase.create("posting");
    private final MovedClock clock = new MovedClock();
    private final VotingInstance instance = new VotingInstance(test.database(), clock);
    private final Poll poll;

    TallyPostingIT() {
        instance.createIndexes(test.database());
        poll = instance.open("project:" + Ids.random(), VoteStep.POINT, Duration.ofDays(1));
    }

    private void vote(String name) {
        instance.cast(poll, instance.people.add(name, STREET), point(Choice.SUPPORT));
    }

    private Map<String, Long> read(VotingInstance by) {
        return by.votes.tally(poll.id()).block().tally().counts();
    }

    private Instant asOf() {
        return instance.votes.tally(poll.id()).block().asOf();
    }

    private Document stored() {
        return Mono.from(
                        test.database()
                                .getCollection("vote_tallies")
                                .find(Filters.eq("_id", poll.id().value()))
                                .first())
                .block();
    }

    private Document batch() {
        return Mono.from(
                        test.database()
                                .getCollection("vote_tallies")
                                .find(Filters.eq("_id", "!batch"))
                                .first())
                .block();
    }

    /** An instance of that version needs both to go on. */
    private Document older() {
        return Mono.from(test.database().getCollection("vote_projector").find().first()).block();
    }

    private void passTime() {
        clock.forward(TallyProjector.POSTED_EVERY);
        instance.project();
    }

    @Test
    void whatIsPendingIsSeenByEveryInstance() {
        var other = new VotingInstance(test.database(), clock);
        vote("a");
        instance.project();
        assertThat(stored()).isNull();
        assertThat(read(instance)).isEqualTo(ONE);
        assertThat(read(other)).isEqualTo(ONE);
        Instant counted = asOf();
        passTime();
        assertThat(stored().get("n")).isEqualTo(new Document(Map.copyOf(ONE)));
        assertThat(read(other)).isEqualTo(ONE);
        vote("b");
        instance.project();
        assertThat(stored().get("n")).isEqualTo(new Document(Map.copyOf(ONE)));
        assertThat(read(other)).isEqualTo(TWO);
        assertThat(counted).isBefore(asOf());
    }

    @Test
    void postingChangesNothingForWhoReads() {
        vote("a");
        instance.project();
        Instant counted = asOf();
        passTime();
        assertThat(asOf()).isEqualTo(counted);
        assertThat(batch().get("posts")).isEqualTo(true);
        passTime();
        assertThat(asOf()).isEqualTo(counted);
        assertThat(batch().get("pending", Document.class)).isEmpty();
        passTime();
        assertThat(batch().get("number")).isEqualTo(3L);
    }

    /** How the query is put depends on how much was pending the last time. */
    @Test
    void muchThatIsPendingIsReadAsLittleIs() {
        vote("a");
        instance.project();
        readAgainAndAgain(poll.id());
        TallyBatch last = instance.projection.current(clock.instant()).block();
        var pending = new HashMap<>(last.pending());
        while (pending.size() < 100) {
            pending.put(
                    PollId.of("project:" + Ids.random(), VoteStep.POINT),
                    last.pending().get(poll.id()));
        }
        var next =
                new TallyBatch(
                        last.number() + 1,
                        false,
                        List.of(),
                        List.of(),
                        last.posted(),
                        pending,
                        false);
        claim(last, next);
        pending.keySet().forEach(this::readAgainAndAgain);
        passTime();
        passTime();
        assertThat(batch().get("posts")).isEqualTo(true);
        TallyBatch posted = instance.projection.current(clock.instant()).block();
        claim(posted, posted.next(TallyIntake.NONE, false, clock.instant()));
        assertThat(batch().get("pending", Document.class)).isEmpty();
        pending.keySet().forEach(this::readAgainAndAgain);
    }

    private void claim(TallyBatch last, TallyBatch next) {
        assertThat(instance.projection.claim(last, next).block()).isTrue();
    }

    private void readAgainAndAgain(PollId id) {
        var none = PollId.of("project:" + Ids.random(), VoteStep.POINT);
        for (int i = 0; i < 3; i++) {
            assertThat(instance.projection.find(id).block().tally().counts()).isEqualTo(ONE);
            assertThat(instance.projection.find(none).blockOptional()).isEmpty();
        }
    }

    /** It has claimed that it posts, and does not get to it. */
    @Test
    void aBatchWhoseProjectorDiesIsPostedByAnother() {
        vote("a");
        vote("b");
        instance.project();
        TallyBatch last = instance.projection.current(clock.instant()).block();
        TallyBatch next = last.next(TallyIntake.NONE, true, clock.instant());
        claim(last, next);
        assertThat(read(instance)).isEqualTo(TWO);
        assertThat(stored()).isNull();
        var other = new VotingInstance(test.database(), clock);
        other.project();
        assertThat(stored().get("n")).isEqualTo(new Document(Map.copyOf(TWO)));
        assertThat(read(other)).isEqualTo(TWO);
        instance.projection.post(next).block();
        assertThat(read(other)).isEqualTo(TWO);
    }

    @Test
    void aRebuildKeepsWhatWasPending() {
        vote("a");
        instance.project();
        passTime();
        vote("b");
        instance.project();
        assertThat(instance.projector.rebuild().block()).isTrue();
        assertThat(stored().get("n")).isEqualTo(new Document(Map.copyOf(TWO)));
        vote("c");
        instance.project();
        assertThat(read(instance)).isEqualTo(THREE);
        passTime();
        assertThat(stored().get("n")).isEqualTo(new Document(Map.copyOf(THREE)));
    }

    /** One that another began and left, before or after it had claimed what it found. */
    @Test
    void aRebuildThatWasLeftIsEndedByWhoeverFindsIt() {
        vote("a");
        instance.project();
        for (int parts = 0; parts < 2; parts++) {
            TallyBatch last = instance.projection.current(clock.instant()).block();
            TallyBatch begun = last.rebuild();
            assertThat(instance.projection.claim(last, begun).block()).isTrue();
            if (parts > 0) {
                var wrong = new DatedTally(new Tally(Map.of("total", 9L)), clock.instant());
                TallyBatch part = begun.replacing(Map.of(poll.id(), wrong));
                assertThat(instance.projection.claim(begun, part).block()).isTrue();
            }
            vote("b" + parts);
            instance.project();
            instance.project();
            assertThat(batch().get("rebuilding")).isEqualTo(false);
            TallyAudit.Audited audited = instance.audit.audit(poll.id()).block();
            assertThat(audited.projected()).isEqualTo(audited.recounted());
            assertThat(read(instance)).isEqualTo(parts == 0 ? TWO : THREE);
        }
    }

    /** Before there was anything pending each batch named what it was to add. */
    @Test
    void aBatchOfAnOlderVersionIsPosted() {
        var added =
                new Document("poll", poll.id().value())
                        .append("contribution", "SUPPORT")
                        .append("votes", 2L);
        var old =
                new Document("_id", "votes")
                        .append("number", 7L)
                        .append("rebuilding", false)
                        .append("moves", List.of())
                        .append("bundles", List.of())
                        .append("added", List.of(added));
        Mono.from(test.database().getCollection("vote_projector").insertOne(old)).block();
        instance.project();
        assertThat(stored().get("n")).isEqualTo(new Document(Map.copyOf(TWO)));
        assertThat(stored().get("b")).isEqualTo(7L);
        assertThat(older()).doesNotContainKeys("number", "moves");
        vote("a");
        instance.project();
        assertThat(read(instance)).isEqualTo(THREE);
    }

    /** It would count the same votes beside this one. */
    @Test
    void anOlderVersionCannotBeginWhereThereIsANewerOne() {
        instance.project();
        assertThat(older()).isEqualTo(new Document("_id", "votes"));
    }

    /** Each batch brings one vote, and every other is posted: nobody sees fewer than before. */
    @Test
    void whoReadsWhileItIsPostedNeverSeesFewer() {
        var going = new AtomicBoolean(true);
        Mono<Void> reader =
                Mono.defer(() -> instance.projection.find(poll.id()))
                        .map(found -> found.tally().total())
                        .defaultIfEmpty(0L)
                        .repeat(going::get)
                        .reduce(TallyPostingIT::noFewer)
                        .then();
        Mono<Void> writer =
                Flux.range(0, 300).concatMap(this::oneMore).then().doFinally(_ -> going.set(false));
        Mono.when(writer, reader, reader, reader, reader).block(Duration.ofSeconds(60));
        assertThat(read(instance)).containsEntry("total", 300L);
    }

    private static long noFewer(long before, long now) {
        assertThat(now).isGreaterThanOrEqualTo(before);
        return now;
    }

    private Mono<Void> oneMore(int i) {
        var one = new TallyIntake.Added(poll.id(), "SUPPORT", 1);
        var intake = new TallyIntake(List.of(), List.of(), List.of(one));
        return instance.projection
                .current(clock.instant())
                .flatMap(
                        last -> {
                            TallyBatch next = last.next(intake, i % 2 == 1, clock.instant());
                            return instance.projection
                                    .claim(last, next)
                                    .then(
                                            Mono.defer(
                                                    () ->
                                                            next.posts()
                                                                    ? instance.projection.post(next)
                                                                    : Mono.empty()));
                        });
    }
}
