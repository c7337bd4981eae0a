package org.zhumin.platform.owed;

import com.mongodb.client.model.Updates;

import org.bson.BsonDocumentWrapper;
import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;

import java.util.List;

/**
 * How stores write documents that carry debts. Two rules: removing a debt never changes the
 * document's version, so that it disturbs no use case; and saving an aggregate never replaces
 * {@code owed}, because debts may have been removed, moved on or added since it was read.
 *
 * <ul>
 *   <li>Insert: the stored record has a component {@code @Nullable List<Owed> owed} with the debts
 *       of the creating change, or null.
 *   <li>Save: a guarded update of the version before, by {@link #replaceKeeping}, with the new
 *       debts of this change only.
 *   <li>Small updates ({@code $set}, {@code $inc}): combine with {@link #owe}.
 *   <li>Then the use case calls {@link OwedEffects#perform} or {@link OwedEffects#start} with the
 *       same new debts.
 * </ul>
 */
public final class MongoOwed {
    static final String OWED = "owed";

    private MongoOwed() {}

    /**
     * An update that replaces the document by this one, but keeps the debts that are stored and
     * adds new ones.
     *
     * @param document a stored form; what it says in {@code owed} does not count
     */
    public static List<Bson> replaceKeeping(
            Object document, List<Owed> added, CodecRegistry codecs) {
        var whole = literal(document, codecs);
        var more = added.stream().map(debt -> literal(debt, codecs)).toList();
        var all = list("$concatArrays", list("$ifNull", "$" + OWED, List.of()), more);
        var kept = list("$cond", list("$eq", all, List.of()), "$$REMOVE", all);
        var without = new Document("$unsetField", unsetOwed(whole));
        return List.of(
                new Document(
                        "$replaceWith", list("$mergeObjects", without, new Document(OWED, kept))));
    }

    private static Document unsetOwed(Document whole) {
        return new Document("field", OWED).append("input", whole);
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
