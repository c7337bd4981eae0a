package org.zhumin.project;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.owed.Debtor;
import org.zhumin.platform.owed.MongoOwed;
import org.zhumin.platform.owed.Owed;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rounds in collection {@code project_rounds}, one document each. */
@Component
class MongoRounds implements Rounds, Debtor, MongoIndexes {
    private static final String COLLECTION = "project_rounds";

    private final MongoCollection<Stored> collection;

    MongoRounds(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, Stored.class);
    }

    @Override
    public Mono<Round> find(Round.Id id) {
        return MongoCalls.one(collection.find(Filters.eq("_id", id)).first()).map(Stored::round);
    }

    // Outcomes: inserted, then ours; or the id is taken, then what is stored.
    @Override
    public Mono<Round> insert(Round round) {
        return MongoCalls.one(collection.insertOne(Stored.of(round)))
                .thenReturn(round)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> get(round.id()));
    }

    @Override
    public Mono<Round> save(Round next, List<Owed> owed) {
        return MongoOwed.save(collection, next.id(), next.version(), Stored.of(next), owed)
                .thenReturn(next);
    }

    @Override
    public Mono<Slice<Round>> list(
            AreaCode area, Round.@Nullable State state, int limit, @Nullable Cursor after) {
        var conditions = new ArrayList<Bson>();
        conditions.add(Filters.eq("areaPath", area));
        if (state != null) {
            conditions.add(Filters.eq("state", state));
        }
        if (after != null) {
            Instant at = Instant.ofEpochMilli(Long.parseLong(after.keys().getFirst()));
            conditions.add(
                    Filters.or(
                            Filters.lt("createdAt", at),
                            Filters.and(
                                    Filters.eq("createdAt", at),
                                    Filters.lt("_id", after.keys().getLast()))));
        }
        return MongoCalls.many(
                        collection
                                .find(Filters.and(conditions))
                                .sort(Sorts.descending("createdAt", "_id"))
                                .limit(limit + 1)
                                .batchSize(limit + 1))
                .map(Stored::round)
                .collectList()
                .map(found -> Slice.of(found, limit, MongoRounds::cursorOf));
    }

    private static Cursor cursorOf(Round last) {
        return Cursor.of(Long.toString(last.createdAt().toEpochMilli()), last.id().value());
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(newest("area", "areaPath"), newest("area_state", "areaPath", "state"));
    }

    private static IndexModel newest(String name, String... equal) {
        return new IndexModel(
                Indexes.compoundIndex(
                        Indexes.ascending(equal), Indexes.descending("createdAt", "_id")),
                new IndexOptions().name(name));
    }

    /** The record as it is, and beside it what the indexes need. */
    public record Stored(
            @BsonId Round.Id id,
            List<AreaCode> areaPath,
            Round.State state,
            Instant createdAt,
            long version,
            Round round,
            @Nullable List<Owed> owed) {
        static Stored of(Round round) {
            return new Stored(
                    round.id(),
                    round.plan().areaPath(),
                    round.state(),
                    round.createdAt(),
                    round.version(),
                    round,
                    null);
        }
    }
}
