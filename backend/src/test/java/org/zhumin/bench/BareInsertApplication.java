package org.zhumin.bench;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;

import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Mono;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What WebFlux and the raw driver can do at best: one journaled insert of a document as large as a
 * stored request, and two constants. No security, no actuator, no JSON; the class path is that of
 * {@code bench/baseline/pom.xml} with the profile {@code insert}.
 *
 * <p>Properties: {@code bench.mongodb-uri} with the database that holds the requests; {@code
 * bench.area} and {@code bench.list}, files with the bytes to answer.
 */
@EnableAutoConfiguration
public class BareInsertApplication {
    private static final int CONNECTIONS = 64;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** What {@code _id}, the field names and the lengths take. */
    private static final int FIELDS_BYTES = 60;

    public static void main(String[] args) {
        SpringApplication.run(BareInsertApplication.class, args);
    }

    @Bean
    MongoClient client(Environment environment) {
        var uri = new ConnectionString(environment.getRequiredProperty("bench.mongodb-uri"));
        return MongoClients.create(
                MongoClientSettings.builder()
                        .applyConnectionString(uri)
                        .writeConcern(WriteConcern.W1.withJournal(true))
                        .applyToConnectionPoolSettings(
                                pool -> pool.minSize(CONNECTIONS).maxSize(CONNECTIONS))
                        .build());
    }

    @Bean
    RouterFunction<ServerResponse> routes(MongoClient client, Environment environment)
            throws IOException {
        var uri = new ConnectionString(environment.getRequiredProperty("bench.mongodb-uri"));
        int bytes = bytesOfOneRequest(client, Objects.requireNonNull(uri.getDatabase()));
        byte[] area = Files.readAllBytes(Path.of(environment.getRequiredProperty("bench.area")));
        byte[] list = Files.readAllBytes(Path.of(environment.getRequiredProperty("bench.list")));
        MongoCollection<Document> bare =
                client.getDatabase("zhumin_bench").getCollection("documents");
        return RouterFunctions.route()
                .POST("/insert", request -> insert(request, bare, bytes))
                .GET("/area", _ -> constant(area))
                .GET("/list", _ -> constant(list))
                .GET("/bytes", _ -> ServerResponse.ok().bodyValue(Integer.toString(bytes)))
                .build();
    }

    private static Mono<ServerResponse> insert(
            ServerRequest request, MongoCollection<Document> bare, int bytes) {
        return request.bodyToMono(byte[].class)
                .map(body -> documentOf(body, bytes))
                .flatMap(document -> Mono.from(bare.insertOne(document)))
                .flatMap(_ -> ServerResponse.status(HttpStatus.CREATED).build());
    }

    private static Document documentOf(byte[] body, int bytes) {
        int rest = Math.max(0, bytes - FIELDS_BYTES - body.length);
        return new Document("_id", new ObjectId())
                .append("body", new String(body, StandardCharsets.UTF_8))
                .append("rest", new Binary(new byte[rest]));
    }

    private static Mono<ServerResponse> constant(byte[] bytes) {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(bytes);
    }

    /** The mean size of a request that was just submitted. */
    private static int bytesOfOneRequest(MongoClient client, String database) {
        var pipeline =
                List.of(
                        Aggregates.match(Filters.eq("state", "SUBMITTED")),
                        Aggregates.group(
                                null,
                                Accumulators.avg("bytes", new Document("$bsonSize", "$$ROOT"))));
        var requests = client.getDatabase(database).getCollection("requests");
        Document mean = Mono.from(requests.aggregate(pipeline)).block(LIMIT);
        return Objects.requireNonNull(mean, "no request was submitted yet")
                .get("bytes", Number.class)
                .intValue();
    }
}
