package org.zhumin.request;

import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.BsonDocument;
import org.bson.BsonDocumentWriter;
import org.bson.Document;
import org.bson.codecs.EncoderContext;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoGroupCommit;
import org.zhumin.platform.mongo.MongoGroups;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.owed.MongoOwed;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.request.Similarity.Nearby;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Requests in collection {@code requests}, one document each, see {@link MongoRequestDocument} and,
 * for the lists, {@link MongoRequestLists}. Every area path begins with the city, so "everywhere"
 * is the city's subtree and every list has an index.
 */
@Component
class MongoRequests implements Requests, MongoIndexes {
    private static final String COLLECTION = "requests";

    private final MongoCollection<MongoRequestDocument> collection;
    private final MongoRequestLists lists;
    private final MongoLiveLists live;
    private final MongoRequestSeals seals;
    private final EscalationRules escalation;
    private final MongoGroupCommit<MongoRequestDocument> submissions;

    MongoRequests(
            MongoDatabase database,
            MongoGroups groups,
            MongoRequestSeals seals,
            EscalationRules escalation) {
        collection = database.getCollection(COLLECTION, MongoRequestDocument.class);
        lists = new MongoRequestLists(collection, seals);
        live = new MongoLiveLists(collection, seals);
        this.seals = seals;
        this.escalation = escalation;
        submissions = groups.commits(collection);
    }

    @Override
    public Mono<ServiceRequest> find(RequestId id) {
        return MongoCalls.one(collection.find(Filters.eq("_id", id)).first())
                .map(stored -> stored.toDomain(seals));
    }

    @Override
    public Mono<ServiceRequest> findReviewed(String operation) {
        Bson which =
                Filters.and(
                        Filters.exists("timeline.review"),
                        Filters.eq("timeline.operation", operation));
        return MongoCalls.one(collection.find(which).first()).map(stored -> stored.toDomain(seals));
    }

    @Override
    public Flux<ServiceRequest> findAll(Collection<RequestId> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : MongoCalls.many(collection.find(Filters.in("_id", ids)))
                        .map(stored -> stored.toDomain(seals));
    }

    /** Outcomes: inserted; or the id is taken, and what lies there is given. */
    @Override
    public Mono<ServiceRequest> insert(ServiceRequest request, List<Owed> owed) {
        return submissions
                .insert(documentOf(request, owed))
                .thenReturn(request)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> get(request.id()));
    }

    /**
     * Sets every field but those that others write, see {@link MongoWork#keptFields}, and adds the
     * debts. Outcomes: set, with the debts; or the stored version is another, and nothing is
     * changed.
     */
    @Override
    public Mono<ServiceRequest> save(ServiceRequest next, List<Owed> owed) {
        Bson before =
                Filters.and(
                        Filters.eq("_id", next.id()), Filters.eq("version", next.version() - 1));
        Bson change = owed.isEmpty() ? changeTo(next) : withDebts(changeTo(next), owed);
        return MongoCalls.one(collection.updateOne(before, change))
                .filter(result -> result.getMatchedCount() == 1)
                .switchIfEmpty(Mono.error(PlatformProblem.STALE::refusal))
                .thenReturn(next);
    }

    private static Bson withDebts(Bson change, List<Owed> owed) {
        return Updates.combine(change, MongoOwed.owe(owed));
    }

    private Bson changeTo(ServiceRequest next) {
        BsonDocument set = encode(documentOf(next, List.of()));
        Set<String> kept = keptIn(next);
        kept.forEach(set::remove);
        var unset = new Document();
        Arrays.stream(MongoRequestDocument.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !name.equals("id") && !kept.contains(name))
                .filter(name -> !set.containsKey(name))
                .forEach(name -> unset.append(name, ""));
        return unset.isEmpty()
                ? new Document("$set", set)
                : new Document("$set", set).append("$unset", unset);
    }

    /** An outcome that is the same as before stays as counted as it is, and never goes away. */
    private static Set<String> keptIn(ServiceRequest next) {
        RequestOutcome outcome = next.outcome();
        boolean same = outcome == null || outcome.revision() != next.version();
        var kept = new HashSet<>(MongoWork.keptFields());
        if (same) {
            kept.add(RequestOutcome.FIELD);
        }
        return kept;
    }

    private MongoRequestDocument documentOf(ServiceRequest request, List<Owed> owed) {
        return MongoRequestDocument.of(request, seals, escalateAt(request), owed);
    }

    private @Nullable Instant escalateAt(ServiceRequest request) {
        Deadlines deadlines = request.deadlines();
        return deadlines == null
                ? null
                : escalation.nextAt(deadlines, request.desk().path()).orElse(null);
    }

    private BsonDocument encode(MongoRequestDocument document) {
        var encoded = new BsonDocument();
        collection
                .getCodecRegistry()
                .get(MongoRequestDocument.class)
                .encode(
                        new BsonDocumentWriter(encoded),
                        document,
                        EncoderContext.builder().build());
        return encoded;
    }

    /**
     * Outcome: set. Two counts at once are both followed by a count, see {@link SupportService}.
     */
    @Override
    public Mono<Void> setSupporters(RequestId id, int supporters) {
        return MongoCalls.one(
                        collection.updateOne(
                                Filters.eq("_id", id), Updates.set("supporters", supporters)))
                .then();
    }

    /** Outcome: unset. */
    @Override
    public Mono<Void> cosignersMoved(RequestId id) {
        return MongoCalls.one(
                        collection.updateOne(
                                Filters.eq("_id", id), Updates.unset("movesCosigners")))
                .then();
    }

    @Override
    public Mono<Slice<ServiceRequest>> listPublic(
            PublicFilter filter, int limit, @Nullable Cursor after) {
        return lists.newest(MongoRequestLists.publicOnes(filter), limit, after);
    }

    @Override
    public Mono<Slice<ServiceRequest>> listOwnedBy(
            ResidentId owner, int limit, @Nullable Cursor after) {
        return lists.newest(Filters.eq("owner", owner), limit, after);
    }

    @Override
    public Mono<Slice<ServiceRequest>> listWork(
            WorkFilter filter, int limit, @Nullable Cursor after) {
        Bson wanted = MongoRequestLists.work(filter);
        return filter.sort() == DeskSort.NEW
                ? lists.newestWork(wanted, limit, after)
                : lists.workByDue(wanted, limit, after);
    }

    @Override
    public Mono<Slice<ServiceRequest>> listLive(
            LiveFilter filter, int limit, @Nullable Cursor after) {
        return live.list(filter, limit, after);
    }

    @Override
    public Flux<Nearby> streamNearby(
            GeoPoint point, double meters, List<String> hiddenCategories, int atMost) {
        return live.streamNearby(point, meters, hiddenCategories, atMost);
    }

    @Override
    public Mono<Long> countWork(WorkFilter filter, int upTo) {
        var options = new CountOptions().limit(upTo).hintString(MongoRequestLists.WORK_DUE);
        return MongoCalls.one(collection.countDocuments(MongoRequestLists.work(filter), options));
    }

    @Override
    public Mono<Slice<ServiceRequest>> search(
            SearchFilter filter, int limit, @Nullable Cursor after) {
        return lists.byTitle(MongoRequestLists.search(filter), limit, after);
    }

    @Override
    public Flux<RequestId> streamSilent(Instant now, int atMost) {
        return ids(
                Filters.and(
                        Filters.lte("confirmBy", now),
                        Filters.eq("state", RequestState.REPLIED.name())),
                Indexes.ascending("confirmBy"),
                atMost);
    }

    @Override
    public Flux<RequestId> streamEscalating(Instant now, int atMost) {
        return ids(Filters.lte("escalateAt", now), Indexes.ascending("escalateAt"), atMost);
    }

    /** Outcomes: set; or the stored version is another, and nothing is changed. */
    @Override
    public Mono<Void> setEscalation(ServiceRequest request) {
        Instant at = escalateAt(request);
        return MongoCalls.one(
                        collection.updateOne(
                                Filters.and(
                                        Filters.eq("_id", request.id()),
                                        Filters.eq("version", request.version())),
                                at == null
                                        ? Updates.unset("escalateAt")
                                        : Updates.set("escalateAt", at)))
                .then();
    }

    @Override
    public Flux<RequestId> streamUnanswered(Instant now, int atMost) {
        return ids(Filters.lt("unansweredAt", now), Indexes.ascending("unansweredAt"), atMost);
    }

    @Override
    public Flux<RequestId> streamUnmoved(int atMost) {
        return ids(Filters.eq("movesCosigners", true), new Document(), atMost);
    }

    private Flux<RequestId> ids(Bson filter, Bson sort, int atMost) {
        return MongoCalls.many(
                        collection
                                .withDocumentClass(Document.class)
                                .find(filter)
                                .projection(new Document("_id", 1))
                                .sort(sort)
                                .limit(atMost))
                .map(found -> new RequestId(found.getString("_id")));
    }

    @Override
    public Flux<ServiceRequest> streamOwnedBy(ResidentId owner) {
        return MongoCalls.many(collection.find(Filters.eq("owner", owner)))
                .map(stored -> stored.toDomain(seals));
    }

    @Override
    public Flux<ServiceRequest> streamRatedBy(ResidentId rater) {
        Bson others = Filters.and(Filters.eq("ratings.rater", rater), Filters.ne("owner", rater));
        return MongoCalls.many(collection.find(others)).map(stored -> stored.toDomain(seals));
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                publicIndex("public_area", "areaPath"),
                publicIndex("public_area_category", "areaPath", "categoryCode"),
                publicIndex("public_area_state", "areaPath", "state"),
                publicIndex("public_area_category_state", "areaPath", "categoryCode", "state"),
                newest("owner", new IndexOptions(), "owner"),
                newest(MongoRequestLists.WORK_NEW, where("work"), "work"),
                index(
                        MongoRequestLists.WORK_DUE,
                        where("work"),
                        Indexes.ascending("work", "due", "_id")),
                index("search", new IndexOptions(), Indexes.ascending("scope", "title", "_id")),
                index("words", where("words"), Indexes.ascending("words", "title", "_id")),
                newest(MongoLiveLists.LIVE_NEW, where("live"), "live"),
                index(
                        MongoLiveLists.LIVE_SUPPORT,
                        where("live"),
                        Indexes.compoundIndex(
                                Indexes.ascending("live"),
                                Indexes.descending("supporters", "_id"))),
                // Never holds what has no place, without a condition.
                index("nearby", new IndexOptions(), Indexes.geo2dsphere("nearby")),
                index("number", new IndexOptions(), Indexes.ascending("number")),
                index("confirm_by", where("confirmBy"), Indexes.ascending("confirmBy")),
                index("escalate_at", where("escalateAt"), Indexes.ascending("escalateAt")),
                index("unanswered_at", where("unansweredAt"), Indexes.ascending("unansweredAt")),
                index("rater", where("ratings.rater"), Indexes.ascending("ratings.rater")),
                // Few have any.
                index(
                        "reviewed",
                        where("timeline.review"),
                        Indexes.ascending("timeline.operation")),
                index("unmoved", where("movesCosigners"), Indexes.ascending("movesCosigners")));
    }

    private static IndexOptions where(String field) {
        return new IndexOptions().partialFilterExpression(Filters.exists(field));
    }

    private static IndexModel publicIndex(String name, String... equal) {
        var options =
                new IndexOptions()
                        .partialFilterExpression(
                                Filters.eq("publication", Publication.PUBLIC.name()));
        return newest(name, options, equal);
    }

    private static IndexModel newest(String name, IndexOptions options, String... equal) {
        return index(
                name,
                options,
                Indexes.compoundIndex(
                        Indexes.ascending(equal), Indexes.descending("createdAt", "_id")));
    }

    private static IndexModel index(String name, IndexOptions options, Bson keys) {
        return new IndexModel(keys, options.name(name));
    }
}
