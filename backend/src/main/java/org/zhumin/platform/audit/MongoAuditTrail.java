package org.zhumin.platform.audit;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.audit.MongoAuditLog.Document;
import org.zhumin.platform.mongo.MongoCalls;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what {@link MongoAuditLog} wrote. */
@Component
class MongoAuditTrail implements AuditTrail {
    private final MongoCollection<Document> collection;

    MongoAuditTrail(MongoDatabase database) {
        collection = database.getCollection(MongoAuditLog.COLLECTION, Document.class);
    }

    @Override
    public Mono<Slice<Recorded>> list(Filter filter, int limit, @Nullable Cursor after) {
        return MongoCalls.many(
                        collection
                                .find(matching(filter, after))
                                .sort(Sorts.descending(MongoAuditLog.AT, MongoAuditLog.ID))
                                .limit(limit + 1)
                                .batchSize(limit + 1))
                .collectList()
                .map(found -> Slice.of(found, limit, MongoAuditTrail::cursorOf))
                .map(slice -> slice.map(Document::sealed))
                .flatMap(slice -> before(slice.items()).map(before -> checked(slice, before)));
    }

    private static Slice<Recorded> checked(
            Slice<SealedEntry> slice, Map<String, SealedEntry> before) {
        return slice.map(one -> one.checked(before.get(one.entry().previousHash())));
    }

    /** Those before, by their hash. */
    private Mono<Map<String, SealedEntry>> before(List<SealedEntry> entries) {
        var hashes = entries.stream().map(one -> one.entry().previousHash()).distinct().toList();
        return MongoCalls.many(collection.find(Filters.in(MongoAuditLog.HASH, hashes)))
                .map(Document::sealed)
                .collectMap(SealedEntry::hash);
    }

    private static Bson matching(Filter filter, @Nullable Cursor after) {
        var all = new ArrayList<Bson>();
        if (filter.actor() != null) {
            all.add(Filters.eq(MongoAuditLog.ACTOR, filter.actor()));
        }
        if (filter.target() != null) {
            all.add(Filters.eq(MongoAuditLog.TARGET, filter.target()));
        }
        if (after != null) {
            all.add(isAfter(after));
        }
        return all.isEmpty() ? Filters.empty() : Filters.and(all);
    }

    private static Cursor cursorOf(Document last) {
        return Cursor.of(Long.toString(last.at().toEpochMilli()), last.id());
    }

    private static Bson isAfter(Cursor cursor) {
        Instant at = Instant.ofEpochMilli(Long.parseLong(cursor.keys().getFirst()));
        return Filters.or(
                Filters.lt(MongoAuditLog.AT, at),
                Filters.and(
                        Filters.eq(MongoAuditLog.AT, at),
                        Filters.lt(MongoAuditLog.ID, cursor.keys().getLast())));
    }
}
