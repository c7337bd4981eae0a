package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.testing.MovedClock;
import org.zhumin.testing.TestEngine;
import org.zhumin.testing.TestServers;
import org.zhumin.vote.Vote.Choice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The application is killed, the engine is killed, a projector is stopped and goes on. */
class VotesCrashIT {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final MovedClock clock = new MovedClock();

    @Test
    void whatAKilledApplicationAcknowledgedIsInOnce() throws Exception {
        String uri = TestServers.mongoUri("votes-killed");
        MongoDatabase database = VotingProcess.databaseAt(uri);
        var instance = new VotingInstance(database, clock);
        instance.createIndexes(database);
        Poll poll = instance.open("project:" + Ids.random(), VoteStep.POINT, HOUR);
        for (int life = 0; life < 2; life++) {
            Path output = Files.createTempFile("votes", ".txt");
            Process process = VotingProcess.start(output, uri, poll.id().value(), "life" + life);
            awaitLines(output, 300 + 500 * life);
            process.destroyForcibly().waitFor();
            List<String> lines = acknowledged(output);
            clock.forward(Bundles.GIVEN_UP_AFTER.plusSeconds(1));
            instance.project();
            assertAllIn(instance, poll, lines);
            assertTallied(instance, poll);
            Files.delete(output);
        }
    }

    @Test
    void aProjectorThatIsStoppedAndGoesOnCountsNothingTwice() throws Exception {
        String uri = TestServers.mongoUri("votes-stopped");
        MongoDatabase database = VotingProcess.databaseAt(uri);
        var instance = new VotingInstance(database, clock);
        instance.createIndexes(database);
        Poll poll = instance.open("project:" + Ids.random(), VoteStep.POINT, HOUR);
        Path output = Files.createTempFile("votes", ".txt");
        Process process = VotingProcess.start(output, uri, poll.id().value(), "n");
        try {
            for (int stop = 1; stop <= 4; stop++) {
                awaitLines(output, 150 * stop);
                signal("STOP", process);
                clock.forward(Bundles.GIVEN_UP_AFTER.plusSeconds(1));
                instance.project();
                ResidentId resident = instance.people.add("between" + stop, VotingInstance.STREET);
                instance.cast(poll, resident, VotingInstance.point(Choice.ABSTAIN));
                instance.project();
                assertNothingTwice(instance, poll);
                signal("CONT", process);
            }
            awaitLines(output, 800);
        } finally {
            process.destroyForcibly().waitFor();
        }
        clock.forward(Bundles.REMEMBERED_AS_GIVEN_UP.plusSeconds(1));
        instance.project();
        assertTallied(instance, poll);
        Files.delete(output);
    }

    @Test
    void whatWasAcknowledgedOutlivesTheEngine() {
        Map<ResidentId, CastVote> told = new ConcurrentHashMap<>();
        try (TestEngine engine = TestEngine.mongo()) {
            MongoDatabase database = VotingProcess.databaseAt(engine.uri("votes"));
            var instance = new VotingInstance(database, clock);
            instance.createIndexes(database);
            Poll poll = instance.open("project:" + Ids.random(), VoteStep.POINT, HOUR);
            var voting =
                    Flux.range(0, 1_000_000)
                            .flatMap(i -> vote(instance, poll, "n" + i, told), 64)
                            .subscribe();
            var projecting =
                    instance.bundles
                            .handOver()
                            .then(Mono.defer(instance.projector::run))
                            .onErrorResume(DomainException.class, _ -> Mono.empty())
                            .repeat()
                            .subscribe();
            for (int life = 1; life <= 2; life++) {
                int wanted = 300 * life;
                Awaitility.await().atMost(LIMIT).until(() -> told.size() > wanted);
                engine.kill();
                engine.start();
                int again = told.size();
                Awaitility.await().atMost(LIMIT).until(() -> told.size() > again);
            }
            voting.dispose();
            projecting.dispose();
            clock.forward(Bundles.GIVEN_UP_AFTER.plusSeconds(1));
            Map<ResidentId, CastVote> acknowledged = Map.copyOf(told);
            for (var one : acknowledged.entrySet()) {
                assertThat(instance.votes.findMine(poll.id(), one.getKey()).block().receipt())
                        .isEqualTo(one.getValue().receipt());
            }
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(
                            () -> {
                                instance.project();
                                return instance.audit.audit(poll.id()).block().isEqual();
                            });
        }
    }

    private static Mono<CastVote> vote(
            VotingInstance instance, Poll poll, String name, Map<ResidentId, CastVote> told) {
        ResidentId resident = instance.people.add(name, VotingInstance.STREET);
        return Mono.defer(
                        () ->
                                instance.votes.cast(
                                        poll.id(),
                                        resident,
                                        VotingInstance.point(Choice.SUPPORT),
                                        VoteOrigin.MINI_PROGRAM,
                                        instance.clock.instant()))
                .delaySubscription(Duration.ofMillis(2))
                .doOnNext(cast -> told.put(resident, cast))
                .onErrorResume(DomainException.class, _ -> Mono.empty());
    }

    private static void signal(String name, Process process)
            throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    private static void awaitLines(Path output, int lines) {
        Awaitility.await().atMost(LIMIT).until(() -> acknowledged(output).size() >= lines);
    }

    /** The last line may be half of one. */
    private static List<String> acknowledged(Path output) throws IOException {
        String text = Files.readString(output);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith("ack "))
                .toList();
    }

    /** The vote that a receipt names, or, of one who changed it, a later one. */
    private static void assertAllIn(VotingInstance instance, Poll poll, List<String> lines) {
        Map<String, VoteFact> facts =
                instance.facts.stream(poll.id()).collectMap(VoteFact::voterKey).block();
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            Receipts.Named named =
                    VotingInstance.receipts().read(poll.id(), parts[2]).orElseThrow();
            assertThat(named.voterKey()).isEqualTo(VotingInstance.People.key(parts[1]));
            assertThat(facts).containsKey(named.voterKey());
            assertThat(facts.get(named.voterKey()).revision())
                    .isGreaterThanOrEqualTo(named.revision());
        }
    }

    /** What the other has put into bundles that are given up waits for it. */
    private static void assertNothingTwice(VotingInstance instance, Poll poll) {
        instance.project();
        TallyAudit.Audited audited = instance.audit.audit(poll.id()).block();
        assertThat(audited.projected().total())
                .isPositive()
                .isLessThanOrEqualTo(audited.recounted().total());
    }

    private static void assertTallied(VotingInstance instance, Poll poll) {
        // Twice: another may have been in the middle of a batch, which is then finished first.
        instance.project();
        TallyAudit.Audited audited = instance.audit.audit(poll.id()).block();
        assertThat(audited.isEqual()).as("%s", audited).isTrue();
        assertThat(audited.recounted().total()).isPositive();
    }
}
