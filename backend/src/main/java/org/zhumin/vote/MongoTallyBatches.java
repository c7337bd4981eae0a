package org.zhumin.vote;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.vote.TallyBatch.Move;
import org.zhumin.vote.TallyIntake.Added;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The batch under way or done last, in the one document of {@code vote_projector}. */
final class MongoTallyBatches {
    private static final String ID = "_id";
    private static final String BATCH_ID = "votes";
    private static final List<String> ALWAYS = List.of("number", "rebuilding", "posted", "posts");
    private static final Bson ONLY = Filters.eq(ID, BATCH_ID);

    private final MongoCollection<BatchDocument> batches;

    MongoTallyBatches(MongoDatabase database) {
        batches = database.getCollection("vote_projector", BatchDocument.class);
    }

    // Outcomes: found; or none yet, then the first is inserted; duplicate key, then it is there.
    Mono<TallyBatch> current(Instant now) {
        return find(now).switchIfEmpty(Mono.defer(() -> insertFirst(now)));
    }

    private Mono<TallyBatch> find(Instant now) {
        return MongoCalls.one(batches.find(ONLY).first()).map(found -> found.toDomain(now));
    }

    private Mono<TallyBatch> insertFirst(Instant now) {
        return MongoCalls.one(batches.insertOne(BatchDocument.of(TallyBatch.NONE)))
                .then()
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> Mono.empty())
                .then(Mono.defer(() -> find(now)));
    }

    // Outcomes: matched, then it is the batch under way; none matched, when somebody was first.
    Mono<Boolean> claim(TallyBatch last, TallyBatch next) {
        Bson lastOne = Filters.and(ONLY, Filters.eq("number", last.number()));
        return MongoCalls.one(batches.replaceOne(lastOne, BatchDocument.of(next)))
                .map(result -> result.getMatchedCount() == 1);
    }

    /** The batch as far as it says what is pending for these tallies. */
    Mono<TallyBatch> pending(Collection<String> polls) {
        List<String> fields =
                Stream.concat(ALWAYS.stream(), polls.stream().map(poll -> "pending." + poll))
                        .toList();
        return MongoCalls.one(batches.find(ONLY).projection(Projections.include(fields)).first())
                .map(BatchDocument::asItIs)
                .defaultIfEmpty(TallyBatch.NONE);
    }

    /**
     * @param settles its moves; absent in one of before there was something pending, when there was
     *     instead what {@code moves} and {@code added} say; who knows only those fails here, and
     *     loses nothing
     */
    public record BatchDocument(
            @BsonId String id,
            long number,
            boolean rebuilding,
            @Nullable List<MoveDocument> settles,
            @Nullable List<String> bundles,
            @Nullable Long posted,
            @Nullable Map<String, PendingDocument> pending,
            @Nullable Boolean posts,
            @Nullable List<MoveDocument> moves,
            @Nullable List<AddedDocument> added) {
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
                    batch.posts(),
                    null,
                    null);
        }

        TallyBatch toDomain(Instant now) {
            return settles == null ? ofBeforePending(now) : asItIs();
        }

        TallyBatch asItIs() {
            var sums = new HashMap<PollId, DatedTally>();
            if (pending != null) {
                pending.forEach((poll, one) -> sums.put(pollId(poll), one.toDomain()));
            }
            return new TallyBatch(
                    number,
                    rebuilding,
                    toMoves(orNone(settles)),
                    orNone(bundles),
                    posted == null ? 0 : posted,
                    sums,
                    Boolean.TRUE.equals(posts));
        }

        /** Each posted its own at once. */
        private TallyBatch ofBeforePending(Instant now) {
            var intake =
                    new TallyIntake(
                            toMoves(orNone(moves)),
                            orNone(bundles),
                            orNone(added).stream().map(AddedDocument::toDomain).toList());
            var deltas = new HashMap<PollId, DatedTally>();
            intake.deltas().forEach((poll, delta) -> deltas.put(poll, new DatedTally(delta, now)));
            return new TallyBatch(
                    number,
                    rebuilding,
                    intake.moves(),
                    intake.bundles(),
                    number - 1,
                    deltas,
                    !rebuilding);
        }

        private static List<Move> toMoves(List<MoveDocument> stored) {
            return stored.stream().map(MoveDocument::toDomain).toList();
        }

        private static <T> List<T> orNone(@Nullable List<T> list) {
            return list == null ? List.of() : list;
        }
    }

    private static PollId pollId(String value) {
        return PollId.parse(value).orElseThrow();
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

    /** Votes that count the same. */
    public record AddedDocument(String poll, String contribution, long votes) {
        Added toDomain() {
            return new Added(pollId(poll), contribution, votes);
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
