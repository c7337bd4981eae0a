package org.zhumin.request;

import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.wechat.TextVerdict.Suggestion;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A request as it is stored. Public because the driver's codec for records needs it. */
public record MongoRequestDocument(
        @BsonId RequestId id,
        String number,
        RequestKind kind,
        @Nullable String categoryCode,
        String title,
        String content,
        List<AreaCode> areaPath,
        @Nullable String gridId,
        @Nullable List<Double> point,
        @Nullable String address,
        @Nullable Map<String, String> answers,
        @Nullable ResidentId owner,
        RequestState state,
        Publication publication,
        Suggestion textCheck,
        @Nullable HandlerDocument handler,
        List<TimelineEntry> timeline,
        @Nullable RatingDocument rating,
        @Nullable Outcome closedAs,
        int reopens,
        String bodyHash,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    static MongoRequestDocument of(ServiceRequest request) {
        Place place = request.place();
        GeoPoint point = place.point();
        return new MongoRequestDocument(
                request.id(),
                request.number(),
                request.kind(),
                request.categoryCode(),
                request.title(),
                request.content(),
                place.areaPath(),
                place.gridId(),
                point == null ? null : List.of(point.longitude(), point.latitude()),
                place.address(),
                request.answers().isEmpty() ? null : request.answers(),
                request.owner(),
                request.state(),
                request.publication(),
                request.textCheck(),
                HandlerDocument.of(request.handler()),
                request.timeline(),
                RatingDocument.of(request.rating()),
                request.closedAs(),
                request.reopens(),
                request.bodyHash(),
                request.createdAt(),
                request.updatedAt(),
                request.version());
    }

    ServiceRequest toDomain() {
        return new ServiceRequest(
                id,
                number,
                kind,
                categoryCode,
                title,
                content,
                new Place(areaPath, gridId, toPoint(point), address),
                Objects.requireNonNullElse(answers, Map.of()),
                owner,
                state,
                publication,
                textCheck,
                handler == null ? null : handler.toDomain(),
                timeline,
                rating == null ? null : rating.toDomain(),
                closedAs,
                reopens,
                bodyHash,
                createdAt,
                updatedAt,
                version);
    }

    private static @Nullable GeoPoint toPoint(@Nullable List<Double> stored) {
        return stored == null ? null : new GeoPoint(stored.getFirst(), stored.getLast());
    }

    public record HandlerDocument(OrganizationId organizationId, String name) {
        static @Nullable HandlerDocument of(@Nullable Handler handler) {
            return handler == null
                    ? null
                    : new HandlerDocument(handler.organizationId(), handler.name());
        }

        Handler toDomain() {
            return new Handler(organizationId, name);
        }
    }

    public record RatingDocument(
            Outcome outcome, int satisfaction, @Nullable String comment, Instant at) {
        static @Nullable RatingDocument of(@Nullable Rating rating) {
            return rating == null
                    ? null
                    : new RatingDocument(
                            rating.outcome(), rating.satisfaction(), rating.comment(), rating.at());
        }

        Rating toDomain() {
            return new Rating(outcome, satisfaction, comment, at);
        }
    }
}
