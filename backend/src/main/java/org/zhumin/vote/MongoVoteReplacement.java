package org.zhumin.vote;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.zhumin.platform.owed.MongoOwed;
import org.zhumin.vote.MongoVoteChanges.Change;

import java.util.Arrays;
import java.util.List;

/**
 * What becomes of each vote that {@link MongoVoteChanges} matches, as an update pipeline: the newer
 * one if it is as it was read, else it stays as it is.
 *
 * <p>What a newer vote does not say is gone. What is not the voter's stays, and has to be named
 * here: what staff decided, how the vote is counted, what is owed.
 */
final class MongoVoteReplacement {
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

    private final List<Change> changes;

    /** As for minds changed within minutes; the shorter statement costs the database less. */
    private final boolean betweenBundles;

    private MongoVoteReplacement(List<Change> changes) {
        this.changes = changes;
        betweenBundles = changes.stream().allMatch(Change::isBetweenBundles);
    }

    static List<Bson> pipeline(List<Change> changes) {
        return new MongoVoteReplacement(changes).pipeline();
    }

    private List<Bson> pipeline() {
        var replaced =
                new Document(
                        "$mergeObjects", List.of(of(NEWER, AFTER), whatStays(), howItIsCounted()));
        var ifAsBefore = new Document("$cond", List.of(isAsBefore(), replaced, "$$ROOT"));
        return List.of(
                new Document(
                        "$replaceWith",
                        new Document(
                                "$let",
                                new Document("vars", new Document(NEWER, mine()))
                                        .append("in", ifAsBefore))));
    }

    private Document mine() {
        if (changes.size() == 1) {
            return literal(newer(changes.getFirst()));
        }
        var place =
                new Document(
                        "$indexOfArray",
                        List.of(literal(changes.stream().map(Change::id).toList()), "$_id"));
        var all = literal(changes.stream().map(MongoVoteReplacement::newer).toList());
        return new Document("$arrayElemAt", List.of(all, place));
    }

    private static Document newer(Change change) {
        VoteFact before = change.before().fact();
        var newer =
                new Document(MongoVoteCodec.REVISION, before.revision())
                        .append(MongoVoteCodec.QUARANTINE, before.quarantine())
                        .append(AFTER, change.after());
        return change.isBundled() ? newer.append(FROM, change.before().bundle()) : newer;
    }

    private Document isAsBefore() {
        return new Document(
                "$and",
                List.of(
                        equal(MongoVoteCodec.REVISION),
                        new Document(
                                "$eq",
                                List.of(
                                        orNull("$" + MongoVoteCodec.QUARANTINE),
                                        orNull(of(NEWER, MongoVoteCodec.QUARANTINE)))),
                        betweenBundles ? isAsPutIn() : isAsPutInIfBundled()));
    }

    private static Document isAsPutIn() {
        return new Document(
                "$and",
                List.of(
                        new Document("$eq", List.of("$" + MongoVoteCodec.BUNDLE, of(NEWER, FROM))),
                        not("$" + MongoVoteCodec.DIRTY)));
    }

    private static Document isAsPutInIfBundled() {
        return new Document("$or", List.of(not(of(NEWER, FROM)), isAsPutIn()));
    }

    /** A path to nothing makes no field. */
    private Document whatStays() {
        var stays = new Document();
        STAYS.forEach(field -> stays.append(field, "$" + field));
        WRITTEN.forEach(
                field ->
                        stays.append(
                                field, betweenBundles ? "$" + field : unlessLeaving("$" + field)));
        return stays;
    }

    private static Document unlessLeaving(String path) {
        return when(of(NEWER, AFTER) + "." + MongoVoteCodec.LEAVING, "$$REMOVE", path);
    }

    /**
     * By another bundle, from what stood before it; or by itself: then the bundle stays, and with
     * the first change since, the contribution that the vote was put in with.
     */
    private Document howItIsCounted() {
        String contribution = "$" + MongoVoteCodec.CONTRIBUTION;
        if (betweenBundles) {
            return new Document(MongoVoteCodec.COUNTED, contribution);
        }
        String into = of(NEWER, AFTER) + "." + MongoVoteCodec.BUNDLE;
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

    private static Document not(String path) {
        return new Document("$not", List.of(path));
    }

    private static Document equal(String field) {
        return new Document("$eq", List.of("$" + field, of(NEWER, field)));
    }

    private static Document orNull(String path) {
        return new Document("$ifNull", Arrays.asList(path, null));
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
