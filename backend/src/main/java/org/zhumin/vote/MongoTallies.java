package org.zhumin.vote;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoGroupRead;
import org.zhumin.platform.mongo.MongoGroups;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The stored tallies in {@code vote_tallies}, {@code {_id: poll, b: the last batch it has seen, at,
 * n: {name: count}}}; what is pending comes on top. The batch lies among them.
 */
final class MongoTallies {
    static final String COLLECTION = "vote_tallies";

    private static final String ID = "_id";
    private static final String COUNTS = MongoTallySums.COUNTS;
    private static final int DUPLICATE_KEY = 11000;

    /** So many statements, which are done sooner than one after the other. */
    private static final int AT_ONCE = 4;

    /** With more pending the database picks out what is wanted; what was measured: ADR 0028. */
    private static final int MUCH_PENDING = 20;

    private static final InsertManyOptions EACH = new InsertManyOptions().ordered(false);

    private final MongoCollection<Document> tallies;
    private final MongoCollection<RawBsonDocument> rows;
    private final MongoGroupRead<String, MongoTallyRows.Found> reads;

    /** Whether much was pending when it was last looked at. */
    private volatile boolean picks;

    MongoTallies(MongoDatabase database, MongoGroups groups) {
        tallies = database.getCollection(COLLECTION);
        rows = database.getCollection(COLLECTION, RawBsonDocument.class);
        reads = groups.reads(this::findAll, MongoTallyRows.Found::poll);
    }

    // Outcomes of each: matched, then it is counted; not there, then it is inserted with what is
    // counted first; neither, when it has seen this or a later batch. All tallies of a step are
    // changed by one statement, each by what a constant says of it: for the database that is a
    // third of the work of a statement for each.
    Mono<Void> post(TallyBatch batch) {
        return Flux.fromIterable(MongoTallySums.byStep(batch.pending()))
                .flatMap(sums -> post(batch, sums), AT_ONCE)
                .then();
    }

    private Mono<Void> post(TallyBatch batch, MongoTallySums sums) {
        Bson notYet =
                Filters.and(
                        Filters.in(ID, sums.ids()),
                        Filters.lt(MongoVoteCodec.BATCH, batch.number()));
        var seen = new Document(MongoVoteCodec.BATCH, batch.number());
        Document posted = batch.replaces() ? sums.replaced(seen) : sums.added(seen);
        return MongoCalls.one(
                        tallies.updateMany(notYet, List.of(new Document("$replaceWith", posted))))
                .filter(result -> result.getMatchedCount() < sums.ids().size())
                .flatMap(_ -> insertMissing(sums, seen));
    }

    private Mono<Void> insertMissing(MongoTallySums sums, Document seen) {
        return MongoCalls.many(
                        tallies.find(Filters.in(ID, sums.ids()))
                                .projection(Projections.include(ID)))
                .map(found -> found.getString(ID))
                .collect(Collectors.toSet())
                .map(there -> first(sums, there, seen))
                .filter(first -> !first.isEmpty())
                .flatMap(first -> MongoCalls.one(tallies.insertMany(first, EACH)).then())
                .onErrorResume(MongoTallies::areOnlyThere, _ -> Mono.empty());
    }

    private static List<Document> first(MongoTallySums sums, Set<String> there, Document seen) {
        var first = new ArrayList<Document>();
        for (int i = 0; i < sums.ids().size(); i++) {
            String id = sums.ids().get(i);
            if (!there.contains(id)) {
                var tally = new Document(ID, id);
                tally.putAll(seen);
                tally.putAll(sums.deltas().get(i));
                first.add(tally);
            }
        }
        return first;
    }

    private static boolean areOnlyThere(Throwable error) {
        return error instanceof MongoBulkWriteException bulk
                && bulk.getWriteConcernError() == null
                && bulk.getWriteErrors().stream().allMatch(one -> one.getCode() == DUPLICATE_KEY);
    }

    // Outcomes of each: matched, then it is empty; none matched, when it has seen the number.
    Mono<Void> empty(long number) {
        Bson emptied =
                Updates.combine(
                        Updates.set(MongoVoteCodec.BATCH, number),
                        Updates.set(COUNTS, new Document()));
        return MongoCalls.one(
                        tallies.withTimeout(1, TimeUnit.MINUTES)
                                .updateMany(Filters.lt(MongoVoteCodec.BATCH, number), emptied))
                .then();
    }

    Mono<DatedTally> find(PollId poll) {
        return reads.find(poll.value()).map(MongoTallyRows.Found::tally);
    }

    /**
     * The batch is read first, since it comes first by its key, see {@link TallyBatch#together}.
     */
    private Flux<MongoTallyRows.Found> findAll(List<String> polls) {
        boolean picking = picks;
        var keys = new ArrayList<>(polls);
        keys.add(MongoTallyBatches.BATCH_ID);
        return MongoCalls.many(
                        rows.find(Filters.in(ID, keys))
                                .sort(Sorts.ascending(ID))
                                .projection(
                                        picking
                                                ? MongoTallyRows.withPendingOf(polls)
                                                : MongoTallyRows.withAllPending())
                                .batchSize(keys.size() + 1))
                .collectList()
                .map(found -> new MongoTallyRows(Set.copyOf(polls), found))
                .doOnNext(read -> picks = read.pending() > (picking ? 0 : MUCH_PENDING))
                .flatMapIterable(MongoTallyRows::together);
    }
}
