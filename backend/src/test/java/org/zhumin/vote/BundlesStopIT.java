package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.zhumin.kernel.Ids;
import org.zhumin.testing.TestServers;
import org.zhumin.vote.BundleStore.Kept;
import org.zhumin.vote.BundleStore.State;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The whole application stops in order while votes are being put into bundles. */
class BundlesStopIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void whatItPutInLastIsCountedAtOnceByTheNext() throws Exception {
        String uri = TestServers.mongoUri("votes-in-order");
        MongoDatabase database = VotingProcess.databaseAt(uri);
        var next = new VotingInstance(database, Clock.systemUTC());
        Poll poll = next.open("project:" + Ids.random(), VoteStep.POINT, Duration.ofHours(1));
        Path output = Files.createTempFile("votes", ".txt");
        Process process = start(output, poll, uri);
        try {
            // Votes find no bundle in the first second.
            Awaitility.await().atMost(LIMIT).until(() -> acknowledged(output) > 1500);
            process.destroy();
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(new MongoBundles(database).list().block())
                .as("nothing is left to be given up")
                .extracting(Kept::state)
                .doesNotContain(State.OPEN);
        next.project();
        TallyAudit.Audited audited = next.audit.audit(poll.id()).block();
        assertThat(audited.projected()).isEqualTo(audited.recounted());
        assertThat(audited.projected().total()).isGreaterThanOrEqualTo(acknowledged(output));
        Files.delete(output);
    }

    private static Process start(Path output, Poll poll, String uri) throws IOException {
        return VotingProcess.start(
                VotingApplication.class,
                output,
                poll.id().value(),
                "--server.port=0",
                "--management.server.port=0",
                "--zhumin.demo.enabled=true",
                "--zhumin.secret.master=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "--spring.mongodb.uri=" + uri,
                "--zhumin.redis.uri=" + TestServers.redisUri());
    }

    private static long acknowledged(Path output) throws IOException {
        return Files.readString(output).lines().filter("ack"::equals).count();
    }
}
