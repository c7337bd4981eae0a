package org.zhumin.media;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Repository;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.ops.MongoBacklogs;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Uploads in collection {@value #COLLECTION}, one document each, see {@link MongoMediaDocument}.
 */
@Repository
class MongoMediaItems implements MediaItems, MongoIndexes, MongoBacklogs {
    private static final String COLLECTION = "media";

    private static final String ID = "_id";
    private static final String STATE = "state";
    private static final String OWNER = "owner";
    private static final String REFERENCE = "reference";
    private static final String ATTEMPTS = "attempts";
    private static final String TRACES = "traces";
    private static final String ASKS = "asks";
    private static final String ASK_AT = "askAt";
    private static final String NEEDS_PERSON = "needsPerson";
    private static final String JUDGED_AT = "judgedAt";
    private static final String CREATED_AT = "createdAt";
    private static final String SWEEP_AT = "sweepAt";
    private static final String SHOWN = "shown";

    private final MongoCollection<MongoMediaDocument> collection;

    MongoMediaItems(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, MongoMediaDocument.class);
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<Waiting> backlogs() {
        return List.of(
                waiting("media.checks", Filters.exists(ASK_AT), "ask"),
                waiting("media.persons", Filters.eq(NEEDS_PERSON, true), "persons"));
    }

    private static Waiting waiting(String name, Bson which, String index) {
        return new Waiting(Kind.QUEUE, name, COLLECTION, which, index, CREATED_AT);
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                index(OWNER, Indexes.ascending(OWNER), false),
                index(REFERENCE, Indexes.ascending(REFERENCE), true),
                index(TRACES, Indexes.ascending(TRACES), true),
                index("ask", Indexes.ascending(ASK_AT), true),
                index("persons", Indexes.ascending(NEEDS_PERSON, CREATED_AT, ID), false),
                index("sweep", Indexes.ascending(SWEEP_AT), true));
    }

    private static IndexModel index(String name, Bson keys, boolean sparse) {
        return new IndexModel(keys, new IndexOptions().name(name).sparse(sparse));
    }

    @Override
    public Mono<MediaItem> find(MediaId id) {
        return one(collection.find(Filters.eq(ID, id)).first());
    }

    @Override
    public Flux<MediaItem> list(Collection<MediaId> ids) {
        return ids.isEmpty() ? Flux.empty() : many(Filters.in(ID, ids));
    }

    @Override
    public Flux<MediaItem> listOf(ResidentId owner) {
        return many(Filters.eq(OWNER, owner));
    }

    @Override
    public Flux<MediaItem> listAttached(MediaReference reference) {
        return many(Filters.eq(REFERENCE, reference.key()));
    }

    // Outcomes: inserted; or the id is taken, and what lies there is given.
    @Override
    public Mono<MediaItem> insertOrGet(MediaItem item, Instant sweepAt) {
        return MongoCalls.one(collection.insertOne(MongoMediaDocument.of(item, sweepAt)))
                .thenReturn(item)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> find(item.id()));
    }

    // Outcomes: noted; or empty, when it is stored already or going.
    @Override
    public Mono<MediaItem> beginAttempt(MediaId id, String attempt) {
        return change(isIn(id, MediaState.STORING), Updates.addToSet(ATTEMPTS, attempt));
    }

    // Outcomes: there; or empty, when another attempt was first or it is going.
    @Override
    public Mono<MediaItem> finish(MediaId id, String attempt, Instant askAt, Instant sweepAt) {
        return change(
                isIn(id, MediaState.STORING),
                Updates.combine(
                        Updates.set(STATE, MediaState.CHECKING.name()),
                        Updates.set("fileId", attempt),
                        Updates.pull(ATTEMPTS, attempt),
                        Updates.set(ASK_AT, askAt),
                        Updates.set(SWEEP_AT, sweepAt)));
    }

    @Override
    public Mono<Void> endAttempt(MediaId id, String attempt) {
        return update(Filters.eq(ID, id), Updates.pull(ATTEMPTS, attempt));
    }

    // Outcomes: the earliest, moved on so that no other asks; or empty, when none is due.
    @Override
    public Mono<MediaItem> claimAsk(Instant now, int asksMax, Instant until) {
        Bson due =
                Filters.and(
                        Filters.lte(ASK_AT, now),
                        Filters.eq(STATE, MediaState.CHECKING.name()),
                        Filters.lt(ASKS, asksMax));
        return one(
                collection.findOneAndUpdate(
                        due, Updates.set(ASK_AT, until), after().sort(Sorts.ascending(ASK_AT))));
    }

    // Outcomes: noted; or nothing, when the upload is going. The trace is noted even when settled.
    @Override
    public Mono<Void> asked(MediaId id, String traceId, Instant askAgainAt) {
        return update(
                        isIn(id, MediaState.CHECKING, MediaState.PASSED, MediaState.REFUSED),
                        Updates.combine(Updates.addToSet(TRACES, traceId), Updates.inc(ASKS, 1)))
                .then(Mono.defer(() -> askAgain(id, askAgainAt)));
    }

    // Outcomes: set; or nothing, when it is settled or left to a person.
    @Override
    public Mono<Void> askAgain(MediaId id, Instant at) {
        return update(
                Filters.and(isIn(id, MediaState.CHECKING), Filters.exists(ASK_AT)),
                Updates.set(ASK_AT, at));
    }

    @Override
    public Mono<Void> leaveToPersons(Instant now, int asksMax) {
        Bson due =
                Filters.and(
                        Filters.lte(ASK_AT, now),
                        Filters.eq(STATE, MediaState.CHECKING.name()),
                        Filters.gte(ASKS, asksMax));
        return MongoCalls.one(collection.updateMany(due, toPerson())).then();
    }

    // Outcomes: left; or nothing, when it is settled.
    @Override
    public Mono<Void> leaveToPerson(MediaId id) {
        return update(isIn(id, MediaState.CHECKING), toPerson());
    }

    // Outcomes: listed no more; or nothing, when it was not.
    @Override
    public Mono<Void> putBeforePerson(MediaId id) {
        return update(Filters.eq(ID, id), Updates.unset(NEEDS_PERSON));
    }

    // Outcomes: refused, and listed for persons; or empty, when it was settled before.
    @Override
    public Mono<MediaItem> refuse(MediaId id, Instant now) {
        return change(
                isIn(id, MediaState.CHECKING),
                Updates.combine(
                        Updates.set(STATE, MediaState.REFUSED.name()),
                        Updates.set(JUDGED_AT, now),
                        toPerson()));
    }

    // Outcomes: kept until then, or longer where it is attached; or empty, when it is going.
    @Override
    public Mono<MediaItem> keep(MediaId id, Instant sweepAt) {
        Bson there = isIn(id, MediaState.CHECKING, MediaState.PASSED, MediaState.REFUSED);
        return change(
                        Filters.and(there, Filters.eq(REFERENCE, null)),
                        Updates.set(SWEEP_AT, sweepAt))
                .switchIfEmpty(Mono.defer(() -> find(id).filter(MediaItem::isThere)));
    }

    private static Bson toPerson() {
        return Updates.combine(Updates.set(NEEDS_PERSON, true), Updates.unset(ASK_AT));
    }

    @Override
    public Mono<MediaItem> findByTrace(String traceId) {
        return one(collection.find(Filters.eq(TRACES, traceId)).first());
    }

    // Outcomes: settled; or empty, when it is in no such state.
    @Override
    public Mono<MediaItem> settle(MediaId id, List<MediaState> from, MediaState to, Instant now) {
        return change(
                isIn(id, from.toArray(MediaState[]::new)),
                Updates.combine(
                        Updates.set(STATE, to.name()),
                        Updates.set(JUDGED_AT, now),
                        Updates.unset(ASK_AT),
                        Updates.unset(NEEDS_PERSON)));
    }

    @Override
    public Mono<Slice<MediaItem>> listForPersons(int limit, @Nullable Cursor after) {
        var conditions = new ArrayList<Bson>();
        conditions.add(Filters.eq(NEEDS_PERSON, true));
        conditions.add(Filters.in(STATE, MediaState.CHECKING.name(), MediaState.REFUSED.name()));
        if (after != null) {
            conditions.add(isAfter(after));
        }
        return MongoCalls.many(
                        collection
                                .find(Filters.and(conditions))
                                .sort(Sorts.ascending(CREATED_AT, ID))
                                .limit(limit + 1))
                .map(MongoMediaDocument::toDomain)
                .collectList()
                .map(found -> Slice.of(found, limit, MongoMediaItems::cursorOf));
    }

    private static Bson isAfter(Cursor after) {
        Instant at = Instant.ofEpochMilli(Long.parseLong(after.keys().getFirst()));
        return Filters.or(
                Filters.gt(CREATED_AT, at),
                Filters.and(Filters.eq(CREATED_AT, at), Filters.gt(ID, after.keys().getLast())));
    }

    private static Cursor cursorOf(MediaItem last) {
        return Cursor.of(Long.toString(last.createdAt().toEpochMilli()), last.id().value());
    }

    // Outcomes: attached, also when it was so before, and then its holder may be asked once more;
    // or empty, when it is another's, refused, attached to something else, going or not there.
    @Override
    public Mono<MediaItem> attach(
            MediaId id, ResidentId owner, MediaReference reference, Instant sweepAt) {
        Bson free =
                Filters.and(
                        isIn(id, MediaState.CHECKING, MediaState.PASSED),
                        Filters.eq(OWNER, owner),
                        Filters.or(
                                Filters.eq(REFERENCE, null),
                                Filters.eq(REFERENCE, reference.key())));
        return change(
                free,
                Updates.combine(
                        Updates.set(REFERENCE, reference.key()), Updates.set(SWEEP_AT, sweepAt)));
    }

    // Outcomes: free; or nothing, when it is attached to something else by now.
    @Override
    public Mono<Void> detach(MediaId id, MediaReference reference, Instant sweepAt) {
        return update(
                isAttached(id, reference),
                Updates.combine(
                        Updates.unset(REFERENCE),
                        Updates.set(SHOWN, false),
                        Updates.set(SWEEP_AT, sweepAt)));
    }

    @Override
    public Mono<Void> show(MediaReference reference, boolean shown) {
        return MongoCalls.one(
                        collection.updateMany(
                                Filters.eq(REFERENCE, reference.key()), Updates.set(SHOWN, shown)))
                .then();
    }

    @Override
    public Flux<MediaItem> listDue(Instant now) {
        return MongoCalls.many(
                        collection
                                .find(Filters.lte(SWEEP_AT, now))
                                .sort(Sorts.ascending(SWEEP_AT))
                                .limit(SWEEP_MAX))
                .map(MongoMediaDocument::toDomain);
    }

    // Outcomes: set; or nothing, when it is attached to something else by now.
    @Override
    public Mono<Void> lookAgain(MediaId id, MediaReference reference, @Nullable Instant at) {
        return update(
                isAttached(id, reference),
                at == null ? Updates.unset(SWEEP_AT) : Updates.set(SWEEP_AT, at));
    }

    // Outcomes: going; or empty, when it was attached or let go of meanwhile.
    @Override
    public Mono<MediaItem> startGoing(
            MediaId id, @Nullable MediaReference attachedTo, Instant now) {
        Bson same =
                attachedTo == null
                        ? Filters.and(Filters.eq(ID, id), Filters.eq(REFERENCE, null))
                        : isAttached(id, attachedTo);
        return change(Filters.and(same, Filters.lte(SWEEP_AT, now)), going(now));
    }

    @Override
    public Mono<MediaItem> startGoing(MediaId id, Instant now) {
        return change(Filters.eq(ID, id), going(now));
    }

    /** It is due from now on, so that a sweep ends what a crash left. */
    private static Bson going(Instant now) {
        return Updates.combine(
                Updates.set(STATE, MediaState.GOING.name()),
                Updates.set(SWEEP_AT, now),
                Updates.unset(REFERENCE),
                Updates.unset(ASK_AT),
                Updates.unset(NEEDS_PERSON));
    }

    @Override
    public Mono<Void> forget(MediaId id) {
        return MongoCalls.one(collection.deleteOne(isIn(id, MediaState.GOING))).then();
    }

    private static Bson isIn(MediaId id, MediaState... states) {
        var names = List.of(states).stream().map(Enum::name).toList();
        return Filters.and(Filters.eq(ID, id), Filters.in(STATE, names));
    }

    private static Bson isAttached(MediaId id, MediaReference reference) {
        return Filters.and(Filters.eq(ID, id), Filters.eq(REFERENCE, reference.key()));
    }

    private Mono<MediaItem> change(Bson filter, Bson update) {
        return one(collection.findOneAndUpdate(filter, update, after()));
    }

    private static FindOneAndUpdateOptions after() {
        return new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
    }

    private Mono<Void> update(Bson filter, Bson update) {
        return MongoCalls.one(collection.updateOne(filter, update)).then();
    }

    private static Mono<MediaItem> one(Publisher<MongoMediaDocument> call) {
        return MongoCalls.one(call).map(MongoMediaDocument::toDomain);
    }

    private Flux<MediaItem> many(Bson filter) {
        return MongoCalls.many(collection.find(filter)).map(MongoMediaDocument::toDomain);
    }
}
