package org.zhumin.vote;

import static org.zhumin.vote.MongoVoteCodec.AT;
import static org.zhumin.vote.MongoVoteCodec.BUNDLE;
import static org.zhumin.vote.MongoVoteCodec.CHOICE;
import static org.zhumin.vote.MongoVoteCodec.CONTRIBUTION;
import static org.zhumin.vote.MongoVoteCodec.DIRTY;
import static org.zhumin.vote.MongoVoteCodec.ID;
import static org.zhumin.vote.MongoVoteCodec.LEAVING;
import static org.zhumin.vote.MongoVoteCodec.ORIGIN;

import com.mongodb.client.cursor.TimeoutMode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoGroupChange;
import org.zhumin.platform.mongo.MongoGroupCommit;
import org.zhumin.platform.mongo.MongoGroupRead;
import org.zhumin.platform.mongo.MongoGroups;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.ops.MongoBacklogs;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Votes in the collection {@value #COLLECTION}, see {@link MongoVoteCodec}. All votes of a poll lie
 * side by side under the index of {@code _id}, so they need no other.
 */
@Repository
class MongoVoteFacts implements VoteFacts, MongoIndexes, MongoBacklogs {
    static final String COLLECTION = "votes";

    /** For what looks at every vote of a poll. */
    private static final long SCAN_MINUTES = 5;

    private static final int BATCH = 2000;

    private final MongoCollection<VoteFact> collection;
    private final MongoCollection<Document> bundles;
    private final MongoGroupCommit<BundledVote> inserts;
    private final MongoGroupChange<MongoVoteChanges.Change> changes;
    private final MongoGroupRead<String, VoteFact> reads;

    MongoVoteFacts(MongoDatabase database, MongoGroups groups) {
        collection =
                database.getCollection(COLLECTION, VoteFact.class)
                        .withCodecRegistry(
                                CodecRegistries.fromRegistries(
                                        CodecRegistries.fromCodecs(
                                                new MongoVoteCodec(), new MongoBundledVoteCodec()),
                                        database.getCodecRegistry()));
        MongoCollection<BundledVote> votes = collection.withDocumentClass(BundledVote.class);
        inserts = groups.commits(votes);
        bundles = database.getCollection(MongoBundles.COLLECTION);
        changes = groups.changes(new MongoVoteChanges(votes)::make);
        reads =
                groups.reads(
                        ids -> collection.find(Filters.in(ID, ids)).batchSize(ids.size() + 1),
                        fact -> MongoVoteCodec.id(fact.poll(), fact.voterKey()));
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<Waiting> backlogs() {
        return List.of(
                new Waiting(
                        Kind.PROJECTION,
                        "votes",
                        COLLECTION,
                        Filters.eq(DIRTY, true),
                        "dirty",
                        AT));
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(
                        Indexes.ascending(DIRTY),
                        new IndexOptions()
                                .name("dirty")
                                .partialFilterExpression(Filters.eq(DIRTY, true))));
    }

    private static Bson byId(PollId poll, String voterKey) {
        return Filters.eq(ID, MongoVoteCodec.id(poll, voterKey));
    }

    static Bson ofPoll(PollId poll) {
        return Filters.and(Filters.gte(ID, poll.value() + ":"), Filters.lt(ID, poll.value() + ";"));
    }

    // Outcomes: inserted; duplicate _id, then the voter has a vote there.
    @Override
    public Mono<Boolean> insert(BundledVote vote) {
        return trueUnlessDuplicate(inserts.insert(vote));
    }

    @Override
    public Mono<Boolean> replace(BundledVote before, BundledVote after) {
        return changes.make(new MongoVoteChanges.Change(before, after));
    }

    private static Mono<Boolean> trueUnlessDuplicate(Mono<Void> write) {
        return write.thenReturn(true)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> Mono.just(false));
    }

    @Override
    public Mono<VoteFact> find(PollId poll, String voterKey) {
        return reads.find(MongoVoteCodec.id(poll, voterKey));
    }

    @Override
    public Flux<VoteFact> stream(PollId poll) {
        return MongoCalls.many(scan(ofPoll(poll)));
    }

    /** The driver's limit is for each batch here, since a stream takes as long as it is long. */
    private FindPublisher<VoteFact> scan(Bson filter) {
        return collection.find(filter).timeoutMode(TimeoutMode.ITERATION).batchSize(BATCH);
    }

    @Override
    public Flux<VoteFact> ofVoter(String voterKey, Collection<PollId> polls) {
        List<String> ids = polls.stream().map(poll -> MongoVoteCodec.id(poll, voterKey)).toList();
        return MongoCalls.many(collection.find(Filters.in(ID, ids)));
    }

    @Override
    public Flux<Counted> recount(PollId poll) {
        return group(poll, CONTRIBUTION);
    }

    @Override
    public Flux<Counted> choices(PollId poll) {
        return group(poll, CHOICE);
    }

    private Flux<Counted> group(PollId poll, String field) {
        var stages =
                List.of(
                        new Document(
                                "$match", Filters.and(ofPoll(poll), Filters.exists(CONTRIBUTION))),
                        new Document(
                                "$group",
                                new Document(ID, "$" + field).append("n", new Document("$sum", 1))),
                        new Document("$sort", new Document(ID, 1)));
        return MongoCalls.many(
                        collection
                                .withTimeout(SCAN_MINUTES, TimeUnit.MINUTES)
                                .aggregate(stages, Document.class)
                                .allowDiskUse(true))
                .map(found -> new Counted(found.getString(ID), number(found)));
    }

    private static long number(Document found) {
        return ((Number) found.get("n", 0)).longValue();
    }

    @Override
    public Flux<VoteFact> leaving(PollId poll) {
        return MongoCalls.many(scan(Filters.and(ofPoll(poll), Filters.eq(LEAVING, true))));
    }

    // Outcomes: the copy is there, ours or of an earlier try, then the first goes; none counted and
    // settled under this key: nothing, as the projection must find what it has claimed, and who
    // gives up a bundle what is in it.
    @Override
    public Mono<Boolean> rename(VoteFact fact, VoteFact renamed) {
        MongoCollection<Document> documents = collection.withDocumentClass(Document.class);
        Bson settled = Filters.and(byId(fact.poll(), fact.voterKey()), Filters.ne(DIRTY, true));
        return MongoCalls.one(documents.find(settled).first())
                .filterWhen(this::isBundleCounted)
                .map(stored -> copy(stored, renamed))
                .flatMap(
                        copy ->
                                trueUnlessDuplicate(
                                        MongoCalls.one(documents.insertOne(copy)).then()))
                .flatMap(_ -> MongoCalls.one(documents.deleteOne(settled)))
                .map(_ -> true)
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> isBundleCounted(Document vote) {
        String bundle = vote.getString(BUNDLE);
        return bundle == null
                ? Mono.just(true)
                : MongoCalls.one(bundles.find(Filters.eq(ID, bundle)).first())
                        .hasElement()
                        .map(waits -> !waits);
    }

    private static Document copy(Document stored, VoteFact renamed) {
        var copy = new Document(stored);
        copy.put(ID, MongoVoteCodec.id(renamed.poll(), renamed.voterKey()));
        copy.put(CHOICE, renamed.choice());
        List.of(ORIGIN, LEAVING).forEach(copy::remove);
        MongoVoteReplacement.WRITTEN.forEach(copy::remove);
        return copy;
    }
}
