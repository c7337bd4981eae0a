package org.zhumin.ranking;

import com.mongodb.client.cursor.TimeoutMode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.request.RequestOutcome;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;

/**
 * Orders of frozen editions in the collection {@code ranking_inputs}:
 *
 * <pre>{_id: "inputs:number", inputs, period, order: {…}}</pre>
 */
@Repository
class MongoInputs implements Inputs, MongoIndexes {
    private static final String COLLECTION = "ranking_inputs";
    private static final int BATCH = 500;

    private final MongoCollection<InputDocument> collection;

    MongoInputs(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, InputDocument.class);
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(
                        Indexes.ascending("period", "inputs"),
                        new IndexOptions().name("period_inputs")));
    }

    @Override
    public Mono<Void> copy(String inputs, String period, Flux<RequestOutcome> orders) {
        return orders.map(order -> InputDocument.of(inputs, period, order))
                .buffer(BATCH)
                .concatMap(
                        batch ->
                                MongoCalls.one(
                                        collection.insertMany(
                                                batch, new InsertManyOptions().ordered(false))))
                .then();
    }

    @Override
    public Flux<RequestOutcome> stream(String inputs) {
        Bson range = Filters.and(Filters.gte("_id", inputs + ":"), Filters.lt("_id", inputs + ";"));
        return MongoCalls.many(
                        collection
                                .find(range)
                                .sort(Sorts.ascending("_id"))
                                .timeoutMode(TimeoutMode.ITERATION)
                                .batchSize(BATCH))
                .map(InputDocument::order);
    }

    @Override
    public Mono<RequestOutcome> find(String inputs, String number) {
        return MongoCalls.one(collection.find(Filters.eq("_id", idOf(inputs, number))).first())
                .map(InputDocument::order);
    }

    @Override
    public Mono<Void> deleteStrays(RankingPeriod period) {
        List<String> named = period.editions().stream().map(Edition::inputs).toList();
        Bson strays =
                Filters.and(Filters.eq("period", period.period()), Filters.nin("inputs", named));
        return MongoCalls.one(collection.deleteMany(strays)).then();
    }

    private static String idOf(String inputs, String number) {
        return inputs + ":" + number;
    }

    /** A copy of an order. */
    public record InputDocument(
            @BsonId String id, String inputs, String period, RequestOutcome order) {
        static InputDocument of(String inputs, String period, RequestOutcome order) {
            return new InputDocument(idOf(inputs, order.number()), inputs, period, order);
        }
    }
}
