package org.zhumin.platform.audit;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.Detached;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The audit log in collection {@code audit}, one document an entry: {@code {_id:
 * "instance.segment:day:number", chain, number, previousHash, hash, at, actor, action, target,
 * details}}. One entry of this instance is written at a time, since each needs the hash of the one
 * before.
 */
@Component
class MongoAuditLog implements AuditLog, MongoIndexes {
    static final String COLLECTION = "audit";
    static final String ID = "_id";
    static final String AT = "at";
    static final String ACTOR = "actor";
    static final String TARGET = "target";
    static final String HASH = "hash";

    private final String instance = Ids.random();
    private final MongoCollection<Document> collection;
    private final Clock clock;
    private final AtomicReference<Mono<Head>> tail = new AtomicReference<>(Mono.just(Head.START));

    MongoAuditLog(MongoDatabase database, Clock clock) {
        collection = database.getCollection(COLLECTION, Document.class);
        this.clock = clock;
    }

    @Override
    public Mono<Void> record(
            ResidentId actor, String action, String target, Map<String, String> details) {
        // Detached: a caller that leaves must not leave the next entry waiting for this one.
        return Detached.run(
                Mono.defer(
                        () -> {
                            Sinks.One<Head> end = Sinks.one();
                            Mono<Head> before = tail.getAndSet(end.asMono());
                            return before.flatMap(
                                    head ->
                                            append(
                                                    head,
                                                    entry(head, actor, action, target, details),
                                                    end));
                        }));
    }

    private Mono<Void> append(Head head, AuditEntry entry, Sinks.One<Head> end) {
        return MongoCalls.one(collection.insertOne(Document.of(entry)))
                .doOnSuccess(_ -> end.tryEmitValue(head.after(entry)))
                .doOnError(_ -> end.tryEmitValue(head.newSegment()))
                .then();
    }

    private AuditEntry entry(
            Head head,
            ResidentId actor,
            String action,
            String target,
            Map<String, String> details) {
        Instant now = clock.instant();
        String day = LocalDate.ofInstant(now, clock.getZone()).toString();
        String chain = instance + "." + head.segment() + ":" + day;
        long number = head.chain().equals(chain) ? head.next() : 0;
        return new AuditEntry(
                chain, number, head.hash(), now, actor.value(), action, target, details);
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(Indexes.descending(AT, ID), new IndexOptions().name("at")),
                new IndexModel(newestOf(ACTOR), new IndexOptions().name("actor")),
                new IndexModel(newestOf(TARGET), new IndexOptions().name("target")),
                // The entry before an instance's first of a day is found by its hash alone.
                new IndexModel(Indexes.ascending(HASH), new IndexOptions().name("hash")));
    }

    private static Bson newestOf(String field) {
        return Indexes.compoundIndex(Indexes.ascending(field), Indexes.descending(AT, ID));
    }

    /**
     * Where the chain ends.
     *
     * @param segment raised when an insert failed: whether it was written is not known, so its
     *     number must not be used again
     */
    private record Head(long segment, String chain, long next, String hash) {
        static final Head START = new Head(0, "", 0, "");

        Head after(AuditEntry entry) {
            return new Head(segment, entry.chain(), entry.number() + 1, entry.hash());
        }

        Head newSegment() {
            return new Head(segment + 1, "", 0, hash);
        }
    }

    public record Document(
            @BsonId String id,
            String chain,
            long number,
            String previousHash,
            String hash,
            Instant at,
            String actor,
            String action,
            String target,
            Map<String, String> details) {
        static Document of(AuditEntry entry) {
            return new Document(
                    entry.id(),
                    entry.chain(),
                    entry.number(),
                    entry.previousHash(),
                    entry.hash(),
                    entry.at(),
                    entry.actor(),
                    entry.action(),
                    entry.target(),
                    entry.details());
        }

        SealedEntry sealed() {
            AuditEntry entry =
                    new AuditEntry(chain, number, previousHash, at, actor, action, target, details);
            return new SealedEntry(id, entry, hash);
        }
    }
}
