package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;

import java.time.Duration;
import java.time.Instant;

class WrittenVotesTest {
    private static final PollId POLL = PollId.of("project:1", VoteStep.POINT);
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private final WrittenVotes written = new WrittenVotes(() -> now);

    private WrittenVote vote(String voter, int revision) {
        var fact =
                new VoteFact(
                        POLL,
                        voter,
                        revision,
                        now,
                        "{}",
                        "SUPPORT",
                        false,
                        null,
                        null,
                        Verification.CLAIMED,
                        VoteChannel.MINI_PROGRAM,
                        new AreaCode("520102"),
                        null,
                        false);
        return new WrittenVote(fact, null);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void theNewestTenThousandAreFoundHoweverManyCame() {
        for (int i = 0; i < 100_000; i++) {
            written.put(vote("v" + i, 1));
        }
        for (int i = 90_000; i < 100_000; i++) {
            assertThat(written.find(POLL, "v" + i)).as("v" + i).isNotNull();
        }
        assertThat(written.find(POLL, "v79999")).isNull();
    }

    @Test
    void theLastVersionIsFound() {
        written.put(vote("v", 1));
        for (int i = 0; i < 10_000; i++) {
            written.put(vote("other" + i, 1));
        }
        written.put(vote("v", 2));
        assertThat(written.find(POLL, "v"))
                .extracting(found -> found.fact().revision())
                .isEqualTo(2);
    }

    @Test
    void isFoundForFiveMinutesAndForgottenAfterTen() {
        written.put(vote("v", 1));
        pass(Duration.ofMinutes(4).plusSeconds(59));
        assertThat(written.find(POLL, "v")).isNotNull();
        pass(Duration.ofSeconds(1));
        assertThat(written.find(POLL, "v")).as("moved to the old ones").isNotNull();
        pass(Duration.ofMinutes(5));
        assertThat(written.find(POLL, "v")).isNull();
    }

    @Test
    void isForgottenWhereNobodyCameForLong() {
        written.put(vote("v", 1));
        pass(Duration.ofMinutes(10));
        assertThat(written.find(POLL, "v")).isNull();
    }
}
