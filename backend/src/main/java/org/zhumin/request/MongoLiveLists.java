package org.zhumin.request;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.geojson.Point;
import com.mongodb.client.model.geojson.Position;
import com.mongodb.reactivestreams.client.MongoCollection;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.request.Requests.LiveFilter;
import org.zhumin.request.Similarity.Nearby;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The lists over what is open and public, see {@link MongoLive}. */
final class MongoLiveLists {
    static final String LIVE_NEW = "live_new";
    static final String LIVE_SUPPORT = "live_support";

    /** {@link PublicSort#NEAR} goes no further than so many. */
    static final int NEAREST = 200;

    private static final double EARTH_METERS = 6_378_100;
    private static final int BEGINNING_CHARS = 120;
    private static final Bson SUMMARY =
            Projections.fields(
                    Projections.include("title", "categoryCode", "supporters", "nearby"),
                    Projections.computed(
                            "beginning",
                            new Document("$substrCP", List.of("$content", 0, BEGINNING_CHARS))));

    private final MongoCollection<MongoRequestDocument> collection;
    private final MongoRequestSeals seals;

    MongoLiveLists(MongoCollection<MongoRequestDocument> collection, MongoRequestSeals seals) {
        this.collection = collection;
        this.seals = seals;
    }

    /** The nearest first. */
    Flux<Nearby> streamNearby(GeoPoint point, double meters, List<String> hidden, int atMost) {
        return MongoCalls.many(
                        collection
                                .withDocumentClass(Document.class)
                                .find(nearest(point, meters, shown(hidden)))
                                .projection(SUMMARY)
                                .limit(atMost)
                                .batchSize(atMost + 1))
                .map(MongoLiveLists::nearby);
    }

    private static Nearby nearby(Document found) {
        return new Nearby(
                new RequestId(found.getString("_id")),
                found.getString("title"),
                found.getString("beginning"),
                found.getString("categoryCode"),
                found.getInteger("supporters"),
                place(found));
    }

    private static GeoPoint place(Document found) {
        List<Double> stored = found.getList("nearby", Double.class);
        return new GeoPoint(stored.getFirst(), stored.getLast());
    }

    Mono<Slice<ServiceRequest>> list(LiveFilter filter, int limit, @Nullable Cursor after) {
        return switch (filter.sort()) {
            case NEAR -> listNearest(filter, limit, after);
            case NEW -> listNewest(filter, limit, after);
            case SUPPORT -> listMostSupported(filter, limit, after);
        };
    }

    private Mono<Slice<ServiceRequest>> listNewest(
            LiveFilter filter, int limit, @Nullable Cursor after) {
        Bson wanted = marked(filter);
        return page(
                after == null ? wanted : Filters.and(wanted, MongoRequestLists.isOlder(after)),
                Sorts.descending("createdAt", "_id"),
                LIVE_NEW,
                limit,
                last -> MongoRequestLists.cursor(last.createdAt(), last));
    }

    private Mono<Slice<ServiceRequest>> listMostSupported(
            LiveFilter filter, int limit, @Nullable Cursor after) {
        Bson wanted = marked(filter);
        return page(
                after == null ? wanted : Filters.and(wanted, isSupportedLess(after)),
                Sorts.descending("supporters", "_id"),
                LIVE_SUPPORT,
                limit,
                last -> Cursor.of(Integer.toString(last.supporters()), last.id().value()));
    }

    private Mono<Slice<ServiceRequest>> page(
            Bson filter,
            Bson sort,
            String index,
            int limit,
            Function<ServiceRequest, Cursor> cursorOf) {
        return MongoCalls.many(
                        collection
                                .find(filter)
                                .sort(sort)
                                .hintString(index)
                                .limit(limit + 1)
                                .batchSize(limit + 1))
                .map(stored -> stored.toDomain(seals))
                .collectList()
                .map(fetched -> Slice.of(fetched, limit, cursorOf));
    }

    /**
     * In the order of distance and id, which no index has: many lie on one rounded place. So the
     * nearest {@value #NEAREST} are put in order here, by id and place alone, and the page is read.
     */
    private Mono<Slice<ServiceRequest>> listNearest(
            LiveFilter filter, int limit, @Nullable Cursor after) {
        GeoPoint point = Objects.requireNonNull(filter.near());
        return MongoCalls.many(
                        collection
                                .withDocumentClass(Document.class)
                                .find(nearest(point, filter.meters(), rest(filter)))
                                .projection(Projections.include("nearby"))
                                .limit(NEAREST)
                                .batchSize(NEAREST + 1))
                .map(found -> Spot.of(found, point))
                .filter(spot -> after == null || spot.isAfter(after))
                .collectSortedList(Spot.NEAREST_FIRST)
                .map(spots -> Slice.of(spots, limit, Spot::cursor))
                .flatMap(this::read);
    }

    /** What is no longer to be shown by now is left out; the page is shorter then. */
    private Mono<Slice<ServiceRequest>> read(Slice<Spot> spots) {
        List<RequestId> ids = spots.items().stream().map(Spot::id).toList();
        return MongoCalls.many(collection.find(Filters.in("_id", ids)))
                .map(stored -> stored.toDomain(seals))
                .filter(MongoLive::isLive)
                .collect(Collectors.toMap(ServiceRequest::id, request -> request))
                .map(found -> new Slice<>(inOrder(ids, found), spots.next()));
    }

    private static List<ServiceRequest> inOrder(
            List<RequestId> ids, Map<RequestId, ServiceRequest> found) {
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    private static Bson nearest(GeoPoint point, double meters, List<Bson> rest) {
        var position = new Position(point.longitude(), point.latitude());
        var conditions = new ArrayList<>(rest);
        conditions.add(Filters.nearSphere("nearby", new Point(position), meters, null));
        return Filters.and(conditions);
    }

    /** By the marks of the area, or of the squares around the place and then the circle itself. */
    static Bson marked(LiveFilter filter) {
        GeoPoint near = filter.near();
        if (near == null) {
            return Filters.eq(
                    "live", MongoLive.mark(filter.area(), filter.categoryCode(), filter.state()));
        }
        var conditions = new ArrayList<Bson>();
        conditions.add(
                Filters.in(
                        "live",
                        MongoLive.marksAround(
                                near, filter.meters(), filter.categoryCode(), filter.state())));
        conditions.add(
                Filters.geoWithinCenterSphere(
                        "nearby",
                        near.longitude(),
                        near.latitude(),
                        filter.meters() / EARTH_METERS));
        conditions.add(Filters.eq("areaPath", filter.area()));
        conditions.addAll(shown(filter.hiddenCategories()));
        return Filters.and(conditions);
    }

    private static List<Bson> rest(LiveFilter filter) {
        var conditions = new ArrayList<>(shown(filter.hiddenCategories()));
        conditions.add(Filters.eq("areaPath", filter.area()));
        if (filter.categoryCode() != null) {
            conditions.add(Filters.eq("categoryCode", filter.categoryCode()));
        }
        if (filter.state() != null) {
            conditions.add(Filters.eq("state", filter.state()));
        }
        return conditions;
    }

    private static List<Bson> shown(List<String> hiddenCategories) {
        return hiddenCategories.isEmpty()
                ? List.of()
                : List.of(Filters.nin("categoryCode", hiddenCategories));
    }

    private static Bson isSupportedLess(Cursor cursor) {
        int supporters = Integer.parseInt(cursor.keys().getFirst());
        return Filters.or(
                Filters.lt("supporters", supporters),
                Filters.and(
                        Filters.eq("supporters", supporters),
                        Filters.lt("_id", cursor.keys().getLast())));
    }

    /**
     * @param millimetres to the rounded place; a whole number, so that a cursor keeps it exactly
     */
    private record Spot(long millimetres, RequestId id) {
        static final Comparator<Spot> NEAREST_FIRST =
                Comparator.comparingLong(Spot::millimetres).thenComparing(spot -> spot.id.value());

        static Spot of(Document found, GeoPoint from) {
            long millimetres = Math.round(from.metersTo(place(found)) * 1000);
            return new Spot(millimetres, new RequestId(found.getString("_id")));
        }

        boolean isAfter(Cursor cursor) {
            var last =
                    new Spot(
                            Long.parseLong(cursor.keys().getFirst()),
                            new RequestId(cursor.keys().getLast()));
            return NEAREST_FIRST.compare(this, last) > 0;
        }

        Cursor cursor() {
            return Cursor.of(Long.toString(millimetres), id.value());
        }
    }
}
