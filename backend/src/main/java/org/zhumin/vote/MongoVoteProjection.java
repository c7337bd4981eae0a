package org.zhumin.vote;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoGroups;
import org.zhumin.vote.TallyBatch.Move;
import org.zhumin.vote.TallyIntake.Dirty;

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
 * The projection's marks on each vote: {@code k} and {@code b}, what is counted of it without its
 * bundle, and by which batch; a vote that is settled is in no bundle any more. See {@link
 * MongoVoteCodec}. Batches and tallies have collections of their own.
 */
@Repository
class MongoVoteProjection implements VoteProjection {
    private static final String ID = "_id";

    /** For what looks at every vote, which is done by hand and seldom. */
    private static final long SCAN_MINUTES = 10;

    private static final Duration LONGEST_ON_THE_WAY = Duration.ofMinutes(1);

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoTallyBatches batches;
    private final MongoTallies tallies;
    private final MongoCollection<Document> votes;
    private final MongoCollection<Document> bundles;

    MongoVoteProjection(MongoDatabase database, MongoGroups groups) {
        batches = new MongoTallyBatches(database);
        tallies = new MongoTallies(database, groups);
        votes = database.getCollection(MongoVoteFacts.COLLECTION);
        bundles = database.getCollection(MongoBundles.COLLECTION);
    }

    @Override
    public Mono<TallyBatch> current(Instant now) {
        return batches.current(now);
    }

    @Override
    public Mono<Boolean> claim(TallyBatch last, TallyBatch next) {
        return batches.claim(last, next);
    }

    @Override
    public Mono<Void> post(TallyBatch batch) {
        return tallies.post(batch);
    }

    @Override
    public Mono<Void> emptyTallies(long number) {
        return tallies.empty(number);
    }

    @Override
    public Mono<DatedTally> find(PollId poll) {
        return tallies.find(poll);
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
}
