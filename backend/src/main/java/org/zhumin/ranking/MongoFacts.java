package org.zhumin.ranking;

import com.mongodb.client.cursor.TimeoutMode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.ranking.MongoProjection.FactDocument;
import org.zhumin.request.RequestOutcome;

import reactor.core.publisher.Flux;

import java.util.Objects;

/**
 * Reads the orders out of the collection of requests; the indexes are {@link MongoProjection}'s.
 */
@Repository
class MongoFacts implements Facts {
    private static final int BATCH = 1000;

    private final MongoCollection<FactDocument> collection;

    MongoFacts(MongoDatabase database) {
        collection = database.getCollection(RequestOutcome.COLLECTION, FactDocument.class);
    }

    @Override
    public Flux<RequestOutcome> ofPeriod(String period) {
        return MongoCalls.many(
                        find(Filters.eq("outcome.period", period)).sort(Sorts.ascending("_id")))
                .mapNotNull(FactDocument::outcome);
    }

    @Override
    public Flux<Fact> ofPeriodOrCountedIn(String period) {
        return MongoCalls.many(
                        find(
                                Filters.or(
                                        Filters.eq("outcome.period", period),
                                        Filters.eq("projected.counted.period", period))))
                .filter(found -> found.outcome() != null)
                .map(MongoFacts::toFact);
    }

    private static Fact toFact(FactDocument found) {
        RequestOutcome outcome = Objects.requireNonNull(found.outcome());
        return new Fact(outcome, found.counted(), outcome.dirty());
    }

    /** The driver's limit is for each batch here, since a stream takes as long as it is long. */
    private FindPublisher<FactDocument> find(Bson filter) {
        return collection
                .find(filter)
                .projection(Projections.include("outcome", "projected"))
                .timeoutMode(TimeoutMode.ITERATION)
                .batchSize(BATCH);
    }
}
