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
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.owed.Debtor;
import org.zhumin.platform.owed.MongoOwed;
import org.zhumin.platform.owed.Owed;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Observations in collection {@code project_observations}, one document each. */
@Component
class MongoObservations implements Observations, Debtor, MongoIndexes {
    private static final String COLLECTION = "project_observations";

    private final MongoCollection<Stored> collection;

    MongoObservations(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, Stored.class);
    }

    @Override
    public Mono<Observation> find(Observation.Id id) {
        return MongoCalls.one(collection.find(Filters.eq("_id", id)).first())
                .map(Stored::observation);
    }

    // Outcomes: inserted, then ours; or the id is taken, then what is stored.
    @Override
    public Mono<Observation> insert(Observation observation, List<Owed> owed) {
        return MongoCalls.one(collection.insertOne(Stored.of(observation, owed)))
                .thenReturn(observation)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> get(observation.id()));
    }

    @Override
    public Mono<Observation> save(Observation next, List<Owed> owed) {
        return MongoOwed.save(
                        collection, next.id(), next.version(), Stored.of(next, List.of()), owed)
                .thenReturn(next);
    }

    @Override
    public Mono<Slice<Observation>> listPublic(
            ProjectId project,
            Observation.@Nullable State state,
            int limit,
            @Nullable Cursor after) {
        var conditions = new ArrayList<Bson>();
        conditions.add(Filters.eq("project", project));
        conditions.add(Filters.eq("publication", Observation.Publication.PUBLIC));
        if (state != null) {
            conditions.add(Filters.eq("state", state));
        }
        if (after != null) {
            Instant at = instantOf(after);
            conditions.add(
                    Filters.or(
                            Filters.lt("createdAt", at),
                            Filters.and(
                                    Filters.eq("createdAt", at),
                                    Filters.lt("_id", after.keys().getLast()))));
        }
        return page(
                Filters.and(conditions),
                Sorts.descending("createdAt", "_id"),
                limit,
                last -> last.createdAt());
    }

    @Override
    public Mono<Slice<Observation>> listWork(
            List<AreaCode> areas,
            List<OrganizationId> units,
            Observation.State state,
            int limit,
            @Nullable Cursor after) {
        var conditions = new ArrayList<Bson>();
        conditions.add(Filters.or(Filters.in("areaPath", areas), Filters.in("implementer", units)));
        conditions.add(Filters.eq("state", state));
        if (after != null) {
            Instant at = instantOf(after);
            conditions.add(
                    Filters.or(
                            Filters.gt("answerBy", at),
                            Filters.and(
                                    Filters.eq("answerBy", at),
                                    Filters.gt("_id", after.keys().getLast()))));
        }
        return page(
                Filters.and(conditions),
                Sorts.ascending("answerBy", "_id"),
                limit,
                last -> last.answerBy());
    }

    private interface Moment {
        Instant of(Observation last);
    }

    private Mono<Slice<Observation>> page(Bson filter, Bson order, int limit, Moment moment) {
        return MongoCalls.many(
                        collection.find(filter).sort(order).limit(limit + 1).batchSize(limit + 1))
                .map(Stored::observation)
                .collectList()
                .map(
                        found ->
                                Slice.of(
                                        found,
                                        limit,
                                        last ->
                                                Cursor.of(
                                                        Long.toString(
                                                                moment.of(last).toEpochMilli()),
                                                        last.id().value())));
    }

    private static Instant instantOf(Cursor cursor) {
        return Instant.ofEpochMilli(Long.parseLong(cursor.keys().getFirst()));
    }

    @Override
    public Flux<Observation> streamBy(ResidentId observer) {
        return MongoCalls.many(collection.find(Filters.eq("observer", observer)))
                .map(Stored::observation);
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                index(
                        "public",
                        Indexes.compoundIndex(
                                Indexes.ascending("project", "publication"),
                                Indexes.descending("createdAt", "_id"))),
                index(
                        "public_state",
                        Indexes.compoundIndex(
                                Indexes.ascending("project", "publication", "state"),
                                Indexes.descending("createdAt", "_id"))),
                index("area_work", Indexes.ascending("areaPath", "state", "answerBy", "_id")),
                index("unit_work", Indexes.ascending("implementer", "state", "answerBy", "_id")),
                index("observer", Indexes.ascending("observer")));
    }

    private static IndexModel index(String name, Bson keys) {
        return new IndexModel(keys, new IndexOptions().name(name));
    }

    /** The record as it is, and beside it what the indexes need. */
    public record Stored(
            @BsonId Observation.Id id,
            ProjectId project,
            Observation.Publication publication,
            Observation.State state,
            List<AreaCode> areaPath,
            @Nullable OrganizationId implementer,
            @Nullable ResidentId observer,
            Instant answerBy,
            Instant createdAt,
            long version,
            Observation observation,
            @Nullable List<Owed> owed) {
        static Stored of(Observation observation, List<Owed> owed) {
            return new Stored(
                    observation.id(),
                    observation.project(),
                    observation.publication(),
                    observation.state(),
                    observation.areaPath(),
                    observation.implementer(),
                    observation.observer(),
                    observation.answerBy(),
                    observation.createdAt(),
                    observation.version(),
                    observation,
                    owed.isEmpty() ? null : owed);
        }
    }
}
