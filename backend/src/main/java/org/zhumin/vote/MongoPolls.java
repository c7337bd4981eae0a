package org.zhumin.vote;

import com.mongodb.client.cursor.TimeoutMode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoGroupRead;
import org.zhumin.platform.mongo.MongoGroups;
import org.zhumin.platform.mongo.MongoIndexes;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;

/** Polls in the collection {@value #COLLECTION}, see {@link MongoPollDocument}. */
@Repository
class MongoPolls implements Polls, MongoIndexes {
    static final String COLLECTION = "polls";

    private static final String ID = "_id";
    private static final String SUBJECT = "subject";
    private static final String STATE = "state";
    private static final String CLOSES_AT = "closesAt";
    private static final String UNTOLD = "untold";

    /** By the database's clock; absent until then. */
    private static final String CHANGED_AT = "changedAt";

    private final MongoCollection<MongoPollDocument> collection;
    private final MongoGroupRead<String, MongoPollDocument> reads;

    MongoPolls(MongoDatabase database, MongoGroups groups) {
        collection = database.getCollection(COLLECTION, MongoPollDocument.class);
        reads =
                groups.reads(
                        ids ->
                                collection
                                        .find(Filters.in(ID, ids))
                                        .projection(
                                                Projections.exclude("result", "leaves", "keptOut"))
                                        .batchSize(ids.size() + 1),
                        MongoPollDocument::id);
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                index(SUBJECT, Indexes.ascending(SUBJECT, ID)),
                index("closing", Indexes.ascending(STATE, CLOSES_AT)),
                index("changed", Indexes.ascending(CHANGED_AT)),
                new IndexModel(
                        Indexes.ascending(UNTOLD),
                        new IndexOptions()
                                .name(UNTOLD)
                                .partialFilterExpression(Filters.eq(UNTOLD, true))));
    }

    private static IndexModel index(String name, Bson keys) {
        return new IndexModel(keys, new IndexOptions().name(name));
    }

    private static Bson byId(PollId id) {
        return Filters.eq(ID, id.value());
    }

    @Override
    public Mono<Poll> find(PollId id) {
        return reads.find(id.value()).map(MongoPollDocument::toDomain);
    }

    // Outcomes: inserted, then ours; duplicate _id, then the one that is there.
    @Override
    public Mono<Poll> insertOrGet(Poll poll) {
        return MongoCalls.one(collection.insertOne(MongoPollDocument.of(poll)))
                .map(_ -> poll)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> find(poll.id()));
    }

    // Outcomes: matched, then it closes then; none matched, when it was moved or counted meanwhile.
    @Override
    public Mono<Poll> move(Poll before, Instant closesAt) {
        Bson unmoved =
                Filters.and(
                        byId(before.id()),
                        Filters.eq(STATE, Poll.State.OPEN),
                        Filters.eq(CLOSES_AT, before.closesAt()));
        return MongoCalls.one(
                        collection.findOneAndUpdate(
                                unmoved,
                                Updates.combine(
                                        Updates.set(CLOSES_AT, closesAt),
                                        Updates.currentDate(CHANGED_AT)),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(MongoPollDocument::toDomain);
    }

    @Override
    public Flux<Poll> listOf(String subject) {
        return MongoCalls.many(
                        collection
                                .find(Filters.eq(SUBJECT, subject))
                                .projection(Projections.exclude("result", "leaves", "keptOut"))
                                .sort(Sorts.ascending(ID))
                                .limit(MOST_OF_SUBJECT))
                .map(MongoPollDocument::toDomain);
    }

    @Override
    public Flux<PollId> streamIds(Poll.State state) {
        return MongoCalls.many(
                        collection
                                .withDocumentClass(Document.class)
                                .find(Filters.eq(STATE, state))
                                .projection(Projections.include(ID))
                                .timeoutMode(TimeoutMode.ITERATION))
                .map(MongoPolls::id);
    }

    @Override
    public Flux<Changed> streamChanged(Instant since) {
        return MongoCalls.many(
                        collection
                                .withDocumentClass(Document.class)
                                .find(Filters.gte(CHANGED_AT, since))
                                .projection(Projections.include(ID, CHANGED_AT)))
                .map(MongoPolls::changed);
    }

    private static Changed changed(Document found) {
        return new Changed(id(found), found.getDate(CHANGED_AT).toInstant());
    }

    private static PollId id(Document found) {
        return PollId.parse(found.getString(ID)).orElseThrow();
    }

    @Override
    public Flux<Poll> listClosed(Instant before, int limit) {
        return MongoCalls.many(
                        collection
                                .find(
                                        Filters.and(
                                                Filters.eq(STATE, Poll.State.OPEN),
                                                Filters.lte(CLOSES_AT, before)))
                                .sort(Sorts.ascending(CLOSES_AT))
                                .limit(limit))
                .map(MongoPollDocument::toDomain);
    }

    // Outcomes: matched, then it is counted; none matched, when another has counted it.
    @Override
    public Mono<Boolean> saveResult(PollResult result, Leaves.Index leaves, Leaves.Index keptOut) {
        Bson open = Filters.and(byId(result.poll()), Filters.eq(STATE, Poll.State.OPEN));
        Bson counted =
                Updates.combine(
                        Updates.set(STATE, Poll.State.COUNTED),
                        Updates.currentDate(CHANGED_AT),
                        Updates.set("result", MongoPollDocument.ResultDocument.of(result)),
                        Updates.set("leaves", MongoPollDocument.LeavesDocument.of(leaves)),
                        Updates.set("keptOut", MongoPollDocument.LeavesDocument.of(keptOut)),
                        Updates.set(UNTOLD, true));
        return MongoCalls.one(collection.updateOne(open, counted))
                .map(done -> done.getMatchedCount() == 1);
    }

    @Override
    public Mono<Counted> findCounted(PollId id) {
        return MongoCalls.one(collection.find(byId(id)).first())
                .mapNotNull(MongoPollDocument::toCounted);
    }

    @Override
    public Flux<Counted> listUntold(int limit) {
        return MongoCalls.many(collection.find(Filters.eq(UNTOLD, true)).limit(limit))
                .mapNotNull(MongoPollDocument::toCounted);
    }

    // Outcomes: told; told already, then nothing changes.
    @Override
    public Mono<Void> told(PollId id) {
        return MongoCalls.one(collection.updateOne(byId(id), Updates.unset(UNTOLD))).then();
    }
}
