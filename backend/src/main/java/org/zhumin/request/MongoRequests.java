package org.zhumin.request;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoGroupCommit;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests in collection {@code requests}, one document each, see {@link MongoRequestDocument}.
 * Every area path begins with the city, so "everywhere" is the city's subtree and every list has an
 * index.
 */
@Component
class MongoRequests implements Requests, MongoIndexes {
    private static final String COLLECTION = "requests";
    private static final Bson NEWEST_FIRST = Sorts.descending("createdAt", "_id");

    private final MongoCollection<MongoRequestDocument> collection;
    private final MongoGroupCommit<MongoRequestDocument> submissions;

    MongoRequests(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, MongoRequestDocument.class);
        submissions = new MongoGroupCommit<>(collection);
    }

    @Override
    public Mono<ServiceRequest> find(RequestId id) {
        return MongoCalls.one(collection.find(Filters.eq("_id", id)).first())
                .map(MongoRequestDocument::toDomain);
    }

    /** Outcomes: inserted; or the id is taken, and what lies there is given. */
    @Override
    public Mono<ServiceRequest> insert(ServiceRequest request) {
        return submissions
                .insert(MongoRequestDocument.of(request))
                .thenReturn(request)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> get(request.id()));
    }

    /** Outcomes: replaced; or the stored version is another, and nothing is changed. */
    @Override
    public Mono<ServiceRequest> save(ServiceRequest next) {
        Bson before =
                Filters.and(
                        Filters.eq("_id", next.id()), Filters.eq("version", next.version() - 1));
        return MongoCalls.one(collection.replaceOne(before, MongoRequestDocument.of(next)))
                .filter(result -> result.getMatchedCount() == 1)
                .switchIfEmpty(Mono.error(PlatformProblem.STALE::refusal))
                .thenReturn(next);
    }

    @Override
    public Mono<Slice<ServiceRequest>> listPublic(
            PublicFilter filter, int limit, @Nullable Cursor after) {
        var conditions = new ArrayList<Bson>();
        conditions.add(Filters.eq("publication", Publication.PUBLIC));
        conditions.add(Filters.eq("areaPath", filter.area()));
        if (filter.categoryCode() != null) {
            conditions.add(Filters.eq("categoryCode", filter.categoryCode()));
        }
        if (filter.state() != null) {
            conditions.add(Filters.eq("state", filter.state()));
        }
        return list(conditions, limit, after);
    }

    @Override
    public Mono<Slice<ServiceRequest>> listOwnedBy(
            ResidentId owner, int limit, @Nullable Cursor after) {
        return list(List.of(Filters.eq("owner", owner)), limit, after);
    }

    @Override
    public Mono<Slice<ServiceRequest>> listForTriage(
            List<AreaCode> areas, int limit, @Nullable Cursor after) {
        return list(
                List.of(
                        Filters.in("state", RequestState.SUBMITTED, RequestState.ACCEPTED),
                        Filters.in("areaPath", areas)),
                limit,
                after);
    }

    @Override
    public Mono<Slice<ServiceRequest>> listForHandlers(
            List<OrganizationId> handlers, int limit, @Nullable Cursor after) {
        return list(
                List.of(
                        Filters.in("handler.organizationId", handlers),
                        Filters.in("state", RequestState.DISPATCHED, RequestState.IN_PROGRESS)),
                limit,
                after);
    }

    @Override
    public Flux<ServiceRequest> streamOwnedBy(ResidentId owner) {
        return MongoCalls.many(collection.find(Filters.eq("owner", owner)))
                .map(MongoRequestDocument::toDomain);
    }

    private Mono<Slice<ServiceRequest>> list(
            List<Bson> conditions, int limit, @Nullable Cursor after) {
        var all = new ArrayList<>(conditions);
        if (after != null) {
            all.add(isAfter(after));
        }
        return MongoCalls.many(
                        collection
                                .find(Filters.and(all))
                                .sort(NEWEST_FIRST)
                                .limit(limit + 1)
                                .batchSize(limit + 1))
                .map(MongoRequestDocument::toDomain)
                .collectList()
                .map(fetched -> Slice.of(fetched, limit, MongoRequests::cursorOf));
    }

    private static Cursor cursorOf(ServiceRequest last) {
        return Cursor.of(Long.toString(last.createdAt().toEpochMilli()), last.id().value());
    }

    private static Bson isAfter(Cursor cursor) {
        Instant at = Instant.ofEpochMilli(Long.parseLong(cursor.keys().getFirst()));
        return Filters.or(
                Filters.lt("createdAt", at),
                Filters.and(
                        Filters.eq("createdAt", at), Filters.lt("_id", cursor.keys().getLast())));
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
                index("owner", new IndexOptions(), "owner"),
                index("triage", new IndexOptions(), "state", "areaPath"),
                index(
                        "handler",
                        new IndexOptions()
                                .partialFilterExpression(Filters.exists("handler.organizationId")),
                        "handler.organizationId",
                        "state"));
    }

    private static IndexModel publicIndex(String name, String... equal) {
        var options =
                new IndexOptions()
                        .partialFilterExpression(
                                Filters.eq("publication", Publication.PUBLIC.name()));
        return index(name, options, equal);
    }

    private static IndexModel index(String name, IndexOptions options, String... equal) {
        return new IndexModel(
                Indexes.compoundIndex(
                        Indexes.ascending(equal), Indexes.descending("createdAt", "_id")),
                options.name(name));
    }
}
