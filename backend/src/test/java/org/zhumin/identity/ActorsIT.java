package org.zhumin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhumin.area.Trees;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.redis.RedisTestSettings;
import org.zhumin.testing.MovedClock;
import org.zhumin.testing.TestDatabase;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What an instance remembers of residents, while another one writes and no message comes. */
class ActorsIT {
    private static final Duration LONGER_THAN_BELIEVED = Duration.ofSeconds(61);

    private static final IdentityProperties PROPERTIES =
            new IdentityProperties(Duration.ofHours(2), Duration.ofDays(30), null, "2026-11");

    private final TestDatabase database = TestDatabase.create("actors");
    private final Residents residents =
            database.withIndexes(new MongoResidents(database.database(), Trees.guiyang()));
    private final MovedClock clock = new MovedClock();
    private final Actors actors = instance();
    private final Session session =
            new Session(Ids.random(), new ResidentId(Ids.random()), Instant.EPOCH);

    private Actors instance() {
        return new Actors(
                residents,
                new RevokedSessions(
                        new MongoRevocations(database.database()),
                        RedisTestSettings.absent(),
                        PROPERTIES,
                        clock),
                RedisTestSettings.absent(),
                clock);
    }

    @BeforeEach
    void oneIsRemembered() {
        actors.run().block();
        residents
                .insertOrGet(
                        Resident.create(
                                session.resident(), "sealed", "居民", List.of(), Instant.now()))
                .block();
        assertThat(nickname()).isEqualTo("居民");
    }

    private String nickname() {
        return actors.find(session.resident()).map(Resident::nickname).block();
    }

    private void anotherInstanceNames(String nickname) {
        Resident before = residents.find(session.resident()).block();
        residents.save(before.named(nickname, null, null)).block();
    }

    @Test
    void isBelievedWhileItIsHeardWhatChanged() {
        for (int minute = 0; minute < 60; minute++) {
            clock.forward(LONGER_THAN_BELIEVED);
            actors.poll().block();
        }
        anotherInstanceNames("小王");

        assertThat(nickname()).isEqualTo("居民");
        assertThat(actors.findKnown(session)).isNotNull();
    }

    @Test
    void isNotBelievedWhenNothingWasHeardForAMinute() {
        anotherInstanceNames("小王");
        clock.forward(LONGER_THAN_BELIEVED);

        assertThat(nickname()).isEqualTo("小王");
        assertThat(actors.findKnown(session)).isNull();
    }

    @Test
    void isForgottenWhenTheChangeIsHeard() {
        anotherInstanceNames("小王");
        clock.forward(LONGER_THAN_BELIEVED);
        actors.poll().block();

        assertThat(nickname()).isEqualTo("小王");
    }

    @Test
    void isNotBelievedBeforeAnythingWasHeard() {
        Actors asleep = instance();
        assertThat(asleep.find(session.resident()).block()).isNotNull();
        anotherInstanceNames("小王");

        assertThat(asleep.find(session.resident()).map(Resident::nickname).block()).isEqualTo("小王");
    }
}
