package org.zhumin.vote;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.web.FactKey;

import reactor.core.publisher.Mono;

/** {@code vote_orders}: {@code {_id: key, poll, bodyHash, done}}; nothing of who or what. */
@Repository
class MongoVoteOrders implements VoteOrders {
    private final MongoCollection<Order> collection;

    MongoVoteOrders(MongoDatabase database) {
        collection = database.getCollection("vote_orders", Order.class);
    }

    // Outcomes: inserted, then it is due; or there, then due unless it is done.
    @Override
    public Mono<Boolean> isDue(FactKey key, PollId poll) {
        return MongoCalls.one(
                        collection.insertOne(
                                new Order(key.id(), poll.value(), key.bodyHash(), false)))
                .map(_ -> true)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> isStillDue(key));
    }

    private Mono<Boolean> isStillDue(FactKey key) {
        return MongoCalls.one(collection.find(Filters.eq("_id", key.id())).first())
                .doOnNext(order -> key.requireSameBody(order.bodyHash()))
                .map(order -> !order.done());
    }

    // Outcomes: done; done already, then nothing changes.
    @Override
    public Mono<Void> done(FactKey key) {
        return MongoCalls.one(
                        collection.updateOne(
                                Filters.eq("_id", key.id()), Updates.set("done", true)))
                .then();
    }

    public record Order(@BsonId String id, String poll, String bodyHash, boolean done) {}
}
