package org.zhumin.vote;

import static org.zhumin.vote.MongoVoteCodec.APPEAL;
import static org.zhumin.vote.MongoVoteCodec.APPEALED_AT;
import static org.zhumin.vote.MongoVoteCodec.AT;
import static org.zhumin.vote.MongoVoteCodec.CELL;
import static org.zhumin.vote.MongoVoteCodec.CONTRIBUTION;
import static org.zhumin.vote.MongoVoteCodec.DIRTY;
import static org.zhumin.vote.MongoVoteCodec.DISMISSAL;
import static org.zhumin.vote.MongoVoteCodec.ID;
import static org.zhumin.vote.MongoVoteCodec.ORIGIN;
import static org.zhumin.vote.MongoVoteCodec.PUT_IN;
import static org.zhumin.vote.MongoVoteCodec.QUARANTINE;
import static org.zhumin.vote.MongoVoteCodec.QUARANTINED_BY;
import static org.zhumin.vote.MongoVoteCodec.REVISION;
import static org.zhumin.vote.MongoVoteCodec.UNCOUNTED;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.owed.Debtor;
import org.zhumin.platform.owed.MongoOwed;
import org.zhumin.platform.owed.Owed;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What staff decided, in fields of the vote that voting leaves as they are; see {@link
 * MongoVoteCodec}. What looks at all votes of a poll is done by people and seldom, so it has no
 * index.
 */
@Repository
class MongoQuarantines implements Quarantines, Debtor {
    private static final long SCAN_MINUTES = 5;
    private static final int WRITTEN_AT_ONCE = 500;
    private static final int MOST_ORIGINS = 1000;
    private static final String TEXT = "text";

    private final MongoCollection<Document> votes;
    private final CodecRegistry codecs;

    MongoQuarantines(MongoDatabase database) {
        codecs = database.getCodecRegistry();
        votes = database.getCollection(MongoVoteFacts.COLLECTION);
    }

    @Override
    public String collection() {
        return MongoVoteFacts.COLLECTION;
    }

    private static Bson byId(PollId poll, String voterKey) {
        return Filters.eq(ID, MongoVoteCodec.id(poll, voterKey));
    }

    private MongoCollection<Document> scanned() {
        return votes.withTimeout(SCAN_MINUTES, TimeUnit.MINUTES);
    }

    // Outcomes: each that matches no longer counts; none matched, when all are kept out already.
    @Override
    public Mono<Long> keepOutOrigin(PollId poll, String origin, Keeping keeping, Owed news) {
        Bson notYet =
                Filters.and(
                        MongoVoteFacts.ofPoll(poll),
                        Filters.eq(ORIGIN, origin),
                        Filters.exists(QUARANTINE, false));
        return MongoCalls.many(scanned().find(notYet).projection(Projections.include(ID)))
                .map(found -> Objects.requireNonNull(found.getString(ID)))
                .buffer(WRITTEN_AT_ONCE)
                .concatMap(ids -> keepOut(ids, keeping, news))
                .reduce(0L, Long::sum);
    }

    private Mono<Long> keepOut(List<String> ids, Keeping keeping, Owed news) {
        Bson notYet = Filters.and(Filters.in(ID, ids), Filters.exists(QUARANTINE, false));
        return MongoCalls.one(votes.updateMany(notYet, keepingOut(keeping, news)))
                .map(result -> result.getModifiedCount());
    }

    // Outcomes: matched, then it no longer counts; none matched, when it is kept out already.
    @Override
    public Mono<Boolean> keepOut(PollId poll, String voterKey, Keeping keeping, Owed news) {
        Bson notYet = Filters.and(byId(poll, voterKey), Filters.exists(QUARANTINE, false));
        return MongoCalls.one(votes.updateOne(notYet, keepingOut(keeping, news)))
                .map(result -> result.getMatchedCount() == 1);
    }

    /** What would count is kept beside, for the day that it counts again. */
    private List<Bson> keepingOut(Keeping keeping, Owed news) {
        ResidentId by = Objects.requireNonNull(keeping.by());
        var stands =
                new Document("$ifNull", List.of("$" + CONTRIBUTION, "$" + UNCOUNTED, "$$REMOVE"));
        var putIn = new Document("$ifNull", List.of("$" + PUT_IN, stands));
        return List.of(
                new Document(
                        "$set",
                        new Document(UNCOUNTED, stands)
                                .append(PUT_IN, putIn)
                                .append(QUARANTINE, literal(keeping.reason()))
                                .append(QUARANTINED_BY, literal(by.value()))
                                .append(DIRTY, true)
                                .append(MongoOwed.OWED, MongoOwed.withMore(List.of(news), codecs))),
                new Document("$unset", CONTRIBUTION));
    }

    private static Document literal(String text) {
        return new Document("$literal", text);
    }

    // Outcomes: matched, then it counts again unless it was taken back; none matched, when the vote
    // was changed or released meanwhile.
    @Override
    public Mono<Boolean> release(VoteFact fact, Owed news) {
        Bson asRead =
                Filters.and(
                        byId(fact.poll(), fact.voterKey()),
                        Filters.eq(REVISION, fact.revision()),
                        Filters.exists(QUARANTINE));
        var changes = new ArrayList<Bson>();
        List.of(QUARANTINE, QUARANTINED_BY, APPEAL, APPEALED_AT, DISMISSAL)
                .forEach(field -> changes.add(Updates.unset(field)));
        if (!fact.takenBack()) {
            changes.add(Updates.set(CONTRIBUTION, fact.contribution()));
            changes.add(Updates.unset(UNCOUNTED));
        }
        changes.add(Updates.set(DIRTY, true));
        changes.add(MongoOwed.owe(List.of(news)));
        return updated(asRead, Updates.combine(changes));
    }

    private Mono<Boolean> updated(Bson filter, Bson change) {
        return MongoCalls.one(votes.updateOne(filter, change))
                .map(result -> result.getMatchedCount() == 1);
    }

    // Outcomes: matched, then this is what the voter says; none matched, when the vote is not kept
    // out, or the appeal is decided.
    @Override
    public Mono<Boolean> appeal(PollId poll, String voterKey, String text, Instant at) {
        Bson undecided =
                Filters.and(
                        byId(poll, voterKey),
                        Filters.exists(QUARANTINE),
                        Filters.exists(DISMISSAL, false));
        return updated(
                undecided,
                Updates.combine(Updates.set(APPEAL, text), Updates.set(APPEALED_AT, at)));
    }

    // Outcomes: matched, then it is dismissed; none matched, when it is decided or gone.
    @Override
    public Mono<Boolean> dismiss(
            PollId poll, String voterKey, ResidentId by, VoteAppeal.Dismissal why, Owed news) {
        Bson waits =
                Filters.and(
                        byId(poll, voterKey),
                        Filters.exists(QUARANTINE),
                        Filters.exists(APPEALED_AT),
                        Filters.exists(DISMISSAL, false));
        return updated(
                waits,
                Updates.combine(
                        Updates.set(
                                DISMISSAL,
                                new Document(TEXT, why.text())
                                        .append(AT, why.at())
                                        .append("by", by.value())),
                        MongoOwed.owe(List.of(news))));
    }

    @Override
    public Mono<Kept> find(PollId poll, String voterKey) {
        return MongoCalls.one(
                        votes.find(Filters.and(byId(poll, voterKey), Filters.exists(QUARANTINE)))
                                .first())
                .map(MongoQuarantines::kept);
    }

    @Override
    public Flux<Kept> list(PollId poll, boolean waiting, @Nullable String afterKey, int limit) {
        var conditions = new ArrayList<Bson>();
        conditions.add(MongoVoteFacts.ofPoll(poll));
        conditions.add(Filters.exists(QUARANTINE));
        if (waiting) {
            conditions.add(Filters.exists(APPEALED_AT));
            conditions.add(Filters.exists(DISMISSAL, false));
        }
        if (afterKey != null) {
            conditions.add(Filters.gt(ID, MongoVoteCodec.id(poll, afterKey)));
        }
        return MongoCalls.many(
                        scanned()
                                .find(Filters.and(conditions))
                                .sort(Sorts.ascending(ID))
                                .limit(limit))
                .map(MongoQuarantines::kept);
    }

    private static Kept kept(Document found) {
        String id = Objects.requireNonNull(found.getString(ID));
        String reason = Objects.requireNonNull(found.getString(QUARANTINE));
        String by = found.getString(QUARANTINED_BY);
        return new Kept(
                PollId.parse(MongoVoteCodec.pollOf(id)).orElseThrow(),
                MongoVoteCodec.voterOf(id),
                found.getInteger(REVISION),
                found.getDate(AT).toInstant(),
                new Keeping(reason, by == null ? null : new ResidentId(by)),
                appeal(reason, found));
    }

    private static @Nullable VoteAppeal appeal(String reason, Document found) {
        String text = found.getString(APPEAL);
        var at = found.getDate(APPEALED_AT);
        Document dismissal = found.get(DISMISSAL, Document.class);
        return text == null || at == null
                ? null
                : new VoteAppeal(
                        reason,
                        text,
                        at.toInstant(),
                        dismissal == null
                                ? null
                                : new VoteAppeal.Dismissal(
                                        dismissal.get(TEXT, ""),
                                        dismissal.getDate(AT).toInstant()));
    }

    @Override
    public Mono<Map<String, Long>> countByReason(PollId poll) {
        var kept = Filters.and(MongoVoteFacts.ofPoll(poll), Filters.exists(QUARANTINE));
        return MongoCalls.many(
                        scanned()
                                .aggregate(
                                        List.of(
                                                new Document("$match", kept),
                                                counting("$" + QUARANTINE))))
                .collectMap(
                        found -> Objects.requireNonNull(found.getString(ID)),
                        MongoQuarantines::number);
    }

    private static Document counting(Object by) {
        return new Document("$group", new Document(ID, by).append("n", new Document("$sum", 1)));
    }

    private static long number(Document found) {
        return ((Number) found.get("n", 0)).longValue();
    }

    @Override
    public Flux<VoteSignal> origins(PollId poll, int leastVotes) {
        var stages =
                List.of(
                        new Document(
                                "$match",
                                Filters.and(MongoVoteFacts.ofPoll(poll), Filters.exists(ORIGIN))),
                        new Document(
                                "$group",
                                new Document(ID, "$" + ORIGIN)
                                        .append("n", new Document("$sum", 1))
                                        .append("first", new Document("$min", "$" + AT))
                                        .append("last", new Document("$max", "$" + AT))),
                        new Document("$match", Filters.gte("n", leastVotes)),
                        new Document("$sort", new Document("n", -1).append(ID, 1)),
                        new Document("$limit", MOST_ORIGINS));
        return MongoCalls.many(scanned().aggregate(stages))
                .map(
                        found ->
                                new VoteSignal(
                                        found.getString(ID),
                                        number(found),
                                        found.getDate("first").toInstant(),
                                        found.getDate("last").toInstant()));
    }

    @Override
    public Flux<VoteBursts.Slot> slots(PollId poll) {
        var slot =
                new Document(
                        "$dateTrunc",
                        new Document("date", "$" + AT)
                                .append("unit", "minute")
                                .append("binSize", VoteBursts.SLOT.toMinutes()));
        var stages =
                List.of(
                        new Document("$match", MongoVoteFacts.ofPoll(poll)),
                        counting(new Document("area", "$" + CELL).append("from", slot)));
        return MongoCalls.many(scanned().aggregate(stages))
                .map(
                        found -> {
                            Document key = found.get(ID, Document.class);
                            return new VoteBursts.Slot(
                                    new AreaCode(key.getString("area")),
                                    key.getDate("from").toInstant(),
                                    number(found));
                        });
    }
}
