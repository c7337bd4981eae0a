package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Ids;
import org.zhumin.platform.mongo.MongoTestSettings;
import org.zhumin.platform.redis.RedisTestSettings;
import org.zhumin.testing.MovedClock;
import org.zhumin.testing.TestDatabase;
import org.zhumin.vote.Poll.TallyMode;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A poll that another instance moved or counted while Redis was away. */
class PollBookIT {
    private static final TestDatabase TEST = TestDatabase.create("poll-book");
    private static final Instant OPENS = Instant.parse("2026-03-02T02:00:00Z");
    private static final Instant CLOSES = OPENS.plusSeconds(3600);
    private static final Instant MOVED = CLOSES.plusSeconds(3600);

    private static final Leaves.Index NO_LEAVES = new Leaves.Index("00", 0, List.of());

    private final MongoPolls polls = new MongoPolls(TEST.database(), MongoTestSettings.groups());
    private final MovedClock clock = new MovedClock();
    private final PollBook book = new PollBook(polls, RedisTestSettings.absent(), clock);

    private Poll open(TallyMode mode) {
        var policy = EligibilityPolicy.ofResidents("test", new AreaCode("520102"), Duration.ZERO);
        var id = new PollId("project:" + Ids.random(), VoteStep.POINT, 1);
        var poll = Poll.onStep(id, policy, OPENS, CLOSES, mode, List.of());
        return polls.insertOrGet(poll).block();
    }

    private Instant closing(PollId id) {
        return book.get(id).block().closesAt();
    }

    private Instant closingForTally(PollId id) {
        return book.getForTally(id).block().closesAt();
    }

    private static PollResult result(Poll poll) {
        return new PollResult(
                poll.id(),
                CLOSES,
                CLOSES,
                0,
                0,
                Tally.EMPTY,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                NO_LEAVES.root());
    }

    private Poll movedElsewhere(TallyMode mode) {
        Poll poll = open(mode);
        assertThat(closingForTally(poll.id())).isEqualTo(CLOSES);
        polls.move(poll, MOVED).block();
        return poll;
    }

    @Test
    void whatWasMovedIsReadAgainWhenThatIsHeard() {
        Poll moved = movedElsewhere(TallyMode.LIVE);
        book.hear().block();

        assertThat(closing(moved.id())).isEqualTo(MOVED);
        assertThat(closingForTally(moved.id())).isEqualTo(MOVED);
    }

    @Test
    void whatWasCountedIsReadAgainWhenThatIsHeard() {
        Poll counted = open(TallyMode.LIVE);
        assertThat(book.get(counted.id()).block().state()).isEqualTo(Poll.State.OPEN);
        polls.saveResult(result(counted), NO_LEAVES, NO_LEAVES).block();
        book.hear().block();

        assertThat(book.get(counted.id()).block().state()).isEqualTo(Poll.State.COUNTED);
    }

    /** What changes without being told shows what is read again. */
    @Test
    void nothingIsReadAgainWhileWhatChangesIsHeard() {
        Poll poll = open(TallyMode.LIVE);
        assertThat(closing(poll.id())).isEqualTo(CLOSES);
        moveUntold(poll.id());

        Awaitility.await()
                .during(Poll.NOTICE.dividedBy(2).plusMillis(500))
                .until(
                        () -> {
                            book.hear().block();
                            return closing(poll.id()).equals(CLOSES);
                        });
        clock.forward(Poll.NOTICE.dividedBy(2));
        assertThat(closing(poll.id())).isEqualTo(MOVED);
    }

    private static void moveUntold(PollId id) {
        Mono.from(
                        TEST.database()
                                .getCollection(MongoPolls.COLLECTION)
                                .updateOne(
                                        Filters.eq("_id", id.value()),
                                        Updates.set("closesAt", MOVED)))
                .block();
    }

    @Test
    void votesKnowItInTimeAndATallyThatIsLiveMayLater() {
        Poll live = movedElsewhere(TallyMode.LIVE);
        Awaitility.await()
                .until(
                        () -> {
                            assertThat(closingForTally(live.id())).isEqualTo(CLOSES);
                            return closing(live.id()).equals(MOVED);
                        });
        assertThat(closingForTally(live.id())).isEqualTo(MOVED);
    }

    @Test
    void aTallyThatIsHiddenKnowsItInTime() {
        Poll hidden = movedElsewhere(TallyMode.AFTER_CLOSE);
        assertThat(closing(hidden.id())).isEqualTo(CLOSES);
        Awaitility.await().until(() -> closingForTally(hidden.id()).equals(MOVED));
    }
}
