package org.zhumin.request;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.springframework.stereotype.Component;
import org.zhumin.platform.mongo.MongoCalls;

import reactor.core.publisher.Mono;

/** {@code request_external_ids}: {@code {_id: CHANNEL:externalId, request}}. */
@Component
class MongoExternalIds implements ExternalIds {
    private final MongoCollection<Claim> collection;

    MongoExternalIds(MongoDatabase database) {
        collection = database.getCollection("request_external_ids", Claim.class);
    }

    /** Outcomes: inserted, the id is ours; or taken before, and whose it is is given. */
    @Override
    public Mono<RequestId> claim(Channel channel, String externalId, RequestId request) {
        String key = channel + ":" + externalId;
        return MongoCalls.one(collection.insertOne(new Claim(key, request)))
                .thenReturn(request)
                .onErrorResume(
                        MongoCalls::isDuplicateKey,
                        _ ->
                                MongoCalls.one(collection.find(Filters.eq("_id", key)).first())
                                        .map(Claim::request));
    }

    public record Claim(@BsonId String id, RequestId request) {}
}
