package org.zhumin.ranking;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.zhumin.request.RequestOutcome;

import reactor.core.publisher.Mono;

/**
 * Writes outcomes as the store of requests does: the whole field, in one write, and nothing else.
 */
final class TestRequests {
    private final MongoCollection<Document> collection;

    TestRequests(MongoDatabase database) {
        collection = database.getCollection(RequestOutcome.COLLECTION);
    }

    /** Under the number as id. */
    Mono<Void> write(RequestOutcome outcome) {
        return Mono.from(
                        collection.updateOne(
                                Filters.eq("_id", outcome.number()),
                                Updates.set(RequestOutcome.FIELD, outcome),
                                new UpdateOptions().upsert(true)))
                .then();
    }

    /** What a store that replaces the whole document would do. */
    void loseMark(String number) {
        Mono.from(collection.updateOne(Filters.eq("_id", number), Updates.unset("projected")))
                .block();
    }

    Document find(String number) {
        return Mono.from(collection.find(Filters.eq("_id", number)).first()).block();
    }
}
