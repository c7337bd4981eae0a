package org.zhumin.vote;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoCollection;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.owed.MongoOwed;

import reactor.core.publisher.Mono;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Puts newer votes in the place of others, several by one statement: it holds a constant list of
 * the newer ones, and each vote takes its own out of it if it is as it was read. For the database
 * that is less work than a statement for each.
 *
 * <p>What a newer vote does not say is gone. What is not the voter's stays, and has to be named
 * here: what staff decided, the projection's marks, what is owed.
 */
final class MongoVoteChanges {
    /** In words, by the voter and to the voter. */
    static final List<String> WRITTEN =
            List.of(MongoVoteCodec.APPEAL, MongoVoteCodec.APPEALED_AT, MongoVoteCodec.DISMISSAL);

    /** What staff decided, the projection's marks, what is owed. */
    private static final List<String> STAYS =
            List.of(
                    MongoVoteCodec.QUARANTINE,
                    MongoVoteCodec.QUARANTINED_BY,
                    MongoVoteCodec.BUNDLE,
                    MongoVoteCodec.COUNTED,
                    MongoVoteCodec.BATCH,
                    MongoOwed.OWED);

    private static final String NEWER = "newer";
    private static final String AFTER = "after";

    private final MongoCollection<VoteFact> votes;

    MongoVoteChanges(MongoCollection<VoteFact> votes) {
        this.votes = votes;
    }

    record Change(VoteFact before, VoteFact after) {
        String id() {
            return MongoVoteCodec.id(before.poll(), before.voterKey());
        }
    }

    // Outcomes of each: changed; or not, when revision or quarantine are not as before. The server
    // tells how many were changed: if not all, then it is looked at each.
    Mono<List<Boolean>> make(List<Change> changes) {
        List<String> ids = changes.stream().map(Change::id).toList();
        return MongoCalls.one(votes.updateMany(Filters.in(MongoVoteCodec.ID, ids), change(changes)))
                .flatMap(
                        result ->
                                result.getModifiedCount() == changes.size()
                                        ? Mono.just(Collections.nCopies(changes.size(), true))
                                        : look(changes, ids));
    }

    /** One that was changed, and again since, is told as not changed: then it is read again. */
    private Mono<List<Boolean>> look(List<Change> changes, List<String> ids) {
        return MongoCalls.many(votes.find(Filters.in(MongoVoteCodec.ID, ids)))
                .collectMap(fact -> MongoVoteCodec.id(fact.poll(), fact.voterKey()))
                .map(found -> changes.stream().map(change -> stands(found, change)).toList());
    }

    private static boolean stands(Map<String, VoteFact> found, Change change) {
        VoteFact now = found.get(change.id());
        VoteFact after = change.after();
        return now != null
                && now.revision() == after.revision()
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
        var replaced = new Document("$mergeObjects", List.of(of(NEWER, AFTER), whatStays()));
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
        VoteFact before = change.before();
        var newer =
                new Document(MongoVoteCodec.REVISION, before.revision())
                        .append(MongoVoteCodec.QUARANTINE, before.quarantine())
                        .append(AFTER, change.after());
        return before.revision() == 1
                ? newer.append(MongoVoteCodec.PUT_IN, before.contribution())
                : newer;
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
                                        orNull(of(NEWER, MongoVoteCodec.QUARANTINE))))));
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
        return stays.append(MongoVoteCodec.PUT_IN, putIn());
    }

    private static Document unlessLeaving(String path) {
        return new Document(
                "$cond",
                List.of(of(NEWER, AFTER) + "." + MongoVoteCodec.LEAVING, "$$REMOVE", path));
    }

    /** Of the first change, the contribution before it; later ones leave it. */
    private static Document putIn() {
        return new Document(
                "$ifNull",
                List.of("$" + MongoVoteCodec.PUT_IN, of(NEWER, MongoVoteCodec.PUT_IN), "$$REMOVE"));
    }

    private static String of(String variable, String field) {
        return "$$" + variable + "." + field;
    }

    private static Document literal(Object value) {
        return new Document("$literal", value);
    }
}
