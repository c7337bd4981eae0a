package org.zhumin.organization;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Organisations in the collection {@value #COLLECTION}:
 *
 * <pre>{_id, name, kind, councilType?, areaCode, areaPath: [], areaDepth, parentId?, servicePhone?,
 * intro?, categories: [], version, createdAt, updatedAt, bodyHash}</pre>
 *
 * <p>{@code areaDepth} is the length of the path, for sorting.
 */
@Repository
class MongoOrganizations implements Organizations, MongoIndexes {
    static final String COLLECTION = "organizations";

    private static final String ID = "_id";
    private static final String NAME = "name";
    private static final String KIND = "kind";
    private static final String AREA_CODE = "areaCode";
    private static final String AREA_PATH = "areaPath";
    private static final String AREA_DEPTH = "areaDepth";
    private static final String CATEGORIES = "categories";
    private static final String VERSION = "version";

    private final MongoCollection<Document> collection;

    MongoOrganizations(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, Document.class);
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                index("area_id", Indexes.ascending(AREA_PATH, ID)),
                index("area_kind_id", Indexes.ascending(AREA_PATH, KIND, ID)),
                index("answering", Indexes.ascending(AREA_CODE, KIND)));
    }

    private static IndexModel index(String name, Bson keys) {
        return new IndexModel(keys, new IndexOptions().name(name));
    }

    @Override
    public Mono<Organization> find(OrganizationId id) {
        return MongoCalls.one(collection.find(Filters.eq(ID, id)).first()).map(Document::toDomain);
    }

    // Outcomes: inserted, then ours; duplicate _id, then the one that is stored.
    @Override
    public Mono<Organization> insertOrGet(Organization organization) {
        return MongoCalls.one(collection.insertOne(Document.of(organization)))
                .thenReturn(organization)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> find(organization.id()));
    }

    // Outcomes: one replaced; none matched, when the version has moved on or the document is gone.
    @Override
    public Mono<Organization> save(Organization organization) {
        Bson versionBefore =
                Filters.and(
                        Filters.eq(ID, organization.id()),
                        Filters.eq(VERSION, organization.version() - 1));
        return MongoCalls.one(collection.replaceOne(versionBefore, Document.of(organization)))
                .filter(result -> result.getMatchedCount() == 1)
                .map(_ -> organization);
    }

    @Override
    public Mono<Slice<Organization>> list(
            OrganizationQuery query, @Nullable Cursor after, int limit) {
        return MongoCalls.many(
                        collection
                                .find(filter(query, after))
                                .sort(Sorts.ascending(ID))
                                .limit(limit + 1))
                .map(Document::toDomain)
                .collectList()
                .map(found -> Slice.of(found, limit, last -> Cursor.of(last.id().value())));
    }

    private static Bson filter(OrganizationQuery query, @Nullable Cursor after) {
        var all = new ArrayList<Bson>();
        all.add(Filters.eq(AREA_PATH, query.area()));
        if (query.kind() != null) {
            all.add(Filters.eq(KIND, query.kind()));
        }
        if (query.namePart() != null) {
            var part = Pattern.compile(Pattern.quote(query.namePart()), Pattern.CASE_INSENSITIVE);
            all.add(Filters.regex(NAME, part));
        }
        if (after != null) {
            all.add(Filters.gt(ID, after.keys().getFirst()));
        }
        return Filters.and(all);
    }

    @Override
    public Flux<Organization> listAnswering(List<AreaCode> areas, @Nullable String category) {
        var filters = new ArrayList<Bson>();
        filters.add(Filters.in(AREA_CODE, areas));
        filters.add(Filters.in(KIND, OrganizationKind.UNIT, OrganizationKind.COUNCIL));
        if (category != null) {
            filters.add(Filters.or(Filters.eq(CATEGORIES, category), Filters.size(CATEGORIES, 0)));
        }
        return MongoCalls.many(
                        collection
                                .find(Filters.and(filters))
                                .sort(
                                        Sorts.orderBy(
                                                Sorts.descending(AREA_DEPTH), Sorts.ascending(ID)))
                                .limit(ANSWERING_LIMIT))
                .map(Document::toDomain);
    }

    /** The stored shape. */
    public record Document(
            @BsonId OrganizationId id,
            String name,
            OrganizationKind kind,
            @Nullable CouncilType councilType,
            AreaCode areaCode,
            List<AreaCode> areaPath,
            int areaDepth,
            @Nullable OrganizationId parentId,
            @Nullable String servicePhone,
            @Nullable String intro,
            List<String> categories,
            long version,
            Instant createdAt,
            Instant updatedAt,
            String bodyHash) {
        static Document of(Organization organization) {
            return new Document(
                    organization.id(),
                    organization.name(),
                    organization.kind(),
                    organization.councilType(),
                    organization.areaCode(),
                    organization.areaPath(),
                    organization.areaPath().size(),
                    organization.parentId(),
                    organization.servicePhone(),
                    organization.intro(),
                    organization.categories(),
                    organization.version(),
                    organization.createdAt(),
                    organization.updatedAt(),
                    organization.bodyHash());
        }

        Organization toDomain() {
            return new Organization(
                    id,
                    name,
                    kind,
                    councilType,
                    areaCode,
                    areaPath,
                    parentId,
                    servicePhone,
                    intro,
                    categories,
                    version,
                    createdAt,
                    updatedAt,
                    bodyHash);
        }
    }
}
