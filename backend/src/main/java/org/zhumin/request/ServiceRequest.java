package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;
import org.zhumin.wechat.TextVerdict.Suggestion;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request and everything that happened to it. Immutable: each transition checks the table in
 * {@link RequestAction} and gives the next version.
 *
 * @param number for people to read out: date and a running number
 * @param owner absent once the owner's account is erased
 * @param textCheck WeChat's verdict on the text; anything but PASS wants a person's look
 * @param answers to the category's form, by field code
 * @param reopens how often the owner sent it back
 * @param bodyHash what the submitting call said, for its repetition
 */
record ServiceRequest(
        RequestId id,
        String number,
        RequestKind kind,
        @Nullable String categoryCode,
        String title,
        String content,
        Place place,
        Map<String, String> answers,
        @Nullable ResidentId owner,
        RequestState state,
        Publication publication,
        Suggestion textCheck,
        @Nullable Handler handler,
        List<TimelineEntry> timeline,
        @Nullable Rating rating,
        @Nullable Outcome closedAs,
        int reopens,
        String bodyHash,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    ServiceRequest {
        answers = Map.copyOf(answers);
        timeline = List.copyOf(timeline);
    }

    static ServiceRequest submit(Draft draft, String number, Suggestion textCheck, Step step) {
        var submitted =
                new TimelineEntry(
                        step.at(),
                        TimelineEntry.Type.SUBMITTED,
                        null,
                        RequestAction.Party.OWNER,
                        null,
                        true,
                        step.actor(),
                        step.operation().id(),
                        step.operation().bodyHash());
        return new ServiceRequest(
                new RequestId(step.operation().id()),
                number,
                draft.kind(),
                draft.categoryCode(),
                draft.title(),
                draft.content(),
                draft.place(),
                draft.answers(),
                step.actor(),
                RequestState.SUBMITTED,
                draft.isPublic() ? Publication.PENDING : Publication.PRIVATE,
                textCheck,
                null,
                List.of(submitted),
                null,
                null,
                0,
                step.operation().bodyHash(),
                step.at(),
                step.at(),
                0);
    }

    /**
     * Triage takes it up. That a person has looked is what publishes it.
     *
     * @param mayAppear whether the owner has bound a phone, without which nothing is published
     */
    ServiceRequest accept(
            @Nullable String category, @Nullable String betterTitle, boolean mayAppear, Step step) {
        return change(RequestAction.ACCEPT)
                .state(RequestState.ACCEPTED)
                .category(category == null ? categoryCode : category)
                .title(betterTitle == null ? title : betterTitle)
                .publication(
                        publication == Publication.PENDING && mayAppear
                                ? Publication.PUBLIC
                                : publication)
                .entry(TimelineEntry.Type.ACCEPTED, null, true, step);
    }

    ServiceRequest dispatch(Handler to, @Nullable String note, Step step) {
        return change(RequestAction.DISPATCH)
                .state(RequestState.DISPATCHED)
                .handler(to)
                .entry(TimelineEntry.Type.DISPATCHED, note, false, step);
    }

    ServiceRequest sign(Step step) {
        return change(RequestAction.SIGN)
                .state(RequestState.IN_PROGRESS)
                .entry(TimelineEntry.Type.SIGNED, null, true, step);
    }

    ServiceRequest reply(String text, Step step) {
        return change(RequestAction.REPLY)
                .state(RequestState.REPLIED)
                .entry(TimelineEntry.Type.REPLIED, text, true, step);
    }

    ServiceRequest confirm(Outcome outcome, int satisfaction, @Nullable String comment, Step step) {
        var change =
                change(RequestAction.CONFIRM)
                        .rating(new Rating(outcome, satisfaction, comment, step.at()));
        return outcome == Outcome.UNSOLVED
                ? change.state(RequestState.IN_PROGRESS)
                        .reopens(reopens + 1)
                        .entry(TimelineEntry.Type.REOPENED, null, true, step)
                : change.state(RequestState.CLOSED)
                        .closedAs(outcome)
                        .entry(TimelineEntry.Type.CONFIRMED, null, true, step);
    }

    /** Takes the person out; what was asked stays, since the desk must answer for it. */
    ServiceRequest withoutOwner(Instant at) {
        return owner == null
                ? this
                : new RequestChange(this, RequestAction.Party.OWNER)
                        .owner(null)
                        .timeline(timelineWithout(owner))
                        .build(at);
    }

    private List<TimelineEntry> timelineWithout(ResidentId erased) {
        return timeline.stream().map(entry -> entry.without(erased)).toList();
    }

    boolean isOwnedBy(@Nullable ResidentId resident) {
        return resident != null && resident.equals(owner);
    }

    /** The entry that a call with this operation id has already made. */
    Optional<TimelineEntry> findStep(String operation) {
        return timeline.stream().filter(entry -> entry.operation().equals(operation)).findFirst();
    }

    List<TimelineEntry> publicTimeline() {
        return timeline.stream().filter(TimelineEntry::isPublic).toList();
    }

    private RequestChange change(RequestAction action) {
        if (!action.isAllowedIn(state)) {
            throw RequestProblem.NOT_ALLOWED_IN_STATE
                    .problem()
                    .with("state", state)
                    .with("allowed", RequestAction.allowedIn(state))
                    .refusal();
        }
        return new RequestChange(this, action.party());
    }
}
