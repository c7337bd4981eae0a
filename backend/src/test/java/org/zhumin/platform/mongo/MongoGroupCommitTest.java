package org.zhumin.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;

import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.testing.TestServers;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

@TestInstance(Lifecycle.PER_CLASS)
class MongoGroupCommitTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private MongoCollection<Document> facts;
    private MongoGroupCommit<Document> commit;

    private final AtomicInteger insertCommands = new AtomicInteger();

    @BeforeAll
    void connect() {
        var counter =
                new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent command) {
                        if (command.getCommandName().equals("insert")) {
                            insertCommands.incrementAndGet();
                        }
                    }
                };
        var uri = new ConnectionString(TestServers.mongoUri("groupcommit"));
        var settings = MongoClientSettings.builder().applyConnectionString(uri);
        MongoTestSettings.apply(settings, uri);
        facts =
                MongoClients.create(settings.addCommandListener(counter).build())
                        .getDatabase("groupcommit")
                        .getCollection("facts");
    }

    @BeforeEach
    void clear() {
        Mono.from(facts.deleteMany(new Document())).block(LIMIT);
        commit = MongoTestSettings.groups().commits(facts);
    }

    private static Document fact(int id, int writer) {
        return new Document("_id", id).append("writer", writer);
    }

    /** What became of an insert: "ok", "duplicate", or the problem's code. */
    private Mono<String> outcome(MongoGroupCommit<Document> by, Document fact) {
        return by.insert(fact)
                .thenReturn("ok")
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> Mono.just("duplicate"))
                .onErrorResume(
                        DomainException.class,
                        refused -> Mono.just(refused.problem().code().code()));
    }

    private long stored() {
        return Objects.requireNonNull(Mono.from(facts.countDocuments()).block(LIMIT));
    }

    @Test
    void everyConcurrentInsertIsStoredOnce() {
        List<String> outcomes =
                Flux.range(0, 5_000)
                        .flatMap(
                                id ->
                                        outcome(commit, fact(id, 0))
                                                .subscribeOn(Schedulers.parallel()),
                                512)
                        .collectList()
                        .block(LIMIT);
        assertThat(outcomes).hasSize(5_000).containsOnly("ok");
        assertThat(stored()).isEqualTo(5_000);
    }

    @Test
    void insertsThatArriveTogetherShareAnAcknowledgement() {
        int before = insertCommands.get();
        Flux.range(0, 1_000).flatMap(id -> commit.insert(fact(id, 0)), 1_000).blockLast(LIMIT);
        assertThat(insertCommands.get() - before).isLessThan(100);
        assertThat(stored()).isEqualTo(1_000);
    }

    @Test
    void ofSeveralUnderOneKeyOneSucceedsAndItsCompanyIsNotHarmed() {
        List<String> outcomes =
                Flux.range(0, 1_600)
                        .flatMap(
                                i ->
                                        outcome(commit, fact(i / 16, i % 16))
                                                .subscribeOn(Schedulers.parallel()),
                                1_600)
                        .collectList()
                        .block(LIMIT);
        assertThat(outcomes).filteredOn("ok"::equals).hasSize(100);
        assertThat(outcomes).filteredOn("duplicate"::equals).hasSize(1_500);
        assertThat(stored()).isEqualTo(100);
    }

    @Test
    void aCallerThatLeavesDoesNotTakeItsDocumentBack() {
        Flux.range(0, 500)
                .flatMap(
                        id ->
                                commit.insert(fact(id, 0))
                                        .timeout(Duration.ZERO, Mono.empty())
                                        .then(Mono.empty()),
                        500)
                .blockLast(LIMIT);
        commit.insert(fact(500, 0)).block(LIMIT);
        Awaitility.await().until(() -> stored() == 501);
    }

    @Test
    void whatWaitedTooLongIsRefusedAndNotWritten() {
        var seconds = new AtomicLong();
        var slow =
                new MongoGroupCommit<>(
                        facts,
                        Schedulers.parallel(),
                        () -> TimeUnit.SECONDS.toNanos(6 * seconds.getAndIncrement()));
        assertThat(outcome(slow, fact(1, 0)).block(LIMIT))
                .isEqualTo(PlatformProblem.UNAVAILABLE.code());
        assertThat(stored()).isZero();
    }
}
