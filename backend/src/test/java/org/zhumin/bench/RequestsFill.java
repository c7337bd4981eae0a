package org.zhumin.bench;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.BsonDocument;
import org.zhumin.platform.mongo.MongoTestSettings;
import org.zhumin.ranking.CountedOrders;
import org.zhumin.request.GeneratedRequests;
import org.zhumin.request.RequestPlans;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Fills a database with generated requests, or says how its lists are read. Run by {@code
 * backend/bench/requests}.
 *
 * <pre>RequestsFill fill URI N AREAS_FILE | explain URI</pre>
 */
final class RequestsFill {
    private static final int BATCH = 1_000;
    private static final int THREADS = 3;

    private RequestsFill() {}

    public static void main(String[] arguments) {
        var uri = new ConnectionString(arguments[1]);
        var settings = MongoClientSettings.builder().applyConnectionString(uri);
        MongoTestSettings.apply(settings, uri);
        settings.timeout(0, TimeUnit.SECONDS).writeConcern(WriteConcern.W1);
        try (MongoClient client = MongoClients.create(settings.build())) {
            MongoDatabase database = client.getDatabase(String.valueOf(uri.getDatabase()));
            if (arguments[0].equals("fill")) {
                fill(database, Integer.parseInt(arguments[2]), Path.of(arguments[3]));
            } else {
                RequestPlans.explain(database, Instant.now())
                        .forEach((list, plan) -> System.out.println(list + ": " + plan));
            }
        }
    }

    /** The indexes are made last, which is faster, and here, since the application allows 5 s. */
    private static void fill(MongoDatabase database, int n, Path areas) {
        Instant now = Instant.now();
        var requests = new GeneratedRequests(areas, now);
        var counted = new CountedOrders();
        var collection = database.getCollection("requests", BsonDocument.class);
        Flux.range(0, (n + BATCH - 1) / BATCH)
                .parallel(THREADS, 1)
                .runOn(Schedulers.boundedElastic(), 1)
                .doOnNext(
                        batch -> {
                            int from = batch * BATCH;
                            insert(
                                    collection,
                                    batch(
                                            database,
                                            requests,
                                            counted,
                                            from,
                                            Math.min(n, from + BATCH)));
                        })
                .sequential()
                .blockLast();
        System.out.printf("%d inserted, %d s%n", n, seconds(now));
        counted.store(database, now);
        System.out.printf("counted, %d s%n", seconds(now));
        var indexes = new ArrayList<>(GeneratedRequests.indexes(database));
        indexes.addAll(CountedOrders.indexes(database));
        Flux.from(collection.createIndexes(indexes)).blockLast();
        System.out.printf("indexed, %d s%n", seconds(now));
    }

    private static long seconds(Instant since) {
        return Duration.between(since, Instant.now()).toSeconds();
    }

    private static List<BsonDocument> batch(
            MongoDatabase database,
            GeneratedRequests requests,
            CountedOrders counted,
            int from,
            int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> requests.generate(i, database.getCodecRegistry()))
                .map(
                        generated -> {
                            if (generated.outcome() != null) {
                                counted.add(generated.outcome());
                            }
                            return generated.document();
                        })
                .toList();
    }

    private static void insert(MongoCollection<BsonDocument> into, List<BsonDocument> documents) {
        Mono.from(into.insertMany(documents, new InsertManyOptions().ordered(false))).block();
    }
}
