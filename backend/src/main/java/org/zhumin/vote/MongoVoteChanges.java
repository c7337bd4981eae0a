package org.zhumin.vote;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoCollection;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.owed.MongoOwed;

import reactor.core.publisher.Mono;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Puts newer votes in the place of others, several by one statement: it holds a constant list of
 * the newer ones, and each vote takes its own out of it if it is as it was read. For the database
 * that is less work than a statement for each.
 *
 * <p>What a newer vote does not say is gone. What is not the voter's stays, and has to be named
 * here: what staff decided, how the vote is counted, what is owed.
 */
final class MongoVoteChanges {
    /** In words, by the voter and to the voter. */
    static final List<String> WRITTEN =
            List.of(MongoVoteCodec.APPEAL, MongoVoteCodec.APPEALED_AT, MongoVoteCodec.DISMISSAL);

    /** What staff decided, the projection's mark, what is owed. */
    private static final List<String> STAYS =
            List.of(
                    MongoVoteCodec.QUARANTINE,
                    MongoVoteCodec.QUARANTINED_BY,
                    MongoVoteCodec.BATCH,
                    MongoOwed.OWED);

    private static final String NEWER = "newer";
    private static final String FROM = "from";
    private static final String AFTER = "after";

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
    }

    private static String idOf(BundledVote vote) {
        return MongoVoteCodec.id(vote.fact().poll(), vote.fact().voterKey());
    }

    // Outcomes of each: changed; or not, when revision or quarantine are not as before, or, of a
    // change that is counted in a bundle, when the vote is not as it was put into the one before.
    // The server tells how many were changed: if not all, then it is looked at each.
    Mono<List<Boolean>> make(List<Change> changes) {
        List<String> ids = changes.stream().map(Change::id).toList();
        return MongoCalls.one(votes.updateMany(Filters.in(MongoVoteCodec.ID, ids), change(changes)))
                .flatMap(
                        result ->
                                result.getModifiedCount() == changes.size()
                                        ? Mono.just(Collections.nCopies(changes.size(), true))
                                        : look(changes, ids));
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

    private static List<Bson> change(List<Change> changes) {
        var place =
                new Document(
                        "$indexOfArray",
                        List.of(literal(changes.stream().map(Change::id).toList()), "$_id"));
        var mine =
                new Document(
                        "$arrayElemAt",
                        List.of(
                                literal(changes.stream().map(MongoVoteChanges::newer).toList()),
                                place));
        var replaced =
                new Document(
                        "$mergeObjects", List.of(of(NEWER, AFTER), whatStays(), howItIsCounted()));
        return List.of(
                new Document(
                        "$replaceWith",
                        new Document(
                                "$let",
                                new Document("vars", new Document(NEWER, mine))
                                        .append(
                                                "in",
                                                new Document(
                                                        "$cond",
                                                        List.of(
                                                                isAsBefore(),
                                                                replaced,
                                                                "$$ROOT"))))));
    }

    private static Document newer(Change change) {
        VoteFact before = change.before().fact();
        var newer =
                new Document(MongoVoteCodec.REVISION, before.revision())
                        .append(MongoVoteCodec.QUARANTINE, before.quarantine())
                        .append(AFTER, change.after());
        return change.isBundled() ? newer.append(FROM, change.before().bundle()) : newer;
    }

    private static Document isAsBefore() {
        return new Document(
                "$and",
                List.of(
                        equal(MongoVoteCodec.REVISION),
                        new Document(
                                "$eq",
                                List.of(
                                        orNull("$" + MongoVoteCodec.QUARANTINE),
                                        orNull(of(NEWER, MongoVoteCodec.QUARANTINE)))),
                        isAsPutInIfBundled()));
    }

    private static Document isAsPutInIfBundled() {
        var isAsPutIn =
                new Document(
                        "$and",
                        List.of(
                                new Document(
                                        "$eq",
                                        List.of("$" + MongoVoteCodec.BUNDLE, of(NEWER, FROM))),
                                not("$" + MongoVoteCodec.DIRTY)));
        return new Document("$or", List.of(not(of(NEWER, FROM)), isAsPutIn));
    }

    private static Document not(String path) {
        return new Document("$not", List.of(path));
    }

    private static Document equal(String field) {
        return new Document("$eq", List.of("$" + field, of(NEWER, field)));
    }

    private static Document orNull(String path) {
        return new Document("$ifNull", Arrays.asList(path, null));
    }

    /** A path to nothing makes no field. */
    private static Document whatStays() {
        var stays = new Document();
        STAYS.forEach(field -> stays.append(field, "$" + field));
        WRITTEN.forEach(field -> stays.append(field, unlessLeaving("$" + field)));
        return stays;
    }

    private static Document unlessLeaving(String path) {
        return when(of(NEWER, AFTER) + "." + MongoVoteCodec.LEAVING, "$$REMOVE", path);
    }

    /**
     * By another bundle, from what stood before it; or by itself: then the bundle stays, and with
     * the first change since, the contribution that the vote was put in with.
     */
    private static Document howItIsCounted() {
        String into = of(NEWER, AFTER) + "." + MongoVoteCodec.BUNDLE;
        String contribution = "$" + MongoVoteCodec.CONTRIBUTION;
        String bundle = "$" + MongoVoteCodec.BUNDLE;
        var putIn =
                new Document(
                        "$ifNull",
                        List.of(
                                "$" + MongoVoteCodec.PUT_IN,
                                when(bundle, contribution, "$$REMOVE")));
        return new Document(MongoVoteCodec.BUNDLE, new Document("$ifNull", List.of(into, bundle)))
                .append(
                        MongoVoteCodec.COUNTED,
                        when(into, contribution, "$" + MongoVoteCodec.COUNTED))
                .append(MongoVoteCodec.PUT_IN, when(into, "$$REMOVE", putIn));
    }

    private static Document when(Object condition, Object then, Object otherwise) {
        return new Document("$cond", List.of(condition, then, otherwise));
    }

    private static String of(String variable, String field) {
        return "$$" + variable + "." + field;
    }

    private static Document literal(Object value) {
        return new Document("$literal", value);
    }
}
