package org.zhumin.vote;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoGroupRead;
import org.zhumin.platform.mongo.MongoGroups;
import org.zhumin.vote.TallyBatch.Added;
import org.zhumin.vote.TallyBatch.Dirty;
import org.zhumin.vote.TallyBatch.Move;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The batch in the one document of {@code vote_projector}, tallies in {@code vote_tallies}, {@code
 * {_id: poll, b: batch, at, n: {name: count}}}, and on each vote {@code k} and {@code b}: what is
 * counted of it without its bundle, and by which batch; a vote that is settled is in no bundle any
 * more. See {@link MongoVoteCodec}.
 */
@Repository
class MongoVoteProjection implements VoteProjection {
    private static final String ID = "_id";
    private static final String BATCH_ID = "votes";
    private static final String COUNTS = "n";
    private static final String AT = "at";
    private static final int DUPLICATE_KEY = 11000;

    /** For what looks at every vote, which is done by hand and seldom. */
    private static final long SCAN_MINUTES = 10;

    /** So many statements for tallies, which are done sooner than one after the other. */
    private static final int AT_ONCE = 4;

    private static final Duration LONGEST_ON_THE_WAY = Duration.ofMinutes(1);

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final InsertManyOptions EACH = new InsertManyOptions().ordered(false);

    private final MongoCollection<BatchDocument> batches;
    private final MongoCollection<Document> votes;
    private final MongoCollection<Document> tallies;
    private final MongoCollection<Document> bundles;
    private final MongoGroupRead<String, Document> reads;

    MongoVoteProjection(MongoDatabase database, MongoGroups groups) {
        batches = database.getCollection("vote_projector", BatchDocument.class);
        votes = database.getCollection(MongoVoteFacts.COLLECTION);
        tallies = database.getCollection("vote_tallies");
        bundles = database.getCollection(MongoBundles.COLLECTION);
        reads =
                groups.reads(
                        ids -> tallies.find(Filters.in(ID, ids)).batchSize(ids.size() + 1),
                        tally -> Objects.requireNonNull(tally.getString(ID)));
    }

    // Outcomes: found; or none yet, then the first is inserted; duplicate key, then it is there.
    @Override
    public Mono<TallyBatch> current() {
        return findCurrent().switchIfEmpty(Mono.defer(this::insertFirst));
    }

    private Mono<TallyBatch> findCurrent() {
        return MongoCalls.one(batches.find(Filters.eq(ID, BATCH_ID)).first())
                .map(BatchDocument::toDomain);
    }

    private Mono<TallyBatch> insertFirst() {
        return MongoCalls.one(batches.insertOne(BatchDocument.of(TallyBatch.NONE)))
                .then()
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> Mono.empty())
                .then(Mono.defer(this::findCurrent));
    }

    @Override
    public Mono<List<Dirty>> dirty(int limit) {
        return MongoCalls.many(
                        votes.find(Filters.eq(MongoVoteCodec.DIRTY, true))
                                .projection(
                                        Projections.include(
                                                MongoVoteCodec.CONTRIBUTION,
                                                MongoVoteCodec.COUNTED,
                                                MongoVoteCodec.BUNDLE,
                                                MongoVoteCodec.PUT_IN))
                                .limit(limit)
                                .batchSize(limit))
                .map(MongoVoteProjection::dirty)
                .collectList();
    }

    private static Dirty dirty(Document found) {
        String id = Objects.requireNonNull(found.getString(ID));
        String bundle = found.getString(MongoVoteCodec.BUNDLE);
        return new Dirty(
                poll(MongoVoteCodec.pollOf(id)),
                MongoVoteCodec.voterOf(id),
                found.getString(bundle == null ? MongoVoteCodec.COUNTED : MongoVoteCodec.PUT_IN),
                found.getString(MongoVoteCodec.COUNTED),
                found.getString(MongoVoteCodec.CONTRIBUTION),
                bundle);
    }

    private static PollId poll(String value) {
        return PollId.parse(value).orElseThrow();
    }

    // Outcomes: matched, then it is the batch under way; none matched, when somebody was first.
    @Override
    public Mono<Boolean> claim(TallyBatch last, TallyBatch next) {
        Bson lastOne = Filters.and(Filters.eq(ID, BATCH_ID), Filters.eq("number", last.number()));
        return MongoCalls.one(batches.replaceOne(lastOne, BatchDocument.of(next)))
                .map(result -> result.getMatchedCount() == 1);
    }

    // Outcomes of each: matched, then it is counted; not there, then it is inserted with what is
    // counted first; neither, when it has seen this or a later batch. All tallies of a step are
    // changed by one statement, each by what a constant says of it: for the database that is a
    // third of the work of a statement for each.
    @Override
    public Mono<Void> apply(long number, Map<PollId, Tally> deltas, Instant now) {
        return Flux.fromIterable(MongoTallySums.byStep(deltas))
                .flatMap(sums -> apply(number, sums, now), AT_ONCE)
                .then();
    }

    private Mono<Void> apply(long number, MongoTallySums sums, Instant now) {
        Bson notYet =
                Filters.and(Filters.in(ID, sums.ids()), Filters.lt(MongoVoteCodec.BATCH, number));
        var seen =
                new Document(MongoVoteCodec.BATCH, number)
                        .append(AT, now)
                        .append(COUNTS, sums.added("$" + COUNTS));
        return MongoCalls.one(tallies.updateMany(notYet, List.of(new Document("$set", seen))))
                .filter(result -> result.getMatchedCount() < sums.ids().size())
                .flatMap(_ -> insertMissing(number, sums, now));
    }

    private Mono<Void> insertMissing(long number, MongoTallySums sums, Instant now) {
        return MongoCalls.many(
                        tallies.find(Filters.in(ID, sums.ids()))
                                .projection(Projections.include(ID)))
                .map(found -> found.getString(ID))
                .collect(Collectors.toSet())
                .map(there -> first(number, sums, there, now))
                .filter(first -> !first.isEmpty())
                .flatMap(first -> MongoCalls.one(tallies.insertMany(first, EACH)).then())
                .onErrorResume(MongoVoteProjection::areOnlyThere, _ -> Mono.empty());
    }

    private static List<Document> first(
            long number, MongoTallySums sums, Set<String> there, Instant now) {
        var first = new ArrayList<Document>();
        for (int i = 0; i < sums.ids().size(); i++) {
            String id = sums.ids().get(i);
            if (!there.contains(id)) {
                first.add(
                        new Document(ID, id)
                                .append(MongoVoteCodec.BATCH, number)
                                .append(AT, now)
                                .append(COUNTS, sums.deltas().get(i)));
            }
        }
        return first;
    }

    private static boolean areOnlyThere(Throwable error) {
        return error instanceof MongoBulkWriteException bulk
                && bulk.getWriteConcernError() == null
                && bulk.getWriteErrors().stream().allMatch(one -> one.getCode() == DUPLICATE_KEY);
    }

    // Outcomes of each vote: matched by the first, then it still stands as it was claimed, is
    // marked
    // and no longer dirty; matched by the second, then it has changed since, is marked and stays
    // dirty; matched by neither, when this or a later batch has marked it. One that changes back in
    // between stays dirty for nothing, and the next batch finds that it changes nothing.
    @Override
    public Mono<Void> settle(TallyBatch batch) {
        var ids = new HashMap<@Nullable String, List<String>>();
        for (Move move : batch.moves()) {
            List<String> sameMark = ids.computeIfAbsent(move.to(), _ -> new ArrayList<>());
            move.voterKeys().forEach(key -> sameMark.add(MongoVoteCodec.id(move.poll(), key)));
        }
        var unchanged = new ArrayList<WriteModel<Document>>();
        var changed = new ArrayList<WriteModel<Document>>();
        int votes = 0;
        for (var entry : ids.entrySet()) {
            Bson notYet = notYet(batch.number(), entry.getValue());
            Bson mark = mark(batch.number(), entry.getKey());
            Bson asClaimed = Filters.eq(MongoVoteCodec.CONTRIBUTION, entry.getKey());
            unchanged.add(
                    new UpdateManyModel<>(
                            Filters.and(notYet, asClaimed),
                            Updates.combine(mark, Updates.unset(MongoVoteCodec.DIRTY))));
            changed.add(new UpdateManyModel<>(notYet, mark));
            votes += entry.getValue().size();
        }
        int all = votes;
        return all == 0
                ? Mono.empty()
                : MongoCalls.one(this.votes.bulkWrite(unchanged, UNORDERED))
                        .filter(result -> result.getMatchedCount() < all)
                        .flatMap(_ -> MongoCalls.one(this.votes.bulkWrite(changed, UNORDERED)))
                        .then();
    }

    private static Bson notYet(long number, List<String> ids) {
        return Filters.and(
                Filters.in(ID, ids), Filters.not(Filters.gte(MongoVoteCodec.BATCH, number)));
    }

    private static Bson mark(long number, @Nullable String mark) {
        return Updates.combine(
                Updates.set(MongoVoteCodec.BATCH, number),
                Updates.unset(MongoVoteCodec.BUNDLE),
                mark == null
                        ? Updates.unset(MongoVoteCodec.COUNTED)
                        : Updates.set(MongoVoteCodec.COUNTED, mark));
    }

    private static List<@Nullable Object> listOf(@Nullable Object one, @Nullable Object other) {
        var list = new ArrayList<@Nullable Object>();
        list.add(one);
        list.add(other);
        return list;
    }

    // Outcomes of each: matched, then it is empty; none matched, when it has seen the number.
    @Override
    public Mono<Void> emptyTallies(long number) {
        Bson emptied =
                Updates.combine(
                        Updates.set(MongoVoteCodec.BATCH, number),
                        Updates.set(COUNTS, new Document()));
        return MongoCalls.one(
                        tallies.withTimeout(1, TimeUnit.MINUTES)
                                .updateMany(Filters.lt(MongoVoteCodec.BATCH, number), emptied))
                .then();
    }

    // Nobody counts a bundle meanwhile, so one that is not kept afterwards was counted before. Only
    // of young votes is it asked in which bundle they are: of all it would be too many.
    @Override
    public Flux<Marked> streamMarked(Instant now) {
        return kept().map(before -> youngSince(before, now))
                .flatMap(young -> MongoCalls.many(countMarked(young)).collectList())
                .zipWhen(_ -> kept(), MongoVoteProjection::counted)
                .flatMapIterable(marked -> marked);
    }

    private Mono<List<Document>> kept() {
        return MongoCalls.many(bundles.find()).collectList();
    }

    /** A vote may be received a while before the bundle that it comes into is opened. */
    private static Instant youngSince(List<Document> kept, Instant now) {
        return kept.stream()
                .map(bundle -> bundle.getDate(MongoBundles.OPENED_AT).toInstant())
                .reduce(now, (one, other) -> one.isBefore(other) ? one : other)
                .minus(LONGEST_ON_THE_WAY);
    }

    private Publisher<Document> countMarked(Instant young) {
        var length =
                new Document(
                        "$subtract",
                        List.of(new Document("$strLenBytes", "$_id"), MongoVoteCodec.SUFFIX));
        var poll = new Document("$substrBytes", List.of("$_id", 0, length));
        var inBundle = new Document("$gt", listOf("$" + MongoVoteCodec.BUNDLE, null));
        var putIn =
                new Document(
                        "$ifNull",
                        List.of("$" + MongoVoteCodec.PUT_IN, "$" + MongoVoteCodec.CONTRIBUTION));
        var isYoung =
                new Document(
                        "$and",
                        List.of(
                                inBundle,
                                new Document("$gte", List.of("$" + MongoVoteCodec.AT, young))));
        var key =
                new Document("p", poll)
                        .append("k", when(inBundle, putIn, "$" + MongoVoteCodec.COUNTED))
                        .append("w", when(isYoung, "$" + MongoVoteCodec.BUNDLE, null))
                        .append("before", when(isYoung, "$" + MongoVoteCodec.COUNTED, null));
        var stages =
                List.of(
                        new Document(
                                "$match",
                                Filters.or(
                                        Filters.exists(MongoVoteCodec.COUNTED),
                                        Filters.exists(MongoVoteCodec.BUNDLE))),
                        new Document(
                                "$group",
                                new Document(ID, key).append("n", new Document("$sum", 1))));
        return votes.withTimeout(SCAN_MINUTES, TimeUnit.MINUTES)
                .aggregate(stages)
                .allowDiskUse(true);
    }

    private static Document when(Object condition, Object then, @Nullable Object otherwise) {
        return new Document("$cond", Arrays.asList(condition, then, otherwise));
    }

    private static List<Marked> counted(List<Document> marked, List<Document> kept) {
        Set<String> uncounted =
                kept.stream().map(bundle -> bundle.getString(ID)).collect(Collectors.toSet());
        return marked.stream().flatMap(found -> marked(found, uncounted).stream()).toList();
    }

    private static Optional<Marked> marked(Document found, Set<String> uncounted) {
        Document key = Objects.requireNonNull(found.get(ID, Document.class));
        String bundle = key.getString("w");
        boolean waits = bundle != null && uncounted.contains(bundle);
        PollId poll = poll(Objects.requireNonNull(key.getString("p")));
        long n = ((Number) found.get("n", 0)).longValue();
        return Optional.ofNullable(key.getString(waits ? "before" : "k"))
                .map(counted -> Contribution.tally(poll.step(), Map.of(counted, n)))
                .map(tally -> new Marked(poll, tally));
    }

    // One vote at a time; one that is counted meanwhile is marked for nothing, and the next batch
    // finds that it changes nothing.
    @Override
    public Mono<Long> markStrays() {
        var stands = new Document("$ifNull", listOf("$" + MongoVoteCodec.CONTRIBUTION, null));
        var counted = new Document("$ifNull", listOf("$" + MongoVoteCodec.COUNTED, null));
        Bson strays =
                Filters.and(
                        Filters.ne(MongoVoteCodec.DIRTY, true),
                        Filters.exists(MongoVoteCodec.BUNDLE, false),
                        Filters.expr(new Document("$ne", List.of(stands, counted))));
        return MongoCalls.one(
                        votes.withTimeout(SCAN_MINUTES, TimeUnit.MINUTES)
                                .updateMany(strays, Updates.set(MongoVoteCodec.DIRTY, true)))
                .map(result -> result.getModifiedCount());
    }

    @Override
    public Mono<Dated> find(PollId poll) {
        return reads.find(poll.value()).map(MongoVoteProjection::dated);
    }

    private static Dated dated(Document found) {
        var counts = new HashMap<String, Long>();
        found.get(COUNTS, new Document())
                .forEach((name, count) -> counts.put(name, ((Number) count).longValue()));
        return new Dated(new Tally(counts), found.getDate(AT).toInstant());
    }

    /**
     * The batch under way or done last.
     *
     * @param bundles absent in one that was written before there were bundles, as what follows
     */
    public record BatchDocument(
            @BsonId String id,
            long number,
            boolean rebuilding,
            List<MoveDocument> moves,
            @Nullable List<String> bundles,
            @Nullable List<AddedDocument> added) {
        static BatchDocument of(TallyBatch batch) {
            return new BatchDocument(
                    BATCH_ID,
                    batch.number(),
                    batch.rebuilding(),
                    batch.moves().stream().map(MoveDocument::of).toList(),
                    batch.bundles(),
                    batch.added().stream().map(AddedDocument::of).toList());
        }

        TallyBatch toDomain() {
            return new TallyBatch(
                    number,
                    rebuilding,
                    moves.stream().map(MoveDocument::toDomain).toList(),
                    orNone(bundles),
                    orNone(added).stream().map(AddedDocument::toDomain).toList());
        }

        private static <T> List<T> orNone(@Nullable List<T> list) {
            return list == null ? List.of() : list;
        }
    }

    /** Votes that count the same. */
    public record AddedDocument(String poll, String contribution, long votes) {
        static AddedDocument of(Added added) {
            return new AddedDocument(added.poll().value(), added.contribution(), added.votes());
        }

        Added toDomain() {
            return new Added(PollId.parse(poll).orElseThrow(), contribution, votes);
        }
    }

    /** One kind of change. */
    public record MoveDocument(
            String poll, @Nullable String from, @Nullable String to, List<String> voterKeys) {
        static MoveDocument of(Move move) {
            return new MoveDocument(move.poll().value(), move.from(), move.to(), move.voterKeys());
        }

        Move toDomain() {
            return new Move(PollId.parse(poll).orElseThrow(), from, to, voterKeys);
        }
    }
}
