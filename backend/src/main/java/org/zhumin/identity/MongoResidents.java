package org.zhumin.identity;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.BsonDocumentWrapper;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.zhumin.area.AreaTree;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.ops.MongoBacklogs;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Residents in the collection {@value #COLLECTION}, see {@link MongoResidentForm}. Every write sets
 * {@code changedAt} to the database's own time, by which other instances poll.
 */
@Repository
class MongoResidents implements Residents, MongoIndexes, MongoBacklogs {
    static final String COLLECTION = "residents";

    private static final String ID = "_id";
    private static final String VERSION = "version";
    private static final String CHANGED_AT = "changedAt";
    private static final String CREATED_AT = "createdAt";
    private static final String ERASING_AT = "erasingAt";
    private static final String ERASED_AT = "erasedAt";
    private static final String STATUS = "residence.status";
    private static final String PATH = "residence.path";
    private static final String GRID = "residence.gridId";
    private static final String CLAIMED_AT = "residence.claimedAt";
    private static final String PHONE = "phone";
    private static final String VOTER_KEY = "voterKey";
    private static final String GRANT_AREAS = "grantAreas";
    private static final String GRANTS = "grants";
    private static final String GRANT_ORGANIZATION = "grants.organizationId";
    private static final String GRANT_AREA = "grants.areaCode";
    private static final String NOW = "$$NOW";

    /** So many accounts with one number first bound are never honest. */
    private static final int VOTERS_MAX = 20;

    private final MongoDatabase database;
    private final MongoCollection<MongoResidentForm.Stored> collection;
    private final AreaTree areas;

    MongoResidents(MongoDatabase database, AreaTree areas) {
        this.database = database;
        this.areas = areas;
        collection = database.getCollection(COLLECTION, MongoResidentForm.Stored.class);
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<Waiting> backlogs() {
        Bson claimed = Filters.eq(STATUS, ResidenceStatus.CLAIMED.name());
        return List.of(
                new Waiting(
                        Kind.QUEUE, "residence.claims", COLLECTION, claimed, "claims", CLAIMED_AT),
                new Waiting(
                        Kind.QUEUE,
                        "erasures",
                        COLLECTION,
                        Filters.exists(ERASING_AT),
                        "erasing",
                        ERASING_AT));
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                index("changed", Indexes.ascending(CHANGED_AT)),
                new IndexModel(
                        Indexes.ascending(PATH, CLAIMED_AT, ID),
                        new IndexOptions()
                                .name("claims")
                                .partialFilterExpression(
                                        Filters.eq(STATUS, ResidenceStatus.CLAIMED.name()))),
                index("living", Indexes.ascending(PATH, STATUS)),
                index("granted", Indexes.ascending(GRANT_AREAS, ID)),
                present("voters", VOTER_KEY, Indexes.ascending(VOTER_KEY)),
                acting("acting_for", GRANT_ORGANIZATION),
                acting("acting_in", GRANT_AREA),
                new IndexModel(
                        Indexes.ascending(ERASING_AT),
                        new IndexOptions().name("erasing").sparse(true)));
    }

    /** Few residents have grants. */
    private static IndexModel acting(String name, String field) {
        return present(name, field, Indexes.ascending(field, ID));
    }

    private static IndexModel present(String name, String field, Bson keys) {
        return new IndexModel(
                keys, new IndexOptions().name(name).partialFilterExpression(Filters.exists(field)));
    }

    private static IndexModel index(String name, Bson keys) {
        return new IndexModel(keys, new IndexOptions().name(name));
    }

    @Override
    public Mono<Resident> find(ResidentId id) {
        return MongoCalls.one(collection.find(Filters.eq(ID, id)).first())
                .map(MongoResidentForm.Stored::toDomain);
    }

    // Outcomes: upserted, then ours; duplicate _id, as the document has a createdAt, then theirs.
    @Override
    public Mono<Resident> insertOrGet(Resident resident) {
        Bson absent = Filters.and(Filters.eq(ID, resident.id()), Filters.exists(CREATED_AT, false));
        return MongoCalls.one(
                        collection.updateOne(
                                absent, replaceBy(resident), new UpdateOptions().upsert(true)))
                .then()
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> Mono.empty())
                .then(Mono.defer(() -> find(resident.id())));
    }

    // Outcomes: one replaced; none matched, when the version has moved on or there is none.
    @Override
    public Mono<Resident> save(Resident resident) {
        Bson versionBefore =
                Filters.and(
                        Filters.eq(ID, resident.id()), Filters.eq(VERSION, resident.version() - 1));
        return MongoCalls.one(
                        collection.findOneAndUpdate(
                                versionBefore,
                                replaceBy(resident),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(MongoResidentForm.Stored::toDomain);
    }

    private List<Bson> replaceBy(Resident resident) {
        var document =
                BsonDocumentWrapper.asBsonDocument(
                        MongoResidentForm.Stored.of(resident, grantAreas(resident)),
                        collection.getCodecRegistry());
        var merged = List.of(new Document("$literal", document), new Document(CHANGED_AT, NOW));
        return List.of(new Document("$replaceWith", new Document("$mergeObjects", merged)));
    }

    /** Every area whose administrator may see these grants. */
    private List<AreaCode> grantAreas(Resident resident) {
        return resident.grants().stream()
                .map(Grant::areaCode)
                .filter(Objects::nonNull)
                .flatMap(code -> areas.find(code).stream())
                .flatMap(area -> area.path().stream())
                .distinct()
                .toList();
    }

    // Outcomes: one changed, with or without the phone in it; none, when it is erased or absent.
    @Override
    public Mono<Void> stripPhone(ResidentId id, String phoneIndex) {
        var isIt = new Document("$eq", List.of("$phone.index", phoneIndex));
        Bson strip =
                new Document(
                        "$set",
                        new Document(VERSION, new Document("$add", List.of("$version", 1L)))
                                .append(CHANGED_AT, NOW)
                                .append("phoneMovedAt", when(isIt, NOW, "$phoneMovedAt"))
                                .append("phone", when(isIt, "$$REMOVE", "$phone")));
        Bson living = Filters.and(Filters.eq(ID, id), Filters.exists(ERASED_AT, false));
        return MongoCalls.one(collection.updateOne(living, List.of(strip))).then();
    }

    private static Document when(Document condition, String then, String otherwise) {
        return new Document("$cond", List.of(condition, then, otherwise));
    }

    @Override
    public Mono<Slice<Resident>> listClaims(
            List<ClaimScope> scopes, @Nullable Cursor after, int limit) {
        var filters = new ArrayList<Bson>();
        filters.add(Filters.eq(STATUS, ResidenceStatus.CLAIMED.name()));
        filters.add(Filters.or(scopes.stream().map(MongoResidents::within).toList()));
        if (after != null) {
            filters.add(claimedAfter(after));
        }
        return MongoCalls.many(
                        collection
                                .find(Filters.and(filters))
                                .sort(Sorts.ascending(CLAIMED_AT, ID))
                                .limit(limit + 1))
                .map(MongoResidentForm.Stored::toDomain)
                .collectList()
                .map(found -> Slice.of(found, limit, MongoResidents::claimCursor));
    }

    private static Bson within(ClaimScope scope) {
        Bson area = Filters.eq(PATH, scope.area());
        return scope.gridIds().isEmpty()
                ? area
                : Filters.and(area, Filters.in(GRID, scope.gridIds()));
    }

    private static Bson claimedAfter(Cursor after) {
        Instant at = Instant.ofEpochMilli(Long.parseLong(after.keys().getFirst()));
        return Filters.or(
                Filters.gt(CLAIMED_AT, at),
                Filters.and(Filters.eq(CLAIMED_AT, at), Filters.gt(ID, after.keys().getLast())));
    }

    private static Cursor claimCursor(Resident last) {
        Instant at = Objects.requireNonNull(last.residence().claimedAt());
        return Cursor.of(Long.toString(at.toEpochMilli()), last.id().value());
    }

    @Override
    public Mono<Slice<Resident>> listGranted(
            List<AreaCode> within, @Nullable Cursor after, int limit) {
        Bson granted = Filters.in(GRANT_AREAS, within);
        Bson filter =
                after == null
                        ? granted
                        : Filters.and(granted, Filters.gt(ID, after.keys().getFirst()));
        return MongoCalls.many(collection.find(filter).sort(Sorts.ascending(ID)).limit(limit + 1))
                .map(MongoResidentForm.Stored::toDomain)
                .collectList()
                .map(found -> Slice.of(found, limit, last -> Cursor.of(last.id().value())));
    }

    @Override
    public Flux<ResidentId> listActing(
            Acting where, Set<Role> roles, Instant at, @Nullable ResidentId after, int limit) {
        var filters = new ArrayList<Bson>();
        // The same once more outside of the grants, for the index.
        filters.add(
                where.organization() == null
                        ? Filters.eq(GRANT_AREA, where.area())
                        : Filters.eq(GRANT_ORGANIZATION, where.organization()));
        filters.add(Filters.elemMatch(GRANTS, active(where, roles, at)));
        filters.add(Filters.exists(ERASING_AT, false));
        if (after != null) {
            filters.add(Filters.gt(ID, after));
        }
        return MongoCalls.many(
                        database.getCollection(COLLECTION)
                                .find(Filters.and(filters))
                                .projection(Projections.include(ID))
                                .sort(Sorts.ascending(ID))
                                .limit(limit))
                .map(found -> new ResidentId(found.getString(ID)));
    }

    private static Bson active(Acting where, Set<Role> roles, Instant at) {
        return Filters.and(
                where.organization() == null
                        ? Filters.eq("areaCode", where.area())
                        : Filters.eq("organizationId", where.organization()),
                Filters.in("role", roles.stream().map(Role::name).toList()),
                Filters.or(Filters.eq("from", null), Filters.lte("from", at)),
                Filters.or(Filters.eq("to", null), Filters.gt("to", at)));
    }

    @Override
    public Flux<ResidentId> listVoters(String voterKey) {
        Bson staying =
                Filters.and(
                        Filters.eq(VOTER_KEY, voterKey),
                        Filters.exists(ERASING_AT, false),
                        Filters.exists(ERASED_AT, false));
        return MongoCalls.many(
                        database.getCollection(COLLECTION)
                                .find(staying)
                                .projection(Projections.include(ID))
                                .limit(VOTERS_MAX))
                .map(found -> new ResidentId(found.getString(ID)));
    }

    @Override
    public Flux<ResidentId> listErasing(Instant askedBefore) {
        Bson unfinished =
                Filters.and(Filters.lt(ERASING_AT, askedBefore), Filters.exists(ERASED_AT, false));
        return MongoCalls.many(
                        database.getCollection(COLLECTION)
                                .find(unfinished)
                                .projection(Projections.include(ID))
                                .sort(Sorts.ascending(ERASING_AT))
                                .limit(ERASING_LIMIT))
                .map(found -> new ResidentId(found.getString(ID)));
    }

    @Override
    public Mono<Long> countLiving(AreaCode area, boolean verifiedOnly) {
        List<String> counted =
                Arrays.stream(ResidenceStatus.values())
                        .filter(ResidenceStatus::counts)
                        .filter(status -> !verifiedOnly || status == ResidenceStatus.VERIFIED)
                        .map(ResidenceStatus::name)
                        .toList();
        Bson living =
                Filters.and(
                        Filters.eq(PATH, area),
                        Filters.in(STATUS, counted),
                        Filters.exists(PHONE),
                        Filters.exists(ERASING_AT, false));
        return MongoCalls.one(database.getCollection(COLLECTION).countDocuments(living));
    }

    @Override
    public Flux<Changed> streamChanged(Instant since) {
        return MongoCalls.many(
                        database.getCollection(COLLECTION)
                                .find(Filters.gte(CHANGED_AT, since))
                                .projection(Projections.include(ID, CHANGED_AT)))
                .map(MongoResidents::changed);
    }

    private static Changed changed(Map<String, Object> found) {
        return new Changed(
                new ResidentId((String) Objects.requireNonNull(found.get(ID))),
                ((Date) Objects.requireNonNull(found.get(CHANGED_AT))).toInstant());
    }

    @Override
    public Mono<Instant> findLastChange() {
        return MongoCalls.one(
                        database.getCollection(COLLECTION)
                                .find()
                                .projection(Projections.include(ID, CHANGED_AT))
                                .sort(Sorts.descending(CHANGED_AT))
                                .limit(1)
                                .first())
                .map(MongoResidents::changed)
                .map(Changed::at);
    }
}
