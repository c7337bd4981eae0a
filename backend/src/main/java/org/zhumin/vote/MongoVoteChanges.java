package org.zhumin.vote;

import com.mongodb.client.model.Filters;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;

import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.zhumin.platform.mongo.MongoCalls;

import reactor.core.publisher.Mono;

import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Puts newer votes in the place of others, several by one statement: it holds a constant list of
 * the newer ones, and each vote takes its own out of it if it is as it was read. For the database
 * that is less work than a statement for each. {@link MongoVoteReplacement} says what becomes of
 * each.
 */
final class MongoVoteChanges {
    private final MongoCollection<BundledVote> votes;

    MongoVoteChanges(MongoCollection<BundledVote> votes) {
        this.votes = votes;
    }

    /** See {@link VoteFacts#replace}. */
    record Change(BundledVote before, BundledVote after) {
        String id() {
            return idOf(before);
        }

        boolean isBundled() {
            return after.bundle() != null;
        }

        /** From one bundle into another, and the voter stays. */
        boolean isBetweenBundles() {
            return isBundled() && before.bundle() != null && !after.fact().leaving();
        }
    }

    private static String idOf(BundledVote vote) {
        return MongoVoteCodec.id(vote.fact().poll(), vote.fact().voterKey());
    }

    // Outcomes of each: changed; or not, when revision or quarantine are not as before, or, of a
    // change that is counted in a bundle, when the vote is not as it was put into the one before.
    // The server tells how many were changed: if not all, then it is looked at each.
    Mono<List<Boolean>> make(List<Change> changes) {
        List<String> ids = changes.stream().map(Change::id).toList();
        return MongoCalls.one(update(changes, ids))
                .flatMap(
                        result ->
                                result.getModifiedCount() == changes.size()
                                        ? Mono.just(Collections.nCopies(changes.size(), true))
                                        : look(changes, ids));
    }

    /** One that comes alone is found by its key at once, without a plan. */
    private Publisher<UpdateResult> update(List<Change> changes, List<String> ids) {
        List<Bson> pipeline = MongoVoteReplacement.pipeline(changes);
        return ids.size() == 1
                ? votes.updateOne(Filters.eq(MongoVoteCodec.ID, ids.getFirst()), pipeline)
                : votes.updateMany(Filters.in(MongoVoteCodec.ID, ids), pipeline);
    }

    private Mono<List<Boolean>> look(List<Change> changes, List<String> ids) {
        return MongoCalls.many(votes.find(Filters.in(MongoVoteCodec.ID, ids)))
                .collectMap(MongoVoteChanges::idOf)
                .map(
                        found ->
                                changes.stream()
                                        .map(change -> wasMade(found.get(change.id()), change))
                                        .toList());
    }

    private static boolean wasMade(@Nullable BundledVote now, Change change) {
        if (now == null) {
            return false;
        }
        return change.isBundled()
                ? Objects.equals(now.bundle(), change.after().bundle())
                : stands(now.fact(), change.after().fact());
    }

    /** One that was changed, and again since, is told as not changed: then it is read again. */
    private static boolean stands(VoteFact now, VoteFact after) {
        return now.revision() == after.revision()
                && now.at().equals(after.at())
                && now.saysTheSameAs(after)
                && now.leaving() == after.leaving();
    }
}
