package org.zhumin.bench;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;

import org.awaitility.Awaitility;
import org.bson.Document;
import org.zhumin.testing.TestEngine;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts, for several write concerns, how many acknowledged writes of the embedded engine are gone
 * after it was killed under load. Run by {@code backend/bench/durability}; its outcome is why
 * {@code MongoDurability} chooses as it does.
 */
final class DurabilityComparison {
    private static final int ROUNDS = 10;
    private static final int WRITERS = 4;
    private static final int WRITES_BEFORE_KILL = 700;
    private static final List<WriteConcern> CONCERNS =
            List.of(
                    WriteConcern.W1,
                    WriteConcern.MAJORITY.withJournal(true),
                    WriteConcern.W1.withJournal(true));

    private DurabilityComparison() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (TestEngine engine = TestEngine.mongo()) {
            for (WriteConcern concern : CONCERNS) {
                int acknowledged = 0;
                int lost = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    Set<Integer> promised = writeUntilKilled(engine, concern);
                    engine.start();
                    acknowledged += promised.size();
                    promised.removeAll(stored(engine));
                    lost += promised.size();
                }
                System.out.printf("%s: acknowledged %d, lost %d%n", concern, acknowledged, lost);
            }
        }
    }

    private static Set<Integer> writeUntilKilled(TestEngine engine, WriteConcern concern)
            throws InterruptedException {
        Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
        var number = new AtomicInteger();
        var settings =
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(engine.uri("kill")))
                        .writeConcern(concern);
        try (MongoClient client = MongoClients.create(settings.build())) {
            MongoCollection<Document> facts = client.getDatabase("kill").getCollection("facts");
            Mono.from(facts.drop()).block();
            var writers = new ArrayList<Thread>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(Thread.ofPlatform().start(() -> write(facts, number, acknowledged)));
            }
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> acknowledged.size() > WRITES_BEFORE_KILL);
            engine.kill();
            for (Thread writer : writers) {
                writer.interrupt();
                writer.join();
            }
        }
        return new HashSet<>(acknowledged);
    }

    private static void write(
            MongoCollection<Document> facts, AtomicInteger number, Queue<Integer> acknowledged) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                int id = number.incrementAndGet();
                var document = new Document("_id", id).append("text", "x".repeat(800));
                if (Mono.from(facts.insertOne(document)).block() != null) {
                    acknowledged.add(id);
                }
            }
        } catch (RuntimeException killed) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<Integer> stored(TestEngine engine) {
        var ids = new HashSet<Integer>();
        try (MongoClient client = MongoClients.create(engine.uri("kill"))) {
            Flux.from(client.getDatabase("kill").getCollection("facts").find())
                    .map(found -> found.getInteger("_id"))
                    .doOnNext(ids::add)
                    .blockLast();
        }
        return ids;
    }
}
