package org.zhumin.identity;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import java.util.List;

/** {@code phone_claims}: {@code {_id: phone index, residentId, move, from: [residentId]}}. */
@Repository
class MongoPhoneClaims implements PhoneClaims, MongoIndexes {
    private static final String COLLECTION = "phone_claims";
    private static final String ID = "_id";
    private static final String HOLDER = "residentId";
    private static final String MOVE = "move";
    private static final String FROM = "from";

    private final MongoCollection<Stored> collection;

    MongoPhoneClaims(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, Stored.class);
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(Indexes.ascending(HOLDER), new IndexOptions().name("holder")));
    }

    @Override
    public Mono<PhoneClaim> find(String phoneIndex) {
        return MongoCalls.one(collection.find(Filters.eq(ID, phoneIndex)).first())
                .map(Stored::toDomain);
    }

    // Outcomes: inserted with nobody to strip; moved, the holder before joins those to strip; two
    // first claims at once: one meets a duplicate key, and finds the other's claim to move.
    @Override
    public Mono<PhoneClaim> move(String phoneIndex, ResidentId to, String move) {
        var carriers = new Document("$ifNull", List.of("$" + FROM, List.of()));
        var holder =
                new Document(
                        "$cond",
                        List.of(
                                new Document("$gt", List.of("$" + HOLDER, "")),
                                List.of("$" + HOLDER),
                                List.of()));
        var others =
                new Document(
                        "$setDifference",
                        List.of(
                                new Document("$setUnion", List.of(carriers, holder)),
                                List.of(to.value())));
        Bson set =
                new Document(
                        "$set",
                        new Document(HOLDER, to.value()).append(MOVE, move).append(FROM, others));
        return MongoCalls.one(
                        collection.findOneAndUpdate(
                                Filters.eq(ID, phoneIndex),
                                List.of(set),
                                new FindOneAndUpdateOptions()
                                        .upsert(true)
                                        .returnDocument(ReturnDocument.AFTER)))
                .retryWhen(Retry.max(2).filter(MongoCalls::isDuplicateKey))
                .map(Stored::toDomain);
    }

    @Override
    public Mono<Void> settle(PhoneClaim claim) {
        return MongoCalls.one(collection.updateOne(unmoved(claim), Updates.set(FROM, List.of())))
                .then();
    }

    @Override
    public Mono<Void> release(PhoneClaim claim) {
        return MongoCalls.one(collection.deleteOne(unmoved(claim))).then();
    }

    private static Bson unmoved(PhoneClaim claim) {
        return Filters.and(Filters.eq(ID, claim.phoneIndex()), Filters.eq(MOVE, claim.move()));
    }

    @Override
    public Flux<PhoneClaim> listOf(ResidentId holder) {
        return MongoCalls.many(collection.find(Filters.eq(HOLDER, holder))).map(Stored::toDomain);
    }

    public record Stored(
            @BsonId String phoneIndex, ResidentId residentId, String move, List<ResidentId> from) {
        PhoneClaim toDomain() {
            return new PhoneClaim(phoneIndex, residentId, move, from);
        }
    }
}
