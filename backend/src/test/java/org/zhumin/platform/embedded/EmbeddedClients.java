package org.zhumin.platform.embedded;

import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;

import org.bson.Document;

import reactor.core.publisher.Mono;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Short conversations with the embedded engines. */
final class EmbeddedClients {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private EmbeddedClients() {}

    static void write(String mongoUri, String id) {
        withFacts(mongoUri, facts -> Mono.from(facts.insertOne(new Document("_id", id))));
    }

    static long count(String mongoUri) {
        return withFacts(mongoUri, facts -> Mono.from(facts.countDocuments()));
    }

    /** How much of its data MongoDB keeps in memory at most. */
    static long cacheBytes(String mongoUri) {
        try (MongoClient client = MongoClients.create(mongoUri)) {
            return Mono.from(
                            client.getDatabase("admin").runCommand(new Document("serverStatus", 1)))
                    .map(
                            status ->
                                    status.getEmbedded(
                                            List.of(
                                                    "wiredTiger",
                                                    "cache",
                                                    "maximum bytes configured"),
                                            Number.class))
                    .block(TIMEOUT)
                    .longValue();
        }
    }

    static void set(String redisUri, String key, String value) {
        try (RedisClient client = RedisClient.create(RedisURI.create(redisUri))) {
            client.connect().reactive().set(key, value).block(TIMEOUT);
        }
    }

    static String get(String redisUri, String key) {
        try (RedisClient client = RedisClient.create(RedisURI.create(redisUri))) {
            return client.connect().reactive().get(key).block(TIMEOUT);
        }
    }

    static boolean accepts(int port) {
        try (var socket = EmbeddedPort.connect(port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static <T> T withFacts(
            String uri, Function<MongoCollection<Document>, Mono<T>> conversation) {
        try (MongoClient client = MongoClients.create(uri)) {
            MongoCollection<Document> facts =
                    client.getDatabase("test")
                            .getCollection("facts")
                            // As MongoDurability has it for a server of its own kind.
                            .withWriteConcern(WriteConcern.W1.withJournal(true));
            return conversation.apply(facts).block(TIMEOUT);
        }
    }
}
