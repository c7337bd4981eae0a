package org.zhumin.vote;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.vote.TallyBatch.Move;
import org.zhumin.vote.TallyIntake.Added;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;

/**
 * The batch of a version before anything was pending, in {@code vote_projector}: it named what it
 * added to each tally, and added it at once.
 */
final class MongoOlderBatch {
    private static final Bson ONLY = Filters.eq("_id", "votes");
    private static final FindOneAndUpdateOptions MADE_IF_ABSENT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
    private static final String NUMBER = "was";
    private static final String MOVES = "settled";

    private final MongoCollection<Document> batches;

    MongoOlderBatch(MongoDatabase database) {
        batches = database.getCollection("vote_projector");
    }

    /**
     * Takes its number and its moves out of the sight of who would go on from it: an instance of
     * that version can neither claim the next nor read this one, and loses nothing. If there never
     * was one, it cannot begin either. Empty if there is nothing to take over.
     */
    // Outcomes: there is one without number and moves, taken over now or before, or made now.
    Mono<TallyBatch> takeOver(Instant now) {
        Bson unseen =
                Updates.combine(Updates.rename("number", NUMBER), Updates.rename("moves", MOVES));
        return MongoCalls.one(batches.findOneAndUpdate(ONLY, unseen, MADE_IF_ABSENT))
                .filter(found -> found.containsKey(NUMBER))
                .map(found -> posting(found, now));
    }

    private static TallyBatch posting(Document found, Instant now) {
        var intake =
                new TallyIntake(
                        list(found, MOVES).stream().map(MongoOlderBatch::move).toList(),
                        found.get("bundles", List.of()),
                        list(found, "added").stream().map(MongoOlderBatch::added).toList());
        var pending = new HashMap<PollId, DatedTally>();
        intake.deltas().forEach((poll, delta) -> pending.put(poll, new DatedTally(delta, now)));
        long number = found.get(NUMBER, 0L);
        boolean rebuilding = found.get("rebuilding", false);
        return new TallyBatch(
                number,
                rebuilding,
                intake.moves(),
                intake.bundles(),
                number - 1,
                pending,
                !rebuilding);
    }

    private static List<Document> list(Document found, String name) {
        return found.getList(name, Document.class, List.of());
    }

    private static Move move(Document stored) {
        return new Move(
                poll(stored),
                stored.getString("from"),
                stored.getString("to"),
                stored.getList("voterKeys", String.class));
    }

    private static Added added(Document stored) {
        return new Added(poll(stored), stored.get("contribution", ""), stored.get("votes", 0L));
    }

    private static PollId poll(Document stored) {
        return PollId.parse(stored.get("poll", "")).orElseThrow();
    }
}
