package org.zhumin.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;

import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.RepeatedTest;
import org.zhumin.testing.TestEngine;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What is acknowledged under load is there after a SIGKILL of the engine. */
class DurabilityIT {
    private static final int WRITERS = 4;

    private final Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();

    @RepeatedTest(4)
    void anAcknowledgedWriteOutlivesTheEngine() throws InterruptedException {
        try (TestEngine engine = TestEngine.mongo()) {
            try (MongoClient client = clientOf(engine)) {
                var collection = client.getDatabase("kill").getCollection("facts");
                List<Thread> writers =
                        Stream.generate(() -> new Thread(() -> write(collection)))
                                .limit(WRITERS)
                                .toList();
                writers.forEach(Thread::start);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> acknowledged.size() > 400);
                engine.kill();
                for (Thread writer : writers) {
                    writer.join();
                }
            }
            engine.start();
            try (MongoClient client = clientOf(engine)) {
                assertThat(stored(client)).containsAll(acknowledged);
            }
        }
    }

    /** Until the engine is gone. */
    private void write(MongoCollection<Document> collection) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                int id = number.incrementAndGet();
                var document = new Document("_id", id).append("text", "x".repeat(800));
                if (Mono.from(collection.insertOne(document)).block() != null) {
                    acknowledged.add(id);
                }
            }
        } catch (MongoException engineIsGone) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<Integer> stored(MongoClient client) {
        var ids = new HashSet<Integer>();
        Flux.from(client.getDatabase("kill").getCollection("facts").find())
                .map(found -> found.getInteger("_id"))
                .doOnNext(ids::add)
                .blockLast();
        return ids;
    }

    private static MongoClient clientOf(TestEngine engine) {
        var uri = new ConnectionString(engine.uri("kill"));
        var settings = MongoClientSettings.builder().applyConnectionString(uri);
        MongoTestSettings.apply(settings, uri);
        return MongoClients.create(settings.build());
    }
}
