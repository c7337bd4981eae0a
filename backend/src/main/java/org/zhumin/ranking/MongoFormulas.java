package org.zhumin.ranking;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.web.FactKey;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Objects;

/** Formulas in the collection {@code ranking_formulas}, few and never sharded. */
@Repository
class MongoFormulas implements Formulas, MongoIndexes {
    private static final String COLLECTION = "ranking_formulas";
    private static final String FROM = "from";
    private static final String VERSION = "version";

    private final MongoCollection<FormulaDocument> collection;

    MongoFormulas(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, FormulaDocument.class);
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(unique(FROM), unique(VERSION));
    }

    private static IndexModel unique(String field) {
        return new IndexModel(
                Indexes.ascending(field), new IndexOptions().name(field).unique(true));
    }

    @Override
    public Mono<RankingFormula> find(String version) {
        return findBy(VERSION, version).map(FormulaDocument::formula);
    }

    private Mono<FormulaDocument> findBy(String field, String value) {
        return MongoCalls.one(collection.find(Filters.eq(field, value)).first());
    }

    @Override
    public Mono<RankingFormula> findInForce(String period) {
        return MongoCalls.one(
                        collection
                                .find(Filters.lte(FROM, period))
                                .sort(Sorts.descending(FROM))
                                .first())
                .map(FormulaDocument::formula);
    }

    // Outcomes: inserted; duplicate key and the id is taken, then this call was made before and
    // what
    // it stored is given; duplicate key otherwise, then the version or the first month is taken.
    @Override
    public Mono<RankingFormula> insert(RankingFormula formula, FactKey key) {
        return MongoCalls.one(collection.insertOne(FormulaDocument.of(formula, key)))
                .thenReturn(formula)
                .onErrorResume(
                        MongoCalls::isDuplicateKey,
                        _ ->
                                findMadeBy(key)
                                        .switchIfEmpty(
                                                Mono.error(
                                                        RankingProblem.FORMULA_EXISTS::refusal)));
    }

    @Override
    public Mono<RankingFormula> findMadeBy(FactKey key) {
        return findBy("_id", key.id())
                .doOnNext(stored -> key.requireSameBody(stored.bodyHash()))
                .map(FormulaDocument::formula);
    }

    @Override
    public Mono<Slice<RankingFormula>> list(int limit, @Nullable Cursor after) {
        Bson filter =
                after == null ? Filters.empty() : Filters.gt(VERSION, after.keys().getFirst());
        return MongoCalls.many(
                        collection.find(filter).sort(Sorts.ascending(VERSION)).limit(limit + 1))
                .map(FormulaDocument::formula)
                .collectList()
                .map(found -> Slice.of(found, limit, last -> Cursor.of(last.version())));
    }

    /** A formula as it is stored, under the id of the call that made it. */
    public record FormulaDocument(
            @BsonId String id,
            String version,
            String from,
            RankingFormula formula,
            String bodyHash) {
        static FormulaDocument of(RankingFormula formula, FactKey key) {
            return new FormulaDocument(
                    key.id(),
                    formula.version(),
                    Objects.requireNonNull(formula.from()),
                    formula,
                    key.bodyHash());
        }
    }
}
