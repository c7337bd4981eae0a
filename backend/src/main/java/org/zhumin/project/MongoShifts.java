package org.zhumin.project;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.Cursor;
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
import java.util.List;

/** Shifts in collection {@code project_shifts}, one document each with who comes. */
@Component
class MongoShifts implements Shifts, Debtor, MongoIndexes {
    private static final String COLLECTION = "project_shifts";
    private static final String OPERATION = "shift.reports.operation";
    private static final String OF_DEBT = "detail.resident";
    private static final String OWED_TO = "owed." + OF_DEBT;

    private final MongoCollection<Stored> collection;

    MongoShifts(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, Stored.class);
    }

    @Override
    public Mono<Shift> find(Shift.Id id) {
        return MongoCalls.one(collection.find(Filters.eq("_id", id)).first()).map(Stored::shift);
    }

    // Outcomes: inserted, then ours; or the id is taken, then what is stored.
    @Override
    public Mono<Shift> insert(Shift shift) {
        return MongoCalls.one(collection.insertOne(Stored.of(shift)))
                .thenReturn(shift)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> get(shift.id()));
    }

    @Override
    public Mono<Shift> save(Shift next, List<Owed> owed) {
        return MongoOwed.save(collection, next.id(), next.version(), Stored.of(next), owed)
                .thenReturn(next);
    }

    @Override
    public Mono<Slice<Shift>> listOf(ProjectId project, int limit, @Nullable Cursor after) {
        Bson all = Filters.eq("project", project);
        return MongoCalls.many(
                        collection
                                .find(after == null ? all : Filters.and(all, isEarlier(after)))
                                .sort(Sorts.descending("startsAt", "_id"))
                                .limit(limit + 1)
                                .batchSize(limit + 1))
                .map(Stored::shift)
                .collectList()
                .map(found -> Slice.of(found, limit, MongoShifts::cursorOf));
    }

    private static Cursor cursorOf(Shift last) {
        return Cursor.of(Long.toString(last.startsAt().toEpochMilli()), last.id().value());
    }

    private static Bson isEarlier(Cursor cursor) {
        Instant at = Instant.ofEpochMilli(Long.parseLong(cursor.keys().getFirst()));
        return Filters.or(
                Filters.lt("startsAt", at),
                Filters.and(
                        Filters.eq("startsAt", at), Filters.lt("_id", cursor.keys().getLast())));
    }

    @Override
    public Flux<Shift> streamBy(ResidentId resident) {
        return MongoCalls.many(collection.find(Filters.eq("shift.signedUp", resident)))
                .map(Stored::shift);
    }

    @Override
    public Mono<Shift> findByReport(String operation) {
        return MongoCalls.one(collection.find(Filters.eq(OPERATION, operation)).first())
                .map(Stored::shift);
    }

    // Outcomes of both: forgotten; or performed by now, then nothing is left to forget.
    @Override
    public Mono<Void> forgetDebts(ResidentId resident) {
        Bson ofResident = Filters.eq(OF_DEBT, resident.value());
        Bson there =
                Filters.and(
                        Filters.eq("shift.signedUp", resident),
                        Filters.eq(OWED_TO, resident.value()));
        Bson hours = Filters.and(Filters.eq("kind", ShiftService.HOURS), ofResident);
        return MongoCalls.one(collection.updateMany(there, Updates.pull("owed", hours)))
                .then(
                        Mono.defer(
                                () ->
                                        MongoCalls.one(
                                                collection.updateMany(
                                                        there,
                                                        Updates.unset("owed.$[debt]." + OF_DEBT),
                                                        new UpdateOptions()
                                                                .arrayFilters(
                                                                        List.of(
                                                                                Filters.eq(
                                                                                        "debt."
                                                                                                + OF_DEBT,
                                                                                        resident
                                                                                                .value())))))))
                .then();
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(
                        Indexes.compoundIndex(
                                Indexes.ascending("project"),
                                Indexes.descending("startsAt", "_id")),
                        new IndexOptions().name("project")),
                new IndexModel(Indexes.ascending(OPERATION), new IndexOptions().name("report")),
                new IndexModel(
                        Indexes.ascending("shift.signedUp"), new IndexOptions().name("resident")));
    }

    /** The record as it is, and beside it what the indexes need. */
    public record Stored(
            @BsonId Shift.Id id,
            ProjectId project,
            Instant startsAt,
            long version,
            Shift shift,
            @Nullable List<Owed> owed) {
        static Stored of(Shift shift) {
            return new Stored(
                    shift.id(), shift.project(), shift.startsAt(), shift.version(), shift, null);
        }
    }
}
