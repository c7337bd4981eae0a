package org.zhumin.project;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoGroupRead;
import org.zhumin.platform.mongo.MongoGroups;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.owed.Debtor;
import org.zhumin.platform.owed.MongoOwed;
import org.zhumin.platform.owed.Owed;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Projects in collection {@code projects}, one document each, see {@link MongoProjectDocument}.
 * Every area path begins with the city, so "everywhere" is the city's subtree and every list has an
 * index.
 */
@Component
class MongoProjects implements Projects, Debtor, MongoIndexes {
    private static final String COLLECTION = "projects";
    private static final String PROPOSER = "project.proposer";
    private static final int MOST_CANDIDATES = 1000;

    private final MongoCollection<MongoProjectDocument> collection;
    private final MongoGroupRead<ProjectId, MongoProjectDocument> reads;

    MongoProjects(MongoDatabase database, MongoGroups groups) {
        collection = database.getCollection(COLLECTION, MongoProjectDocument.class);
        reads =
                groups.reads(
                        ids -> collection.find(Filters.in("_id", ids)).batchSize(ids.size() + 1),
                        MongoProjectDocument::id);
    }

    @Override
    public Mono<Project> find(ProjectId id) {
        return reads.find(id).map(MongoProjectDocument::project);
    }

    // Outcomes: inserted, then ours; or the id is taken, then what is stored.
    @Override
    public Mono<Project> insert(Project project) {
        return MongoCalls.one(collection.insertOne(MongoProjectDocument.of(project)))
                .thenReturn(project)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> get(project.id()));
    }

    @Override
    public Mono<Project> save(Project next, List<Owed> owed) {
        return MongoOwed.save(
                        collection, next.id(), next.version(), MongoProjectDocument.of(next), owed)
                .thenReturn(next);
    }

    @Override
    public Mono<Slice<Project>> list(Filter filter, int limit, @Nullable Cursor after) {
        var conditions = new ArrayList<Bson>();
        conditions.add(Filters.eq("areaPath", filter.area()));
        conditions.add(Filters.eq("published", filter.status() != ProjectState.Status.DRAFT));
        if (filter.status() != null) {
            conditions.add(Filters.eq("status", filter.status()));
        }
        if (filter.state() != null) {
            conditions.add(Filters.eq("state", filter.state()));
        }
        if (filter.roundId() != null) {
            conditions.add(Filters.eq("roundId", filter.roundId()));
        }
        boolean closing = filter.sort() == Sort.CLOSING;
        if (closing) {
            conditions.add(Filters.exists("closesAt"));
        }
        if (after != null) {
            conditions.add(closing ? isLater(after) : isOlder(after));
        }
        Bson order =
                closing ? Sorts.ascending("closesAt", "_id") : Sorts.descending("createdAt", "_id");
        return MongoCalls.many(
                        collection
                                .find(Filters.and(conditions))
                                .sort(order)
                                .limit(limit + 1)
                                .batchSize(limit + 1))
                .collectList()
                .map(found -> Slice.of(found, limit, last -> cursorOf(last, closing)))
                .map(slice -> slice.map(MongoProjectDocument::project));
    }

    private static Cursor cursorOf(MongoProjectDocument last, boolean closing) {
        Instant closesAt = last.closesAt();
        Instant at = closing && closesAt != null ? closesAt : last.createdAt();
        return Cursor.of(Long.toString(at.toEpochMilli()), last.id().value());
    }

    private static Bson isOlder(Cursor cursor) {
        Instant at = instantOf(cursor);
        return Filters.or(
                Filters.lt("createdAt", at),
                Filters.and(
                        Filters.eq("createdAt", at), Filters.lt("_id", cursor.keys().getLast())));
    }

    private static Bson isLater(Cursor cursor) {
        Instant at = instantOf(cursor);
        return Filters.or(
                Filters.gt("closesAt", at),
                Filters.and(
                        Filters.eq("closesAt", at), Filters.gt("_id", cursor.keys().getLast())));
    }

    private static Instant instantOf(Cursor cursor) {
        return Instant.ofEpochMilli(Long.parseLong(cursor.keys().getFirst()));
    }

    @Override
    public Flux<Project> streamProposedBy(ResidentId resident) {
        return MongoCalls.many(collection.find(Filters.eq(PROPOSER, resident)))
                .map(MongoProjectDocument::project);
    }

    // Outcomes: forgotten, as a version of its own, so that no save brings the proposer back; or
    // none matched, when there was nothing left to forget.
    @Override
    public Mono<Void> forgetProposer(ResidentId resident) {
        return MongoCalls.one(
                        collection.updateMany(
                                Filters.eq(PROPOSER, resident),
                                Updates.combine(
                                        Updates.unset(PROPOSER),
                                        Updates.inc("version", 1L),
                                        Updates.inc("project.version", 1L))))
                .then();
    }

    @Override
    public Flux<Project> streamOfRound(String roundId) {
        return MongoCalls.many(
                        collection
                                .find(Filters.eq("roundId", roundId))
                                .sort(Sorts.ascending("_id"))
                                .limit(MOST_CANDIDATES))
                .map(MongoProjectDocument::project);
    }

    @Override
    public Flux<ProjectId> streamMissed(Instant now, int atMost) {
        return ids("missAt", now, atMost);
    }

    private Flux<ProjectId> ids(String field, Instant upTo, int atMost) {
        return MongoCalls.many(
                        collection
                                .withDocumentClass(Document.class)
                                .find(Filters.lte(field, upTo))
                                .projection(Projections.include("_id"))
                                .sort(Sorts.ascending(field))
                                .limit(atMost))
                .map(found -> new ProjectId(found.getString("_id")));
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                newest("area", "areaPath", "published"),
                newest("area_status", "areaPath", "published", "status"),
                newest("area_state", "areaPath", "published", "state"),
                newest("round", "roundId"),
                new IndexModel(
                        Indexes.ascending("areaPath", "published", "closesAt", "_id"),
                        where("closesAt").name("area_closing")),
                new IndexModel(Indexes.ascending(PROPOSER), where(PROPOSER).name("proposer")),
                new IndexModel(Indexes.ascending("missAt"), where("missAt").name("miss_at")));
    }

    private static IndexModel newest(String name, String... equal) {
        return new IndexModel(
                Indexes.compoundIndex(
                        Indexes.ascending(equal), Indexes.descending("createdAt", "_id")),
                new IndexOptions().name(name));
    }

    private static IndexOptions where(String field) {
        return new IndexOptions().partialFilterExpression(Filters.exists(field));
    }
}
