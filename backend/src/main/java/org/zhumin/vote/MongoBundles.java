package org.zhumin.vote;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.ops.MongoBacklogs;
import org.zhumin.vote.TallyIntake.Added;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Bundles in the collection {@code vote_bundles}, {@code {_id, at, n?: [{p: poll, c: contribution,
 * n: votes}], g?: LOST or SCATTERED}}. There are a few for each instance, so they need no index.
 * Votes have none by their bundle either: it would be written with every vote, and read only when
 * an instance dies.
 */
@Repository
class MongoBundles implements BundleStore, MongoBacklogs {
    static final String COLLECTION = "vote_bundles";
    static final String OPENED_AT = "at";
    static final String ADDED = "n";

    private static final String ID = "_id";
    private static final String GIVEN_UP = "g";

    /** For what looks at every vote. */
    private static final long SCAN_MINUTES = 10;

    private final MongoCollection<Document> bundles;
    private final MongoCollection<Document> votes;

    MongoBundles(MongoDatabase database) {
        bundles = database.getCollection(COLLECTION);
        votes = database.getCollection(MongoVoteFacts.COLLECTION);
    }

    @Override
    public List<Waiting> backlogs() {
        return List.of(
                new Waiting(
                        Kind.PROJECTION,
                        "vote-bundles",
                        COLLECTION,
                        Filters.exists(ADDED),
                        "_id_",
                        OPENED_AT));
    }

    // Outcome: it is there; its id is new.
    @Override
    public Mono<Void> open(String id, Instant at) {
        return MongoCalls.one(bundles.insertOne(new Document(ID, id).append(OPENED_AT, at))).then();
    }

    // Outcomes: matched, then it is closed; none matched, when it was given up.
    @Override
    public Mono<Boolean> close(String id, List<Added> added) {
        List<Document> counts = added.stream().map(MongoBundles::document).toList();
        return updated(
                Filters.and(Filters.eq(ID, id), Filters.exists(GIVEN_UP, false)),
                Updates.set(ADDED, counts));
    }

    private Mono<Boolean> updated(Bson filter, Bson change) {
        return MongoCalls.one(bundles.updateOne(filter, change))
                .map(result -> result.getMatchedCount() == 1);
    }

    private static Document document(Added added) {
        return new Document("p", added.poll().value())
                .append("c", added.contribution())
                .append("n", added.votes());
    }

    private static Added added(Document stored) {
        return new Added(
                PollId.parse(stored.get("p", "")).orElseThrow(),
                Objects.requireNonNull(stored.getString("c")),
                ((Number) stored.get("n", 0)).longValue());
    }

    @Override
    public Mono<List<Kept>> list() {
        return MongoCalls.many(bundles.find()).map(MongoBundles::kept).collectList();
    }

    @Override
    public Mono<Set<String>> find(Collection<String> ids) {
        return MongoCalls.many(
                        bundles.find(Filters.in(ID, ids)).projection(Projections.include(ID)))
                .map(found -> Objects.requireNonNull(found.getString(ID)))
                .collect(Collectors.toSet());
    }

    private static Kept kept(Document found) {
        List<Document> counts = found.getList(ADDED, Document.class);
        return new Kept(
                Objects.requireNonNull(found.getString(ID)),
                found.getDate(OPENED_AT).toInstant(),
                state(found),
                counts == null ? List.of() : counts.stream().map(MongoBundles::added).toList());
    }

    private static State state(Document found) {
        String givenUp = found.getString(GIVEN_UP);
        if (givenUp != null) {
            return State.valueOf(givenUp);
        }
        return found.containsKey(ADDED) ? State.CLOSED : State.OPEN;
    }

    // Outcomes: matched, then nobody closes it any more; none matched, when it is closed or gone.
    @Override
    public Mono<Boolean> giveUp(String id) {
        return updated(
                Filters.and(Filters.eq(ID, id), Filters.exists(ADDED, false)),
                Updates.set(GIVEN_UP, State.LOST.name()));
    }

    // Outcomes of each vote: matched, then it is in no bundle and has yet to be counted. Done
    // again it finds those that were put in late.
    @Override
    public Mono<Void> scatter(String id) {
        Bson change =
                Updates.combine(
                        Updates.unset(MongoVoteCodec.BUNDLE),
                        Updates.set(MongoVoteCodec.DIRTY, true));
        return MongoCalls.one(
                        votes.withTimeout(SCAN_MINUTES, TimeUnit.MINUTES)
                                .updateMany(Filters.eq(MongoVoteCodec.BUNDLE, id), change))
                .then(
                        Mono.defer(
                                () ->
                                        updated(
                                                Filters.eq(ID, id),
                                                Updates.set(GIVEN_UP, State.SCATTERED.name()))))
                .then();
    }

    // Outcomes: gone, now or before.
    @Override
    public Mono<Void> remove(Collection<String> ids) {
        return MongoCalls.one(bundles.deleteMany(Filters.in(ID, ids))).then();
    }
}
