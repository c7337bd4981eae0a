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
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * What WebFlux and the raw driver can do at best for a vote: one journaled insert of a document
 * like a stored vote, and constants in place of a tally and a project. No security, no checks, no
 * JSON.
 *
 * <p>Properties: {@code bench.mongodb-uri} with the database that holds the votes; {@code
 * bench.connections}, the size of the pool; {@code bench.tally} and {@code bench.project}, files
 * with the bytes to answer. {@code POST /copies?of=&n=} adds copies of a project with its polls and
 * tallies and answers their ids; {@code POST /fill?n=} adds votes that are counted already to the
 * application's own; {@code POST /recount} counts the votes on the projects that it is sent; {@code
 * GET /check} compares all tallies with a recount.
 */
@EnableAutoConfiguration
public class BareVoteApplication {
    private static final String CELL = "520102016003";
    private static final int FILLED_AT_ONCE = 1000;
    private static final int POLLS = 200;

    /** Odd, so that no two numbers become one. */
    private static final long SCATTER = 0x9E37_79B9_7F4A_7C15L;

    private final AtomicLong serial = new AtomicLong(System.nanoTime());

    public static void main(String[] args) {
        SpringApplication.run(BareVoteApplication.class, args);
    }

    @Bean
    MongoClient client(Environment environment) {
        var uri = new ConnectionString(environment.getRequiredProperty("bench.mongodb-uri"));
        int connections = environment.getRequiredProperty("bench.connections", Integer.class);
        return MongoClients.create(
                MongoClientSettings.builder()
                        .applyConnectionString(uri)
                        .writeConcern(WriteConcern.W1.withJournal(true))
                        .applyToConnectionPoolSettings(
                                pool -> pool.minSize(connections).maxSize(connections))
                        .build());
    }

    @Bean
    RouterFunction<ServerResponse> routes(MongoClient client, Environment environment)
            throws IOException {
        var uri = new ConnectionString(environment.getRequiredProperty("bench.mongodb-uri"));
        var database = client.getDatabase(Objects.requireNonNull(uri.getDatabase()));
        byte[] tally = Files.readAllBytes(Path.of(environment.getRequiredProperty("bench.tally")));
        byte[] project =
                Files.readAllBytes(Path.of(environment.getRequiredProperty("bench.project")));
        var bare = client.getDatabase("zhumin_bench").getCollection("votes");
        var votes = database.getCollection("votes");
        var tallies = database.getCollection("vote_tallies");
        return RouterFunctions.route()
                .PUT("/vote", request -> insert(request, bare))
                .GET("/tally", _ -> json(tally))
                .GET("/project", _ -> json(project))
                .POST("/copies", request -> copy(request, database))
                .POST("/fill", request -> fill(request, votes))
                .POST("/recount", request -> recount(request, votes))
                .GET("/check", _ -> check(votes, tallies))
                .build();
    }

    private Mono<ServerResponse> insert(ServerRequest request, MongoCollection<Document> bare) {
        return request.bodyToMono(byte[].class)
                .map(body -> vote(new String(body, StandardCharsets.UTF_8)).append("d", true))
                .flatMap(document -> Mono.from(bare.insertOne(document)))
                .flatMap(_ -> ServerResponse.ok().build());
    }

    private Document vote(String body) {
        return new Document("_id", key(serial.incrementAndGet()))
                .append("r", 1)
                .append("at", Instant.now())
                .append("v", body)
                .append("c", "SUPPORT")
                .append("a", CELL);
    }

    /** As long as a stored vote's, of one of many polls, and in no order there, as those are. */
    private static String key(long n) {
        return "project:0123456789abcdefghjkmnp"
                + (100 + n % POLLS)
                + ":POINT:0123456789"
                + HexFormat.of().toHexDigits(n * SCATTER);
    }

    private Mono<ServerResponse> fill(ServerRequest request, MongoCollection<Document> votes) {
        int n = request.queryParam("n").map(Integer::parseInt).orElse(0);
        return Flux.range(0, n / FILLED_AT_ONCE)
                .concatMap(_ -> Mono.from(votes.insertMany(filling())))
                .then(ServerResponse.ok().build());
    }

    private List<Document> filling() {
        return IntStream.range(0, FILLED_AT_ONCE)
                .mapToObj(
                        _ ->
                                vote("{\"choice\":\"SUPPORT\",\"optionCodes\":[]}")
                                        .append("k", "SUPPORT")
                                        .append("b", 1L))
                .toList();
    }

    /** The body is a list of projects' ids. */
    private static Mono<ServerResponse> recount(
            ServerRequest request, MongoCollection<Document> votes) {
        return request.bodyToMono(new ParameterizedTypeReference<List<String>>() {})
                .flatMapIterable(ids -> ids)
                .concatMap(id -> countedBy(votes, "project:" + id + ":POINT", "$v"))
                .collectMultimap(
                        found -> choice(found.getString("_id")),
                        found -> found.get("n", Number.class).longValue())
                .flatMap(
                        choices -> {
                            var sums = new TreeMap<String, Long>();
                            choices.forEach((choice, all) -> sums.put(choice, sum(all)));
                            return ServerResponse.ok()
                                    .contentType(MediaType.APPLICATION_JSON)
                                    .bodyValue(
                                            Map.of("votes", sum(sums.values()), "choices", sums));
                        });
    }

    private static String choice(String encoded) {
        return Document.parse(encoded).getString("choice");
    }

    private static long sum(Collection<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).sum();
    }

    /** The votes that count. */
    private static Flux<Document> countedBy(
            MongoCollection<Document> votes, String poll, String what) {
        var ofPoll =
                Filters.and(
                        Filters.gte("_id", poll + ":"),
                        Filters.lt("_id", poll + ";"),
                        Filters.exists("c"));
        return Flux.from(
                votes.aggregate(
                        List.of(
                                Aggregates.match(ofPoll),
                                Aggregates.group(what, Accumulators.sum("n", 1)))));
    }

    private static Mono<ServerResponse> copy(ServerRequest request, MongoDatabase database) {
        String of = request.queryParam("of").orElseThrow();
        int n = request.queryParam("n").map(Integer::parseInt).orElseThrow();
        List<String> ids =
                IntStream.range(0, n)
                        .mapToObj(i -> of.substring(0, of.length() - 7) + "%06d0".formatted(i))
                        .toList();
        return Flux.just("projects", "polls", "vote_tallies")
                .map(database::getCollection)
                .concatMap(collection -> copy(collection, of, ids))
                .then(ServerResponse.ok().bodyValue(String.join("\n", ids)));
    }

    private static Flux<?> copy(MongoCollection<Document> collection, String of, List<String> ids) {
        return Flux.from(collection.find(Filters.regex("_id", of)))
                .map(Document::toJson)
                .concatMapIterable(
                        json ->
                                ids.stream()
                                        .map(id -> Document.parse(json.replace(of, id)))
                                        .toList())
                .buffer(FILLED_AT_ONCE)
                .concatMap(collection::insertMany);
    }

    /** Only polls that have a tally: what was filled in has none, nor has the batch. */
    private static Mono<ServerResponse> check(
            MongoCollection<Document> votes, MongoCollection<Document> tallies) {
        return Flux.from(tallies.find(Filters.exists("n")))
                .concatMap(tally -> compare(votes, tally))
                .collectList()
                .map(
                        differences ->
                                "{\"polls\":%d,\"counted\":%d,\"differing\":%d}"
                                        .formatted(
                                                differences.size(),
                                                differences.stream().mapToLong(Compared::n).sum(),
                                                differences.stream()
                                                        .filter(one -> !one.equal())
                                                        .count()))
                .flatMap(text -> json(text.getBytes(StandardCharsets.UTF_8)));
    }

    private record Compared(long n, boolean equal) {}

    private static Mono<Compared> compare(MongoCollection<Document> votes, Document tally) {
        return countedBy(votes, tally.getString("_id"), "$c")
                .map(found -> isTallied(tally, found))
                .reduce(
                        new Compared(0, true),
                        (sum, one) -> new Compared(sum.n + one.n, sum.equal && one.equal))
                .map(sum -> new Compared(sum.n, sum.equal && sum.n == count(tally, "total")));
    }

    private static Compared isTallied(Document tally, Document found) {
        long n = found.get("n", Number.class).longValue();
        String choice = found.getString("_id").split(",", 2)[0];
        return new Compared(n, n == count(tally, "choice:" + choice));
    }

    private static long count(Document tally, String name) {
        return tally.get("n", Document.class).get(name, (Number) 0L).longValue();
    }

    private static Mono<ServerResponse> json(byte[] bytes) {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(bytes);
    }
}
