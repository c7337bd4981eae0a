package org.zhumin.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaName;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.OrganizationId;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** From a request to what a reader may see of it. */
@Component
class RequestViews {
    private static final int EXCERPT_CHARS = 60;

    private final RequestTexts texts;
    private final Categories categories;
    private final AreaTree areas;

    RequestViews(RequestTexts texts, Categories categories, AreaTree areas) {
        this.texts = texts;
        this.categories = categories;
        this.areas = areas;
    }

    RequestCard card(ServiceRequest request, Locale locale) {
        return new RequestCard(
                request.id(),
                request.number(),
                request.kind(),
                categoryName(request),
                request.title(),
                excerpt(request.content()),
                request.state(),
                texts.state(request.state(), locale),
                areas.get(request.place().area()).name(),
                request.createdAt());
    }

    /** For anybody: only what was made public, the place only roughly. */
    RequestView publicView(ServiceRequest request, Locale locale) {
        boolean showsPlace =
                findCategory(request).map(Category::publicLocation).orElse(Boolean.TRUE);
        GeoPoint rough = showsPlace ? request.place().roughPoint() : null;
        PlaceView place = rough == null ? null : PlaceView.of(rough, null);
        return view(request, place, RatingView.withoutComment(request.rating()), locale);
    }

    /** For the owner: the same, with the place as written. */
    RequestView ownerView(ServiceRequest request, Locale locale) {
        Place place = request.place();
        GeoPoint point = place.point();
        return view(
                request,
                point == null ? null : PlaceView.of(point, place.address()),
                RatingView.of(request.rating()),
                locale);
    }

    DeskRequestView deskView(ServiceRequest request, Actor actor, Locale locale) {
        return new DeskRequestView(
                ownerView(request, locale),
                request.textCheck().name(),
                request.answers(),
                request.place().gridId(),
                request.timeline().stream().map(entry -> line(entry, locale)).toList(),
                DeskRules.allowedActions(request, actor));
    }

    private RequestView view(
            ServiceRequest request,
            @Nullable PlaceView place,
            @Nullable RatingView rating,
            Locale locale) {
        Handler handler = request.handler();
        return new RequestView(
                request.id(),
                request.number(),
                request.kind(),
                findCategory(request).map(RequestViews::named).orElse(null),
                request.title(),
                request.content(),
                request.state(),
                texts.state(request.state(), locale),
                request.publication(),
                new AreaView(request.place().area(), areas.names(request.place().areaPath())),
                place,
                request.publicTimeline().stream().map(entry -> line(entry, locale)).toList(),
                handler == null ? null : new HandlerView(handler.organizationId(), handler.name()),
                rating,
                request.closedAs(),
                request.createdAt());
    }

    private TimelineLine line(TimelineEntry entry, Locale locale) {
        return new TimelineLine(
                entry.at(),
                entry.type(),
                texts.entry(entry, locale),
                texts.by(entry, locale),
                entry.isPublic());
    }

    private Optional<Category> findCategory(ServiceRequest request) {
        return Optional.ofNullable(request.categoryCode()).flatMap(categories::find);
    }

    private @Nullable String categoryName(ServiceRequest request) {
        return findCategory(request).map(Category::name).orElse(null);
    }

    private static CategoryName named(Category category) {
        return new CategoryName(category.code(), category.name());
    }

    private static String excerpt(String content) {
        String line = content.replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= EXCERPT_CHARS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, EXCERPT_CHARS)) + "…";
    }

    record RequestCard(
            RequestId id,
            String number,
            RequestKind kind,
            @Nullable String categoryName,
            String title,
            String excerpt,
            RequestState status,
            String statusText,
            String areaName,
            Instant createdAt) {}

    record RequestView(
            RequestId id,
            String number,
            RequestKind kind,
            @Nullable CategoryName category,
            String title,
            String content,
            RequestState status,
            String statusText,
            Publication publication,
            AreaView area,
            @Nullable PlaceView location,
            List<TimelineLine> timeline,
            @Nullable HandlerView handler,
            @Nullable RatingView rating,
            @Nullable Outcome closedAs,
            Instant createdAt) {}

    /**
     * @param internalTimeline with what only the desk sees
     * @param textCheck WeChat's verdict on the text
     */
    record DeskRequestView(
            @JsonUnwrapped RequestView request,
            String textCheck,
            Map<String, String> answers,
            @Nullable String gridId,
            List<TimelineLine> internalTimeline,
            List<RequestAction> allowedActions) {}

    record CategoryName(String code, String name) {}

    record AreaView(AreaCode code, List<AreaName> path) {}

    record PlaceView(double longitude, double latitude, @Nullable String address) {
        static PlaceView of(GeoPoint point, @Nullable String address) {
            return new PlaceView(point.longitude(), point.latitude(), address);
        }
    }

    record TimelineLine(
            Instant at,
            TimelineEntry.Type type,
            String text,
            String by,
            @JsonProperty("public") boolean isPublic) {}

    record HandlerView(OrganizationId organizationId, String name) {}

    record RatingView(Outcome outcome, int satisfaction, @Nullable String comment) {
        static @Nullable RatingView of(@Nullable Rating rating) {
            return rating == null
                    ? null
                    : new RatingView(rating.outcome(), rating.satisfaction(), rating.comment());
        }

        /** A comment is for the desk; it may say what nobody else should read. */
        static @Nullable RatingView withoutComment(@Nullable Rating rating) {
            return rating == null
                    ? null
                    : new RatingView(rating.outcome(), rating.satisfaction(), null);
        }
    }
}
