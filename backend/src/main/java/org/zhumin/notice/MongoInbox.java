package org.zhumin.notice;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.ops.DeliveryFailures;
import org.zhumin.platform.ops.MongoBacklogs;
import org.zhumin.platform.ops.Operations;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Notices in collection {@code notices}, one document each. */
@Component
class MongoInbox implements Inbox, MongoIndexes, MongoBacklogs, DeliveryFailures {
    static final String COLLECTION = "notices";
    static final String EXPIRES_AT = "expiresAt";

    private static final String ID = "_id";
    private static final String RESIDENT = "resident";
    private static final String AT = "at";
    private static final String UNREAD = "unread";
    private static final String DELIVERY = "delivery";
    private static final String DUE = "delivery.due";
    private static final String MOVED_AT = "delivery.at";
    private static final String ERRCODE = "delivery.errcode";
    private static final String FAILED = "failed";

    private final MongoCollection<Stored> collection;
    private final Duration keep;

    MongoInbox(MongoDatabase database, NoticeSettings settings) {
        collection = database.getCollection(COLLECTION, Stored.class);
        keep = settings.keep();
    }

    // Outcomes: inserted; or duplicate _id, the person was told before.
    @Override
    public Mono<Boolean> insert(Notice notice) {
        return MongoCalls.one(collection.insertOne(Stored.of(notice, keep)))
                .map(_ -> true)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> Mono.just(false));
    }

    @Override
    public Mono<Slice<Notice>> list(ResidentId resident, int limit, @Nullable Cursor after) {
        Bson own = Filters.eq(RESIDENT, resident);
        return MongoCalls.many(
                        collection
                                .find(after == null ? own : Filters.and(own, isAfter(after)))
                                .sort(Sorts.descending(AT, ID))
                                .limit(limit + 1)
                                .batchSize(limit + 1))
                .map(Stored::toDomain)
                .collectList()
                .map(fetched -> Slice.of(fetched, limit, MongoInbox::cursorOf));
    }

    private static Cursor cursorOf(Notice last) {
        return Cursor.of(Long.toString(last.at().toEpochMilli()), last.id());
    }

    private static Bson isAfter(Cursor cursor) {
        Instant at = Instant.ofEpochMilli(Long.parseLong(cursor.keys().getFirst()));
        return Filters.or(
                Filters.lt(AT, at),
                Filters.and(Filters.eq(AT, at), Filters.lt(ID, cursor.keys().getLast())));
    }

    @Override
    public Flux<Notice> streamOf(ResidentId resident) {
        return MongoCalls.many(collection.find(Filters.eq(RESIDENT, resident)))
                .map(Stored::toDomain);
    }

    @Override
    public Mono<Void> markRead(ResidentId resident, List<String> ids) {
        return markRead(resident, Filters.in(ID, ids));
    }

    @Override
    public Mono<Void> markReadUpTo(ResidentId resident, Instant time) {
        return markRead(resident, Filters.lte(AT, time));
    }

    // Outcomes: those of them that are this resident's and unread become read.
    private Mono<Void> markRead(ResidentId resident, Bson which) {
        Bson unread = Filters.and(Filters.eq(RESIDENT, resident), Filters.eq(UNREAD, true), which);
        return MongoCalls.one(collection.updateMany(unread, Updates.set(UNREAD, false))).then();
    }

    @Override
    public Mono<Long> countUnread(ResidentId resident) {
        return MongoCalls.one(
                collection.countDocuments(
                        Filters.and(Filters.eq(RESIDENT, resident), Filters.eq(UNREAD, true)),
                        new CountOptions().limit(UNREAD_MAX)));
    }

    @Override
    public Flux<Notice> listDue(Instant now, int limit) {
        return MongoCalls.many(
                        collection
                                .find(Filters.lte(DUE, now))
                                .sort(Sorts.ascending(DUE))
                                .limit(limit))
                .map(Stored::toDomain);
    }

    // Outcomes: moved; or another has moved it since it was read, then empty.
    @Override
    public Mono<Notice> move(Notice notice, Delivery next) {
        Delivery before = Objects.requireNonNull(notice.delivery());
        Bson unchanged =
                Filters.and(
                        Filters.eq(ID, notice.id()),
                        Filters.eq("delivery.state", before.state()),
                        Filters.eq("delivery.attempts", before.attempts()));
        return MongoCalls.one(collection.updateOne(unchanged, Updates.set(DELIVERY, next)))
                .filter(result -> result.getMatchedCount() == 1)
                .map(_ -> notice.with(next));
    }

    @Override
    public Mono<Void> delete(String id) {
        return MongoCalls.one(collection.deleteOne(Filters.eq(ID, id))).then();
    }

    @Override
    public Mono<Void> deleteOf(ResidentId resident) {
        return MongoCalls.one(collection.deleteMany(Filters.eq(RESIDENT, resident))).then();
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<Waiting> backlogs() {
        return List.of(
                new Waiting(
                        Kind.QUEUE,
                        "notices.messages",
                        COLLECTION,
                        Filters.exists(DUE),
                        "due",
                        AT));
    }

    @Override
    public Flux<Failures> listFailures(Instant since) {
        var stages =
                List.of(
                        Aggregates.match(
                                Filters.and(Filters.gte(MOVED_AT, since), Filters.gt(ERRCODE, 0))),
                        Aggregates.limit(Operations.COUNT_MAX),
                        Aggregates.group(
                                "$" + ERRCODE,
                                Accumulators.sum("count", 1),
                                Accumulators.max("lastAt", "$" + MOVED_AT)),
                        Aggregates.sort(Sorts.descending("count", ID)));
        return MongoCalls.many(
                        collection
                                .withDocumentClass(Document.class)
                                .aggregate(stages)
                                .hintString(FAILED))
                .map(MongoInbox::failures);
    }

    private static Failures failures(Document found) {
        return new Failures(
                found.getInteger(ID),
                found.getInteger("count"),
                found.getDate("lastAt").toInstant());
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(
                        Indexes.compoundIndex(
                                Indexes.ascending(RESIDENT), Indexes.descending(AT, ID)),
                        new IndexOptions().name("inbox")),
                new IndexModel(
                        Indexes.ascending(RESIDENT, AT),
                        new IndexOptions()
                                .name("unread")
                                .partialFilterExpression(Filters.eq(UNREAD, true))),
                new IndexModel(
                        Indexes.ascending(DUE),
                        new IndexOptions()
                                .name("due")
                                .partialFilterExpression(Filters.exists(DUE))),
                // Most messages arrive, and are not in it.
                new IndexModel(
                        Indexes.descending(MOVED_AT, ERRCODE),
                        new IndexOptions()
                                .name(FAILED)
                                .partialFilterExpression(Filters.gt(ERRCODE, 0))),
                new IndexModel(Indexes.ascending(EXPIRES_AT), new IndexOptions().name("expiry")));
    }

    /** A notice as it is stored. Public because the driver's codec for records needs it. */
    public record Stored(
            @BsonId String id,
            ResidentId resident,
            String type,
            List<String> params,
            @Nullable String page,
            boolean urgent,
            Instant at,
            boolean unread,
            @Nullable Delivery delivery,
            Instant expiresAt) {
        static Stored of(Notice notice, Duration keep) {
            return new Stored(
                    notice.id(),
                    notice.resident(),
                    notice.type(),
                    notice.params(),
                    notice.page(),
                    notice.urgent(),
                    notice.at(),
                    !notice.read(),
                    notice.delivery(),
                    notice.at().plus(keep));
        }

        Notice toDomain() {
            return new Notice(id, resident, type, params, page, urgent, at, !unread, delivery);
        }
    }
}
