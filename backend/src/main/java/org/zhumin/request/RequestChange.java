package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The next version of a request in the making: what is not set stays as it was. */
final class RequestChange {
    private final ServiceRequest before;
    private final @Nullable RequestAction action;
    private final Step step;
    private RequestState state;
    private @Nullable String category;
    private String title;
    private Origin origin;
    private @Nullable ResidentId owner;
    private Publication publication;
    private Desk desk;
    private List<TimelineEntry> timeline;
    private List<Rating> ratings;
    private @Nullable ClosedAs closedAs;
    private int reopens;
    private int returns;
    private List<Approval> approvals;
    private @Nullable Oversight supervision;
    private @Nullable Exclusion exclusion;
    private boolean appealed;
    private @Nullable RequestId mergedInto;
    private boolean movesCosigners;
    private List<RequestId> duplicates;
    private Milestones milestones;
    private @Nullable Deadlines deadlines;
    private @Nullable String reason;
    private @Nullable String about;
    private @Nullable Instant entryDueAt;
    private List<String> mediaIds = List.of();
    private @Nullable TextReview review;

    /**
     * @param action absent for what is no action of anybody, such as an erasure
     */
    RequestChange(ServiceRequest before, @Nullable RequestAction action, Step step) {
        this.before = before;
        this.action = action;
        this.step = step;
        state = before.state();
        category = before.categoryCode();
        title = before.title();
        origin = before.origin();
        owner = before.owner();
        publication = before.publication();
        desk = before.desk();
        timeline = before.timeline();
        ratings = before.ratings();
        closedAs = before.closedAs();
        reopens = before.reopens();
        returns = before.returns();
        approvals = before.approvals();
        supervision = before.supervision();
        exclusion = before.exclusion();
        appealed = before.appealed();
        mergedInto = before.mergedInto();
        movesCosigners = before.movesCosigners();
        duplicates = before.duplicates();
        milestones = before.milestones();
        deadlines = before.deadlines();
    }

    RequestChange state(RequestState next) {
        state = next;
        return this;
    }

    RequestChange category(@Nullable String code) {
        category = code;
        return this;
    }

    RequestChange title(String text) {
        title = text;
        return this;
    }

    RequestChange publication(Publication next) {
        publication = next;
        return this;
    }

    RequestChange desk(UnaryOperator<Desk> next) {
        desk = next.apply(desk);
        return this;
    }

    RequestChange milestones(UnaryOperator<Milestones> next) {
        milestones = next.apply(milestones);
        return this;
    }

    RequestChange ratings(List<Rating> all) {
        ratings = all;
        return this;
    }

    /** Sets the rater's word on this reply, in the place of an earlier one. */
    RequestChange rating(Rating given) {
        var all = new ArrayList<Rating>();
        ratings.stream().filter(r -> !isBySame(r, given)).forEach(all::add);
        all.add(given);
        ratings = all;
        return this;
    }

    private static boolean isBySame(Rating one, Rating other) {
        return one.rater() != null && one.rater().equals(other.rater());
    }

    RequestChange closedAs(@Nullable ClosedAs how) {
        closedAs = how;
        return this;
    }

    RequestChange oneMoreReopen() {
        reopens++;
        return this;
    }

    RequestChange oneMoreReturn() {
        returns++;
        return this;
    }

    RequestChange approval(Approval asked) {
        approvals = plus(approvals, asked);
        return this;
    }

    RequestChange decide(Approval pending, Approval.State decision) {
        approvals =
                approvals.stream()
                        .map(a -> a.equals(pending) ? a.decided(decision, step) : a)
                        .toList();
        return this;
    }

    /** What waits for a decision about the clock has nothing to wait for any more. */
    RequestChange lapseClockApprovals() {
        approvals =
                approvals.stream()
                        .map(
                                a ->
                                        a.isPending() && a.kind() != Approval.Kind.EXCLUSION
                                                ? a.decided(Approval.State.LAPSED, step)
                                                : a)
                        .toList();
        return this;
    }

    RequestChange supervision(Oversight next) {
        supervision = next;
        return this;
    }

    RequestChange exclusion(Exclusion next) {
        exclusion = next;
        return this;
    }

    RequestChange appealed() {
        appealed = true;
        return this;
    }

    RequestChange mergedInto(RequestId target) {
        mergedInto = target;
        movesCosigners = true;
        return this;
    }

    RequestChange duplicates(List<RequestId> all) {
        duplicates = all;
        return this;
    }

    RequestChange deadlines(UnaryOperator<Deadlines> next) {
        deadlines = next.apply(deadlines == null ? step.clocks().of(before) : deadlines);
        return this;
    }

    /** The whole time to resolve anew, because of this action. */
    RequestChange startAgain() {
        return deadlines(d -> d.reopened(nameOf(action), step.at(), step.clocks().calendar()));
    }

    /** The code whose public sentence the entry shows. */
    RequestChange reason(Enum<?> code) {
        reason = nameOf(action) + "." + code.name();
        return this;
    }

    RequestChange about(@Nullable String named) {
        about = named;
        return this;
    }

    /** The date that the entry names. */
    RequestChange until(@Nullable Instant date) {
        entryDueAt = date;
        return this;
    }

    RequestChange mediaIds(List<String> ids) {
        mediaIds = ids;
        return this;
    }

    /** Whether and why a person is to look at the entry's text. */
    RequestChange review(@Nullable TextReview wanted) {
        review = wanted;
        return this;
    }

    /** That a person has looked at an entry's text. */
    RequestChange reviewed(String operation, TextReview.State decision) {
        timeline =
                timeline.stream()
                        .map(
                                entry ->
                                        entry.operation().equals(operation)
                                                ? entry.reviewed(decision)
                                                : entry)
                        .toList();
        return this;
    }

    /** Takes a person out everywhere; what was asked stays, since the desk must answer for it. */
    ServiceRequest without(ResidentId erased) {
        if (erased.equals(owner)) {
            owner = null;
            origin = origin.withoutPerson();
        }
        desk = desk.without(erased);
        ratings = ratings.stream().map(rating -> rating.without(erased)).toList();
        approvals = approvals.stream().map(approval -> approval.without(erased)).toList();
        supervision = supervision == null ? null : supervision.without(erased);
        timeline = timeline.stream().map(entry -> entry.without(erased)).toList();
        return build();
    }

    /** Completes it without an entry: what happened is told elsewhere. */
    ServiceRequest silently() {
        return build();
    }

    /** Adds the entry that the table names, with a text for its audience, and completes it. */
    ServiceRequest entry(@Nullable String text) {
        return entry(actionOf().type(), actionOf().audience(), text, null);
    }

    /** The same with a text for the desk alone. */
    ServiceRequest entryWithNote(@Nullable String note) {
        return entry(actionOf().type(), actionOf().audience(), null, note);
    }

    ServiceRequest entry(
            TimelineEntry.Type type,
            Audience audience,
            @Nullable String text,
            @Nullable String note) {
        boolean byHandler = step.party() == RequestAction.Party.HANDLER;
        Handler handler = before.handler();
        timeline =
                plus(
                        timeline,
                        new TimelineEntry(
                                step.at(),
                                type,
                                reason,
                                about,
                                text,
                                note,
                                entryDueAt,
                                step.party(),
                                byHandler && handler != null ? handler.name() : null,
                                audience,
                                mediaIds,
                                review,
                                step.actor(),
                                step.operation().id(),
                                step.operation().bodyHash()));
        return build();
    }

    private RequestAction actionOf() {
        return Objects.requireNonNull(action);
    }

    private static String nameOf(@Nullable RequestAction action) {
        return Objects.requireNonNull(action).name();
    }

    private static <T> List<T> plus(List<T> all, T one) {
        var longer = new ArrayList<>(all);
        longer.add(one);
        return longer;
    }

    private ServiceRequest build() {
        ServiceRequest next = next();
        return next.withOutcome(OutcomeRules.next(before.outcome(), next, action));
    }

    private ServiceRequest next() {
        return new ServiceRequest(
                before.id(),
                before.number(),
                before.kind(),
                category,
                title,
                before.content(),
                before.place(),
                before.answers(),
                before.mediaIds(),
                origin,
                owner,
                state,
                publication,
                before.textCheck(),
                desk,
                timeline,
                ratings,
                closedAs,
                reopens,
                returns,
                before.supporters(),
                approvals,
                supervision,
                exclusion,
                appealed,
                mergedInto,
                movesCosigners,
                duplicates,
                milestones,
                deadlines,
                before.outcome(),
                before.bodyHash(),
                before.createdAt(),
                step.at(),
                before.version() + 1);
    }
}
