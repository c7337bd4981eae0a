package org.zhumin.platform.owed;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;

import org.bson.BsonDocumentWrapper;
import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;

import java.util.List;

/**
 * How stores write documents that carry debts. Two rules: removing a debt never changes the
 * document's version, so that it disturbs no use case; and saving an aggregate never replaces
 * {@code owed}, because debts may have been removed, moved on or added since it was read.
 *
 * <ul>
 *   <li>Insert: the stored record has a component {@code @Nullable List<Owed> owed} with the debts
 *       of the creating change, or null.
 *   <li>Save: {@link #save}, with the new debts of this change only.
 *   <li>Small updates ({@code $set}, {@code $inc}): combine with {@link #owe}; those with a
 *       pipeline: set {@link #OWED} to {@link #withMore}.
 *   <li>Then the use case calls {@link OwedEffects#perform} or {@link OwedEffects#start} with the
 *       same new debts.
 * </ul>
 */
public final class MongoOwed {
    public static final String OWED = "owed";

    private MongoOwed() {}

    // Outcomes: replaced, with the debts that are stored and the new ones; or the stored version
    // is another, and nothing is changed.
    /**
     * Replaces the version before by this one, but keeps the debts that are stored and adds new
     * ones. Fails with {@link PlatformProblem#STALE} when another version is stored.
     *
     * @param version of the document; in storage it has a field of this name
     * @param document a stored form; what it says in {@code owed} does not count
     */
    public static <T> Mono<Void> save(
            MongoCollection<T> collection, Object id, long version, T document, List<Owed> added) {
        Bson before = Filters.and(Filters.eq("_id", id), Filters.eq("version", version - 1));
        return MongoCalls.one(
                        collection.updateOne(
                                before,
                                replaceKeeping(document, added, collection.getCodecRegistry())))
                .filter(result -> result.getMatchedCount() == 1)
                .switchIfEmpty(Mono.error(PlatformProblem.STALE::refusal))
                .then();
    }

    private static List<Bson> replaceKeeping(
            Object document, List<Owed> added, CodecRegistry codecs) {
        var whole = literal(document, codecs);
        var all = withMore(added, codecs);
        var kept = list("$cond", list("$eq", all, List.of()), "$$REMOVE", all);
        var without = new Document("$unsetField", unsetOwed(whole));
        return List.of(
                new Document(
                        "$replaceWith", list("$mergeObjects", without, new Document(OWED, kept))));
    }

    private static Document unsetOwed(Document whole) {
        return new Document("field", OWED).append("input", whole);
    }

    /** For an update with a pipeline: the debts that are stored, and these. */
    public static Document withMore(List<Owed> added, CodecRegistry codecs) {
        var more = added.stream().map(debt -> literal(debt, codecs)).toList();
        return list("$concatArrays", list("$ifNull", "$" + OWED, List.of()), more);
    }

    /** For an update without a pipeline: adds these debts. */
    public static Bson owe(List<Owed> added) {
        return Updates.pushEach(OWED, added);
    }

    private static Document literal(Object value, CodecRegistry codecs) {
        return new Document("$literal", BsonDocumentWrapper.asBsonDocument(value, codecs));
    }

    private static Document list(String operator, Object... operands) {
        return new Document(operator, List.of(operands));
    }
}
