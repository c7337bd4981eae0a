package org.zhumin.moderation;

import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.ops.MongoBacklogs;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Cases in collection {@code moderation_cases}, one document each, see {@link MongoCaseDocument}.
 * The id follows from content and round, so one round is opened once. {@code waitingSince}, {@code
 * decidedAt} and {@code owed} are left out where they say nothing, and their indexes are partial:
 * the queue's holds only what waits.
 */
@Component
class MongoModerationCases implements ModerationCases, MongoIndexes, MongoBacklogs {
    private static final String COLLECTION = "moderation_cases";
    private static final String WAITING = "waitingSince";
    private static final String DECIDED = "decidedAt";
    private static final Bson LATEST_DECISION_FIRST = Sorts.descending(DECIDED, "_id");

    /** More than this says enough. */
    private static final int COUNT_MAX = 100_000;

    private final MongoCollection<MongoCaseDocument> collection;

    MongoModerationCases(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, MongoCaseDocument.class);
    }

    @Override
    public Mono<ModerationCase> find(CaseId id) {
        return MongoCalls.one(collection.find(Filters.eq("_id", id)).first())
                .map(MongoCaseDocument::toDomain);
    }

    @Override
    public Mono<ModerationCase> findLatest(Target target) {
        Bson about =
                Filters.and(
                        Filters.eq("targetType", target.type()),
                        Filters.eq("targetId", target.id()));
        return MongoCalls.one(collection.find(about).sort(Sorts.descending("round")).first())
                .map(MongoCaseDocument::toDomain);
    }

    /** Outcomes: inserted; or the id is taken, and what lies there is given. */
    @Override
    public Mono<ModerationCase> insert(ModerationCase opened) {
        return MongoCalls.one(collection.insertOne(MongoCaseDocument.of(opened)))
                .thenReturn(opened)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> get(opened.id()));
    }

    /** Outcomes: replaced; or the stored version is another, and nothing is changed. */
    @Override
    public Mono<ModerationCase> save(ModerationCase next) {
        return MongoCalls.one(
                        collection.replaceOne(
                                version(next.id(), next.version() - 1), MongoCaseDocument.of(next)))
                .filter(result -> result.getMatchedCount() == 1)
                .switchIfEmpty(Mono.error(PlatformProblem.STALE::refusal))
                .thenReturn(next);
    }

    /**
     * Outcomes: nothing is owed; or the stored version is another, and nothing is changed. The
     * version stays, so that whoever holds the case can go on with it; a debt that comes back with
     * an older copy is only paid twice.
     */
    @Override
    public Mono<Boolean> settle(ModerationCase performed) {
        return MongoCalls.one(
                        collection.updateOne(
                                version(performed.id(), performed.version()),
                                Updates.unset("owed")))
                .map(result -> result.getMatchedCount() == 1);
    }

    private static Bson version(CaseId id, long version) {
        return Filters.and(Filters.eq("_id", id), Filters.eq("version", version));
    }

    @Override
    public Flux<ModerationCase> listOwing(Instant before, int limit) {
        Bson owing = Filters.and(Filters.exists("owed"), Filters.lt("updatedAt", before));
        return MongoCalls.many(
                        collection.find(owing).sort(Sorts.ascending("updatedAt")).limit(limit))
                .map(MongoCaseDocument::toDomain);
    }

    @Override
    public Mono<Slice<ModerationCase>> listWaiting(
            List<AreaCode> areas, @Nullable CaseState state, int limit, @Nullable Cursor after) {
        var conditions = new ArrayList<Bson>();
        conditions.add(Filters.exists(WAITING));
        conditions.add(Filters.in("areaPath", areas));
        if (state != null) {
            conditions.add(Filters.eq("state", state));
        }
        if (after != null) {
            conditions.add(
                    beyond(
                            after,
                            at -> Filters.gt(WAITING, at),
                            id -> Filters.gt("_id", id),
                            WAITING));
        }
        return list(
                Filters.and(conditions),
                Sorts.ascending(WAITING, "_id"),
                limit,
                ModerationCase::waitingSince);
    }

    @Override
    public Mono<Slice<ModerationCase>> listDecided(int limit, @Nullable Cursor after) {
        return listDecided(Filters.exists(DECIDED), limit, after);
    }

    @Override
    public Mono<Slice<ModerationCase>> listDecidedOf(
            ResidentId owner, int limit, @Nullable Cursor after) {
        return listDecided(
                Filters.and(Filters.eq("owner", owner), Filters.exists(DECIDED)), limit, after);
    }

    private Mono<Slice<ModerationCase>> listDecided(Bson which, int limit, @Nullable Cursor after) {
        Bson all =
                after == null
                        ? which
                        : Filters.and(
                                which,
                                beyond(
                                        after,
                                        at -> Filters.lt(DECIDED, at),
                                        id -> Filters.lt("_id", id),
                                        DECIDED));
        return list(all, LATEST_DECISION_FIRST, limit, ModerationCase::decidedAt);
    }

    private static Bson beyond(
            Cursor cursor,
            Function<Instant, Bson> later,
            Function<String, Bson> sameTime,
            String field) {
        Instant at = Instant.ofEpochMilli(Long.parseLong(cursor.keys().getFirst()));
        return Filters.or(
                later.apply(at),
                Filters.and(Filters.eq(field, at), sameTime.apply(cursor.keys().getLast())));
    }

    private Mono<Slice<ModerationCase>> list(
            Bson filter, Bson sort, int limit, Function<ModerationCase, @Nullable Instant> by) {
        return MongoCalls.many(
                        collection.find(filter).sort(sort).limit(limit + 1).batchSize(limit + 1))
                .map(MongoCaseDocument::toDomain)
                .collectList()
                .map(fetched -> Slice.of(fetched, limit, last -> cursorOf(last, by.apply(last))));
    }

    private static Cursor cursorOf(ModerationCase last, @Nullable Instant at) {
        long millis = Objects.requireNonNull(at).toEpochMilli();
        return Cursor.of(Long.toString(millis), last.id().value());
    }

    @Override
    public Flux<ModerationCase> findAll(Collection<CaseId> ids) {
        return MongoCalls.many(collection.find(Filters.in("_id", ids)))
                .map(MongoCaseDocument::toDomain);
    }

    @Override
    public Flux<ModerationCase> streamOf(ResidentId resident) {
        return MongoCalls.many(
                        collection.find(
                                Filters.or(
                                        Filters.eq("owner", resident),
                                        Filters.eq("timeline.actor", resident))))
                .map(MongoCaseDocument::toDomain);
    }

    @Override
    public Mono<Long> countWaiting(CaseState state) {
        return count(Filters.and(Filters.exists(WAITING), Filters.eq("state", state)));
    }

    @Override
    public Mono<Long> countOwing() {
        return count(Filters.exists("owed"));
    }

    private Mono<Long> count(Bson which) {
        return MongoCalls.one(
                collection.countDocuments(which, new CountOptions().limit(COUNT_MAX)));
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<Waiting> backlogs() {
        return List.of(
                waiting("moderation.open", CaseState.OPEN),
                waiting("moderation.appealed", CaseState.APPEALED),
                new Waiting(
                        Kind.QUEUE,
                        "moderation.effects",
                        COLLECTION,
                        Filters.exists("owed"),
                        "owed",
                        "updatedAt"));
    }

    private static Waiting waiting(String name, CaseState state) {
        Bson which = Filters.and(Filters.exists(WAITING), Filters.eq("state", state.name()));
        return new Waiting(Kind.QUEUE, name, COLLECTION, which, "waiting_state", WAITING);
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(
                        Indexes.compoundIndex(
                                Indexes.ascending("targetType", "targetId"),
                                Indexes.descending("round")),
                        new IndexOptions().name("target")),
                present("waiting", WAITING, Indexes.ascending("areaPath", WAITING, "_id")),
                present("waiting_state", WAITING, Indexes.ascending("state", WAITING)),
                present("decided", DECIDED, Indexes.descending(DECIDED, "_id")),
                present(
                        "owner",
                        "owner",
                        Indexes.compoundIndex(
                                Indexes.ascending("owner"), Indexes.descending(DECIDED, "_id"))),
                present("actor", "timeline.actor", Indexes.ascending("timeline.actor")),
                present("owed", "owed", Indexes.ascending("updatedAt")));
    }

    /** An index over those documents alone that have the field. */
    private static IndexModel present(String name, String field, Bson keys) {
        return new IndexModel(
                keys, new IndexOptions().name(name).partialFilterExpression(Filters.exists(field)));
    }
}
