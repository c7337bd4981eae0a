package org.zhumin.request;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the owner and the co-signers do. Pure. */
final class ResidentMoves {
    private ResidentMoves() {}

    static ServiceRequest withdraw(ServiceRequest request, @Nullable String text, Step step) {
        return request.change(RequestAction.WITHDRAW, step)
                .state(RequestState.WITHDRAWN)
                .milestones(milestones -> milestones.closed(step.at()))
                .deadlines(d -> d.ended(step.at(), step.clocks().calendar()))
                .lapseClockApprovals()
                .entryWithNote(text);
    }

    /** Those who rejected it do not decide again, where there is a level above them. */
    static ServiceRequest appeal(
            ServiceRequest request, String text, @Nullable TextReview review, Step step) {
        return request.change(RequestAction.APPEAL, step)
                .state(RequestState.SUBMITTED)
                .desk(Desk::escalated)
                .milestones(Milestones::reopened)
                .startAgain()
                .appealed()
                .review(review)
                .entry(text);
    }

    static ServiceRequest supplement(
            ServiceRequest request,
            String text,
            List<String> media,
            @Nullable TextReview review,
            Step step) {
        return request.change(RequestAction.SUPPLEMENT, step)
                .mediaIds(media)
                .review(review)
                .entry(text);
    }

    /** The owner's word on the reply: closes it or sends it back. */
    static ServiceRequest confirm(
            ServiceRequest request,
            Outcome outcome,
            int satisfaction,
            @Nullable String comment,
            Step step) {
        var change =
                request.change(RequestAction.CONFIRM, step)
                        .rating(rating(outcome, satisfaction, comment, step));
        return outcome == Outcome.UNSOLVED
                ? sendBack(change)
                        .entry(TimelineEntry.Type.REOPENED, Audience.EVERYBODY, null, comment)
                : close(change, ClosedAs.of(outcome), step).entry(null);
    }

    /** A co-signer's word; a later one of the same person takes its place. */
    static ServiceRequest rate(
            ServiceRequest request,
            Outcome outcome,
            int satisfaction,
            @Nullable String comment,
            Step step) {
        return request.change(RequestAction.RATE, step)
                .rating(rating(outcome, satisfaction, comment, step))
                .entry(null);
    }

    private static Rating rating(
            Outcome outcome, int satisfaction, @Nullable String comment, Step step) {
        return new Rating(step.party(), step.actor(), outcome, satisfaction, comment, step.at());
    }

    static ServiceRequest reopen(ServiceRequest request, String reason, Step step) {
        return sendBack(request.change(RequestAction.REOPEN, step)).entryWithNote(reason);
    }

    static RequestChange close(RequestChange change, ClosedAs how, Step step) {
        return change.state(RequestState.CLOSED)
                .closedAs(how)
                .milestones(milestones -> milestones.closed(step.at()))
                .deadlines(d -> d.closed(step.at(), step.clocks().calendar()));
    }

    /** To the same handler; and it counts. */
    static RequestChange sendBack(RequestChange change) {
        return change.state(RequestState.IN_PROGRESS)
                .closedAs(null)
                .milestones(Milestones::reopened)
                .startAgain()
                .oneMoreReopen();
    }

    static Optional<Outcome> mostSaid(List<Rating> ratings) {
        Map<Outcome, Long> counts =
                ratings.stream()
                        .map(Rating::outcome)
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .max(
                        Map.Entry.<Outcome, Long>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .map(Map.Entry::getKey);
    }
}
