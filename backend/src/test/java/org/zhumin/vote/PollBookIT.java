package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Ids;
import org.zhumin.platform.mongo.MongoTestSettings;
import org.zhumin.platform.redis.RedisTestSettings;
import org.zhumin.testing.TestDatabase;
import org.zhumin.vote.Poll.TallyMode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A closing that was moved by another instance while Redis was away. */
class PollBookIT {
    private static final TestDatabase TEST = TestDatabase.create("poll-book");
    private static final Instant OPENS = Instant.parse("2026-03-02T02:00:00Z");
    private static final Instant CLOSES = OPENS.plusSeconds(3600);
    private static final Instant MOVED = CLOSES.plusSeconds(3600);

    private final MongoPolls polls = new MongoPolls(TEST.database(), MongoTestSettings.groups());
    private final PollBook book = new PollBook(polls, RedisTestSettings.absent());

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

    private Poll movedElsewhere(TallyMode mode) {
        Poll poll = open(mode);
        assertThat(closingForTally(poll.id())).isEqualTo(CLOSES);
        polls.move(poll, MOVED).block();
        return poll;
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
