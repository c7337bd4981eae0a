package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.zhumin.Zhumin;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.Ids;
import org.zhumin.testing.TestServers;
import org.zhumin.vote.BundleStore.Kept;
import org.zhumin.vote.BundleStore.State;
import org.zhumin.vote.Vote.Choice;

import reactor.core.publisher.Flux;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The whole application stops in order while votes are being put into a bundle. */
class BundlesStopIT {
    private static final int VOTES = 200;

    @Test
    void whatItPutInLastIsCountedAtOnceByTheNext() {
        String uri = TestServers.mongoUri("votes-in-order");
        MongoDatabase database = VotingProcess.databaseAt(uri);
        var store = new MongoBundles(database);
        Poll poll;
        try (ConfigurableApplicationContext running = run(uri)) {
            poll = poll(running);
            Bundles bundles = running.getBean(Bundles.class);
            bundles.insert(fact(poll, 0)).block();
            Awaitility.await().until(() -> states(store).contains(State.OPEN));
            Flux.range(1, VOTES - 1)
                    .delayElements(Duration.ofMillis(1))
                    .flatMap(i -> bundles.insert(fact(poll, i)))
                    .blockLast();
        }
        var next = new VotingInstance(database, Clock.systemUTC());
        assertThat(states(store)).as("nothing is left to be given up").doesNotContain(State.OPEN);
        next.project();
        TallyAudit.Audited audited = next.audit.audit(poll.id()).block();
        assertThat(audited.projected()).isEqualTo(audited.recounted());
        assertThat(audited.projected().total()).isEqualTo(VOTES);
    }

    private static List<State> states(BundleStore store) {
        return store.list().block().stream().map(Kept::state).toList();
    }

    private static ConfigurableApplicationContext run(String uri) {
        return SpringApplication.run(
                Zhumin.class,
                "--server.port=0",
                "--management.server.port=0",
                "--zhumin.demo.enabled=true",
                "--zhumin.secret.master=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "--spring.mongodb.uri=" + uri,
                "--zhumin.redis.uri=" + TestServers.redisUri());
    }

    private static Poll poll(ConfigurableApplicationContext running) {
        Instant now = Instant.now();
        return running.getBean(Votes.class)
                .open(
                        Poll.onStep(
                                PollId.of("project:" + Ids.random(), VoteStep.POINT),
                                EligibilityPolicy.ofResidents(
                                        "test", VotingInstance.DISTRICT, Duration.ZERO),
                                now,
                                now.plus(Duration.ofHours(1)),
                                Poll.TallyMode.LIVE,
                                List.of()))
                .block();
    }

    private static VoteFact fact(Poll poll, int i) {
        Vote vote = VotingInstance.point(Choice.SUPPORT);
        return new VoteFact(
                poll.id(),
                VotingInstance.People.key("n" + i),
                1,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                vote.encoded(),
                Contribution.of(vote),
                false,
                null,
                null,
                Verification.CLAIMED,
                VoteChannel.MINI_PROGRAM,
                VotingInstance.STREET,
                null,
                false);
    }
}
