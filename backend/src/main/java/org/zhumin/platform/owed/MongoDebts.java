package org.zhumin.platform.owed;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.zhumin.platform.StartupTask;
import org.zhumin.platform.mongo.MongoCalls;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Date;
import java.util.List;

/** The debts in the documents of every {@link Debtor}. No write here touches a version. */
@Component
class MongoDebts implements StartupTask {
    private static final String ID = "_id";
    private static final String INDEX = "owed_due";
    private static final String DUE = MongoOwed.OWED + ".notBefore";
    private static final Document HAS_FAILED = new Document("$gt", List.of("$owed.attempts", 0));
    private static final String THIS = MongoOwed.OWED + ".$";

    private final MongoDatabase database;
    private final ObjectProvider<Debtor> debtors;

    MongoDebts(MongoDatabase database, ObjectProvider<Debtor> debtors) {
        this.database = database;
        this.debtors = debtors;
    }

    @Override
    public String name() {
        return "indexes of owed effects";
    }

    @Override
    public int phase() {
        return 0;
    }

    @Override
    public Mono<Void> run() {
        return Flux.fromStream(debtors::stream).flatMap(this::createIndex).then();
    }

    Mono<Void> createIndex(Debtor debtor) {
        var owing = new IndexOptions().name(INDEX).partialFilterExpression(Filters.exists(DUE));
        return MongoCalls.one(of(debtor).createIndex(Indexes.ascending(DUE), owing)).then();
    }

    /** Documents with debts that are due, the longest due first, with all that they owe. */
    Flux<Indebted> findDue(Debtor debtor, Instant now, int limit) {
        return MongoCalls.many(
                of(debtor)
                        .find(Filters.lte(DUE, now))
                        .projection(Projections.include(MongoOwed.OWED))
                        .sort(Sorts.ascending(DUE))
                        .limit(limit));
    }

    // Outcomes: taken, with the time until which others leave it alone; or performed, moved on or
    // taken by another since it was read, then empty.
    Mono<Owed> take(Debtor debtor, String document, Owed owed, Instant now) {
        Owed taken = owed.taken(now);
        Bson unchanged =
                Filters.and(Filters.eq("id", owed.id()), Filters.eq("notBefore", owed.notBefore()));
        return change(debtor, document, unchanged, Updates.set(THIS, taken), taken);
    }

    // Outcomes: moved on; or another did so first or finished it, then empty.
    Mono<Owed> moveOn(Debtor debtor, String document, Owed owed, String next, Instant now) {
        Owed further = owed.movedOn(next, now);
        Bson here = Filters.and(Filters.eq("id", owed.id()), Filters.eq("cursor", owed.cursor()));
        return change(debtor, document, here, Updates.set(THIS, further), further);
    }

    // Outcomes: postponed; or another performed it, moved it on or postponed it, then empty.
    Mono<Owed> postpone(Debtor debtor, String document, Owed owed, Instant now) {
        Owed failed = owed.failed(now);
        Bson unchanged =
                Filters.and(
                        Filters.eq("id", owed.id()),
                        Filters.eq("cursor", owed.cursor()),
                        Filters.eq("attempts", owed.attempts()));
        return change(debtor, document, unchanged, Updates.set(THIS, failed), failed);
    }

    // Outcomes: put off; or another performed it, moved it on or postponed it, then empty.
    Mono<Owed> await(Debtor debtor, String document, Owed owed, Instant now) {
        Owed waiting = owed.waiting(now);
        Bson unchanged =
                Filters.and(
                        Filters.eq("id", owed.id()),
                        Filters.eq("cursor", owed.cursor()),
                        Filters.eq("attempts", owed.attempts()));
        return change(debtor, document, unchanged, Updates.set(THIS, waiting), waiting);
    }

    private Mono<Owed> change(
            Debtor debtor, String document, Bson debt, Bson update, Owed changed) {
        Bson where = Filters.and(Filters.eq(ID, document), Filters.elemMatch(MongoOwed.OWED, debt));
        return MongoCalls.one(of(debtor).updateOne(where, update))
                .filter(result -> result.getMatchedCount() == 1)
                .map(_ -> changed);
    }

    // Outcomes: removed; or another has removed it already.
    Mono<Void> settle(Debtor debtor, String document, Owed owed) {
        Bson remove = Updates.pull(MongoOwed.OWED, Filters.eq("id", owed.id()));
        return MongoCalls.one(of(debtor).updateOne(Filters.eq(ID, document), remove)).then();
    }

    /**
     * What is owed, by kind.
     *
     * @param documents no more than so many are looked at, the longest due first
     */
    Flux<OwedSummary> summaries(Debtor debtor, Instant now, int documents) {
        var stages =
                List.of(
                        Aggregates.match(Filters.exists(DUE)),
                        Aggregates.sort(Sorts.ascending(DUE)),
                        Aggregates.limit(documents),
                        Aggregates.unwind("$" + MongoOwed.OWED),
                        Aggregates.group(
                                "$owed.kind",
                                Accumulators.sum("waiting", 1),
                                Accumulators.sum("failed", cond(HAS_FAILED, 1, 0)),
                                Accumulators.min("oldestAt", sinceIfLate(now))));
        var found = database.getCollection(debtor.collection()).aggregate(stages);
        return MongoCalls.many(found.hintString(INDEX)).map(one -> summary(debtor, one));
    }

    private static Document sinceIfLate(Instant now) {
        var due = new Document("$lte", List.of("$" + DUE, now));
        return cond(new Document("$or", List.of(HAS_FAILED, due)), "$owed.since", "$$REMOVE");
    }

    private static Document cond(Document condition, Object then, Object otherwise) {
        return new Document("$cond", List.of(condition, then, otherwise));
    }

    private static OwedSummary summary(Debtor debtor, Document found) {
        Date oldest = found.getDate("oldestAt");
        return new OwedSummary(
                debtor.collection(),
                found.getString(ID),
                found.getInteger("waiting", 0),
                found.getInteger("failed", 0),
                oldest == null ? null : oldest.toInstant());
    }

    private MongoCollection<Indebted> of(Debtor debtor) {
        return database.getCollection(debtor.collection(), Indebted.class);
    }

    public record Indebted(@BsonId String id, List<Owed> owed) {}
}
