package org.zhumin.vote;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.vote.TallyBatch.Move;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The batch under way or done last: one document among the tallies, so that one query reads it and
 * them, and before all of them by its key.
 */
final class MongoTallyBatches {
    static final String BATCH_ID = "!batch";

    static final String NUMBER = "number";
    static final String REBUILDING = "rebuilding";
    static final String POSTED = "posted";
    static final String POSTS = "posts";
    static final String PENDING = "pending";

    private static final Bson ONLY = Filters.eq("_id", BATCH_ID);

    private final MongoCollection<BatchDocument> batches;
    private final MongoOlderBatch older;

    MongoTallyBatches(MongoDatabase database) {
        batches = database.getCollection(MongoTallies.COLLECTION, BatchDocument.class);
        older = new MongoOlderBatch(database);
    }

    // Outcomes: found; or none yet, then the first is inserted; duplicate key, then it is there.
    Mono<TallyBatch> current(Instant now) {
        return find().switchIfEmpty(Mono.defer(() -> insertFirst(now)));
    }

    private Mono<TallyBatch> find() {
        return MongoCalls.one(batches.find(ONLY).first()).map(BatchDocument::toDomain);
    }

    private Mono<TallyBatch> insertFirst(Instant now) {
        return older.takeOver(now)
                .defaultIfEmpty(TallyBatch.NONE)
                .flatMap(first -> MongoCalls.one(batches.insertOne(BatchDocument.of(first))))
                .then()
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> Mono.empty())
                .then(Mono.defer(this::find));
    }

    // Outcomes: matched, then it is the batch under way; none matched, when somebody was first.
    Mono<Boolean> claim(TallyBatch last, TallyBatch next) {
        Bson lastOne = Filters.and(ONLY, Filters.eq(NUMBER, last.number()));
        return MongoCalls.one(batches.replaceOne(lastOne, BatchDocument.of(next)))
                .map(result -> result.getMatchedCount() == 1);
    }

    private static PollId pollId(String value) {
        return PollId.parse(value).orElseThrow();
    }

    /** A batch, with what is pending by poll. */
    public record BatchDocument(
            @BsonId String id,
            long number,
            boolean rebuilding,
            List<MoveDocument> moves,
            List<String> bundles,
            long posted,
            Map<String, PendingDocument> pending,
            boolean posts) {
        static BatchDocument of(TallyBatch batch) {
            var pending = new HashMap<String, PendingDocument>();
            batch.pending()
                    .forEach((poll, one) -> pending.put(poll.value(), PendingDocument.of(one)));
            return new BatchDocument(
                    BATCH_ID,
                    batch.number(),
                    batch.rebuilding(),
                    batch.moves().stream().map(MoveDocument::of).toList(),
                    batch.bundles(),
                    batch.posted(),
                    pending,
                    batch.posts());
        }

        TallyBatch toDomain() {
            var sums = new HashMap<PollId, DatedTally>();
            pending.forEach((poll, one) -> sums.put(pollId(poll), one.toDomain()));
            return new TallyBatch(
                    number,
                    rebuilding,
                    moves.stream().map(MoveDocument::toDomain).toList(),
                    bundles,
                    posted,
                    sums,
                    posts);
        }
    }

    /** What comes to a tally. */
    public record PendingDocument(Instant at, Map<String, Long> n) {
        static PendingDocument of(DatedTally pending) {
            return new PendingDocument(pending.at(), pending.tally().counts());
        }

        DatedTally toDomain() {
            return new DatedTally(new Tally(n), at);
        }
    }

    /** One kind of change. */
    public record MoveDocument(
            String poll, @Nullable String from, @Nullable String to, List<String> voterKeys) {
        static MoveDocument of(Move move) {
            return new MoveDocument(move.poll().value(), move.from(), move.to(), move.voterKeys());
        }

        Move toDomain() {
            return new Move(pollId(poll), from, to, voterKeys);
        }
    }
}
