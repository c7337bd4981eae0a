package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Excerpt;
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
import java.util.function.UnaryOperator;

/**
 * From a request to what a reader may see of it. What people wrote is the original for the owner
 * and the desk, and without personal data for everybody else.
 */
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

    /** For anybody. */
    RequestCard card(ServiceRequest request, ShownMedia media, Locale locale) {
        return card(request, media, PublicText::mask, locale);
    }

    private RequestCard card(
            ServiceRequest request, ShownMedia media, UnaryOperator<String> words, Locale locale) {
        return new RequestCard(
                request.id(),
                request.number(),
                request.kind(),
                categoryName(request),
                titleOf(request, words, locale),
                Excerpt.of(words.apply(request.content()), EXCERPT_CHARS),
                request.state(),
                texts.state(request.state(), locale),
                areas.get(request.place().area()).name(),
                request.supporters(),
                request.createdAt(),
                request.isOverdue(clock.instant()),
                media.coverOf(request.mediaIds()));
    }

    /** A list of one's own may hold a request that one supports and that is not public. */
    RequestCard myCard(ServiceRequest request, ShownMedia media, Actor reader, Locale locale) {
        if (request.isOwnedBy(reader.id())) {
            return card(request, media, UnaryOperator.identity(), locale);
        }
        return request.publication() == Publication.PUBLIC
                ? card(request, media, locale)
                : card(withoutWords(request, locale), ShownMedia.NONE, locale);
    }

    DeskCard deskCard(ServiceRequest request, ShownMedia media, Locale locale) {
        Oversight supervision = request.supervision();
        return new DeskCard(
                card(request, media, UnaryOperator.identity(), locale),
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

    RequestView viewFor(Reading reading, ShownMedia media, Locale locale) {
        ServiceRequest request = reading.request();
        return switch (reading.reader()) {
            case OWNER -> ownerView(request, media, locale);
            case STAFF -> staffView(request, media, locale);
            case COSIGNER -> publicView(withoutWords(request, locale), ShownMedia.NONE, locale);
            case ANYBODY -> publicView(request, media, locale);
        };
    }

    /** For anybody: only what was made public, the place only roughly. */
    RequestView publicView(ServiceRequest request, ShownMedia media, Locale locale) {
        return view(
                request,
                media,
                PublicText::mask,
                roughPlace(request.categoryCode(), request.place()),
                request.publicTimeline(),
                RatingView.of(request, false),
                null,
                locale);
    }

    /** For the owner: the same, with what only the owner may know. */
    RequestView ownerView(ServiceRequest request, ShownMedia media, Locale locale) {
        return view(
                request,
                media,
                UnaryOperator.identity(),
                exactPlace(request),
                request.ownerTimeline(),
                RatingView.of(request, true),
                request.origin().onBehalfOf(),
                locale);
    }

    private RequestView staffView(ServiceRequest request, ShownMedia media, Locale locale) {
        return view(
                request,
                media,
                UnaryOperator.identity(),
                exactPlace(request),
                request.staffTimeline(),
                RatingView.of(request, true),
                null,
                locale);
    }

    DeskRequestView deskView(
            ServiceRequest request,
            ShownMedia media,
            Actor actor,
            List<Handler> suggested,
            Locale locale) {
        return new DeskRequestView(
                staffView(request, media, locale),
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
                request.timeline().stream()
                        .map(entry -> deskLine(entry.forDesk(), media, locale))
                        .toList(),
                DeskRules.allowedActions(request, actor, false, clock.instant()),
                suggested.stream().map(h -> Objects.requireNonNull(HandlerView.of(h))).toList());
    }

    /** What anybody would read of it. */
    RequestPreview preview(Draft draft) {
        return new RequestPreview(
                draft.kind(),
                findCategory(draft.categoryCode()).map(RequestViews::named).orElse(null),
                PublicText.mask(draft.title()),
                PublicText.mask(draft.content()),
                Publication.first(draft.isPublic()),
                areaView(draft.place()),
                roughPlace(draft.categoryCode(), draft.place()),
                PublicText.masked(draft.title(), draft.content()));
    }

    private RequestView view(
            ServiceRequest request,
            ShownMedia media,
            UnaryOperator<String> words,
            @Nullable PlaceView place,
            List<TimelineEntry> timeline,
            @Nullable RatingView rating,
            @Nullable OnBehalfOf person,
            Locale locale) {
        return new RequestView(
                request.id(),
                request.number(),
                request.kind(),
                findCategory(request.categoryCode()).map(RequestViews::named).orElse(null),
                titleOf(request, words, locale),
                words.apply(request.content()),
                request.state(),
                texts.state(request.state(), locale),
                request.publication(),
                areaView(request.place()),
                place,
                media.of(request.mediaIds()),
                request.supporters(),
                timeline.stream().map(entry -> line(entry, media, words, locale)).toList(),
                deadline(request, words, locale),
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

    private AreaView areaView(Place place) {
        return new AreaView(place.area(), areas.names(place.areaPath()));
    }

    private @Nullable DeadlineView deadline(
            ServiceRequest request, UnaryOperator<String> words, Locale locale) {
        Deadlines deadlines = request.deadlines();
        return deadlines == null
                ? null
                : DeadlineView.of(
                        deadlines,
                        clock.instant(),
                        calendar,
                        change -> words.apply(texts.reason(change, locale)));
    }

    private static @Nullable PlaceView exactPlace(ServiceRequest request) {
        GeoPoint point = request.place().point();
        return point == null ? null : PlaceView.of(point, request.place().address());
    }

    private @Nullable PlaceView roughPlace(@Nullable String category, Place place) {
        boolean shows = findCategory(category).map(Category::publicLocation).orElse(Boolean.TRUE);
        GeoPoint rough = shows ? place.roughPoint() : null;
        return rough == null ? null : PlaceView.of(rough, null);
    }

    private TimelineLine line(
            TimelineEntry entry, ShownMedia media, UnaryOperator<String> words, Locale locale) {
        return new TimelineLine(
                entry.at(),
                entry.type(),
                texts.entry(entry, words, locale),
                texts.by(entry, locale),
                entry.isPublic(),
                null,
                reviewOf(entry),
                media.of(entry.mediaIds()));
    }

    private TimelineLine deskLine(TimelineEntry entry, ShownMedia media, Locale locale) {
        return new TimelineLine(
                entry.at(),
                entry.type(),
                texts.entry(entry, UnaryOperator.identity(), locale),
                texts.by(entry, locale),
                entry.isPublic(),
                entry.note(),
                reviewOf(entry),
                media.of(entry.mediaIds()));
    }

    private static TextReview.@Nullable State reviewOf(TimelineEntry entry) {
        TextReview review = entry.review();
        return review == null ? null : review.state();
    }

    private String titleOf(ServiceRequest request, UnaryOperator<String> words, Locale locale) {
        return request.title().isEmpty() ? texts.spoken(locale) : words.apply(request.title());
    }

    /** What somebody may know of a request that is not public: what is done, not what was said. */
    private ServiceRequest withoutWords(ServiceRequest request, Locale locale) {
        return request.withoutWords(texts.notPublic(locale));
    }

    private Optional<Category> findCategory(@Nullable String code) {
        return Optional.ofNullable(code).flatMap(categories::find);
    }

    private @Nullable String categoryName(ServiceRequest request) {
        return findCategory(request.categoryCode()).map(Category::name).orElse(null);
    }

    private static CategoryName named(Category category) {
        return new CategoryName(category.code(), category.name());
    }
}
