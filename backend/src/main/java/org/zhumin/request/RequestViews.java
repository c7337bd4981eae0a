package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.platform.calendar.WorkingCalendar;
import org.zhumin.request.DeskRequestView.ApprovalView;
import org.zhumin.request.DeskRequestView.MaskedPerson;
import org.zhumin.request.DeskRequestView.SupervisionView;
import org.zhumin.request.RequestService.Reading;
import org.zhumin.request.RequestView.AreaView;
import org.zhumin.request.RequestView.CategoryName;
import org.zhumin.request.RequestView.HandlerView;
import org.zhumin.request.RequestView.PlaceView;
import org.zhumin.request.RequestView.RatingView;
import org.zhumin.request.RequestView.TimelineLine;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** From a request to what a reader may see of it. */
@Component
class RequestViews {
    private static final int EXCERPT_CHARS = 60;

    private final RequestTexts texts;
    private final Categories categories;
    private final AreaTree areas;
    private final WorkingCalendar calendar;
    private final Clock clock;

    RequestViews(
            RequestTexts texts,
            Categories categories,
            AreaTree areas,
            WorkingCalendar calendar,
            Clock clock) {
        this.texts = texts;
        this.categories = categories;
        this.areas = areas;
        this.calendar = calendar;
        this.clock = clock;
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
                request.supporters(),
                request.createdAt(),
                request.isOverdue(clock.instant()));
    }

    /** A list of one's own may hold a request that one supports and that is not public. */
    RequestCard myCard(ServiceRequest request, Actor reader, Locale locale) {
        return request.isOwnedBy(reader.id()) || request.publication() == Publication.PUBLIC
                ? card(request, locale)
                : card(withoutWords(request, locale), locale);
    }

    DeskCard deskCard(ServiceRequest request, Locale locale) {
        Supervision supervision = request.supervision();
        return new DeskCard(
                card(request, locale),
                HandlerView.of(request.handler()),
                request.desk().assignee(),
                request.dueAt(),
                request.isPaused(),
                request.reopens(),
                request.approvals().stream()
                        .filter(Approval::isPending)
                        .map(Approval::kind)
                        .toList(),
                supervision == null ? null : supervision.level());
    }

    RequestView viewFor(Reading reading, Locale locale) {
        ServiceRequest request = reading.request();
        return switch (reading.reader()) {
            case OWNER -> ownerView(request, locale);
            case STAFF -> staffView(request, locale);
            case COSIGNER -> publicView(withoutWords(request, locale), locale);
            case ANYBODY -> publicView(request, locale);
        };
    }

    /** For anybody: only what was made public, the place only roughly. */
    RequestView publicView(ServiceRequest request, Locale locale) {
        boolean showsPlace =
                findCategory(request).map(Category::publicLocation).orElse(Boolean.TRUE);
        GeoPoint rough = showsPlace ? request.place().roughPoint() : null;
        PlaceView place = rough == null ? null : PlaceView.of(rough, null);
        return view(
                request,
                place,
                request.publicTimeline(),
                RatingView.of(request, false),
                null,
                locale);
    }

    /** For the owner: the same, with what only the owner may know. */
    RequestView ownerView(ServiceRequest request, Locale locale) {
        return view(
                request,
                exactPlace(request),
                request.ownerTimeline(),
                RatingView.of(request, true),
                request.origin().onBehalfOf(),
                locale);
    }

    private RequestView staffView(ServiceRequest request, Locale locale) {
        return view(
                request,
                exactPlace(request),
                request.ownerTimeline(),
                RatingView.of(request, true),
                null,
                locale);
    }

    DeskRequestView deskView(
            ServiceRequest request, Actor actor, List<Handler> suggested, Locale locale) {
        return new DeskRequestView(
                staffView(request, locale),
                request.textCheck().name(),
                request.answers(),
                request.place().gridId(),
                request.origin().channel(),
                request.origin().externalId(),
                MaskedPerson.of(request),
                request.desk().assignee(),
                request.returns(),
                request.duplicates(),
                request.approvals().stream().map(ApprovalView::of).toList(),
                SupervisionView.of(request.supervision()),
                request.exclusion(),
                request.timeline().stream().map(entry -> deskLine(entry, locale)).toList(),
                DeskRules.allowedActions(request, actor, false, clock.instant()),
                suggested.stream().map(h -> Objects.requireNonNull(HandlerView.of(h))).toList());
    }

    private RequestView view(
            ServiceRequest request,
            @Nullable PlaceView place,
            List<TimelineEntry> timeline,
            @Nullable RatingView rating,
            @Nullable OnBehalfOf person,
            Locale locale) {
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
                request.mediaIds(),
                request.supporters(),
                timeline.stream().map(entry -> line(entry, locale)).toList(),
                deadline(request, locale),
                HandlerView.of(request.handler()),
                HandlerView.of(request.desk().lead()),
                areas.names(request.desk().path()).getLast(),
                rating,
                request.closedAs(),
                request.reopens(),
                request.mergedInto(),
                person,
                request.createdAt());
    }

    private @Nullable DeadlineView deadline(ServiceRequest request, Locale locale) {
        Deadlines deadlines = request.deadlines();
        return deadlines == null
                ? null
                : DeadlineView.of(
                        deadlines,
                        clock.instant(),
                        calendar,
                        change -> texts.reason(change, locale));
    }

    private static @Nullable PlaceView exactPlace(ServiceRequest request) {
        GeoPoint point = request.place().point();
        return point == null ? null : PlaceView.of(point, request.place().address());
    }

    private TimelineLine line(TimelineEntry entry, Locale locale) {
        return new TimelineLine(
                entry.at(),
                entry.type(),
                texts.entry(entry, locale),
                texts.by(entry, locale),
                entry.isPublic(),
                null,
                entry.mediaIds());
    }

    private TimelineLine deskLine(TimelineEntry entry, Locale locale) {
        return new TimelineLine(
                entry.at(),
                entry.type(),
                texts.entry(entry, locale),
                texts.by(entry, locale),
                entry.isPublic(),
                entry.note(),
                entry.mediaIds());
    }

    /** What somebody may know of a request that is not public: what is done, not what was said. */
    private ServiceRequest withoutWords(ServiceRequest request, Locale locale) {
        return request.withoutWords(texts.notPublic(locale));
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
}
