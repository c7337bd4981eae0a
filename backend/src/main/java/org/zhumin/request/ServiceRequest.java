package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;
import org.zhumin.wechat.TextVerdict.Suggestion;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A request and everything that happened to it. Immutable: each transition ({@link TriageMoves},
 * {@link HandlerMoves}, {@link ApprovalMoves}, {@link SupervisionMoves}, {@link ResidentMoves})
 * checks the table in {@link RequestAction} and gives the next version.
 *
 * @param number for people to read out: date and a running number
 * @param owner absent when it came by another channel, and once the owner's account is erased
 * @param textCheck the verdict on the text; anything but PASS wants a person's look
 * @param title empty until triage writes one, where the owner spoke and wrote nothing
 * @param mediaIds of pictures, and last of the recording that stands for the content
 * @param answers to the category's form, by field code
 * @param ratings of the last reply, one for each rater
 * @param reopens how often it was sent back as unsolved
 * @param returns how often a unit handed it back as wrongly routed
 * @param supporters how many co-signers; counted by {@link SupportService}, never written by a save
 * @param approvals asked for and decided, oldest first
 * @param appealed whether the owner has appealed against a rejection
 * @param mergedInto the request that it is a duplicate of
 * @param movesCosigners true until the co-signers have been moved to {@code mergedInto}
 * @param duplicates what was merged into this one
 * @param deadlines absent in what was stored before there were deadlines, until its next step
 * @param outcome what it says about the organisation that answered it; absent until it was sent to
 *     one
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
        List<String> mediaIds,
        Origin origin,
        @Nullable ResidentId owner,
        RequestState state,
        Publication publication,
        Suggestion textCheck,
        Desk desk,
        List<TimelineEntry> timeline,
        List<Rating> ratings,
        @Nullable ClosedAs closedAs,
        int reopens,
        int returns,
        int supporters,
        List<Approval> approvals,
        @Nullable Oversight supervision,
        @Nullable Exclusion exclusion,
        boolean appealed,
        @Nullable RequestId mergedInto,
        boolean movesCosigners,
        List<RequestId> duplicates,
        Milestones milestones,
        @Nullable Deadlines deadlines,
        @Nullable RequestOutcome outcome,
        String bodyHash,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** More raters than this are not taken for one reply. */
    static final int MAX_RATINGS = 500;

    ServiceRequest {
        answers = Map.copyOf(answers);
        mediaIds = List.copyOf(mediaIds);
        timeline = List.copyOf(timeline);
        ratings = List.copyOf(ratings);
        approvals = List.copyOf(approvals);
        duplicates = List.copyOf(duplicates);
    }

    /**
     * @param owner absent when staff wrote it down for somebody
     */
    static ServiceRequest submit(
            Draft draft,
            String number,
            Suggestion textCheck,
            @Nullable ResidentId owner,
            Step step) {
        return new ServiceRequest(
                new RequestId(step.operation().id()),
                number,
                draft.kind(),
                draft.categoryCode(),
                draft.title(),
                draft.content(),
                draft.place(),
                draft.answers(),
                draft.uploads(),
                draft.origin(),
                owner,
                RequestState.SUBMITTED,
                Publication.first(draft.isPublic()),
                textCheck,
                Desk.of(draft.place().areaPath()),
                List.of(TimelineEntry.submitted(step)),
                List.of(),
                null,
                0,
                0,
                0,
                List.of(),
                null,
                null,
                false,
                null,
                false,
                List.of(),
                Milestones.NONE,
                step.clocks().start(draft.kind(), draft.categoryCode(), step.at()),
                null,
                step.operation().bodyHash(),
                step.at(),
                step.at(),
                0);
    }

    @Nullable Handler handler() {
        return desk.handler();
    }

    boolean isOwnedBy(@Nullable ResidentId resident) {
        return resident != null && resident.equals(owner);
    }

    boolean isPaused() {
        return deadlines != null && deadlines.pausedSince() != null;
    }

    boolean isExcluded() {
        return exclusion != null;
    }

    /** When staff must have acted; absent while nobody must. */
    @Nullable Instant dueAt() {
        return deadlines == null ? null : deadlines.dueAt();
    }

    /** Until when the reply waits for an answer; absent unless there is one. */
    @Nullable Instant confirmBy() {
        return deadlines == null ? null : deadlines.confirmBy();
    }

    /** Computed, never stored. */
    boolean isOverdue(Instant now) {
        return deadlines != null && deadlines.isOverdue(now);
    }

    /** The same that says this about the organisation. */
    ServiceRequest withOutcome(@Nullable RequestOutcome next) {
        return new ServiceRequest(
                id,
                number,
                kind,
                categoryCode,
                title,
                content,
                place,
                answers,
                mediaIds,
                origin,
                owner,
                state,
                publication,
                textCheck,
                desk,
                timeline,
                ratings,
                closedAs,
                reopens,
                returns,
                supporters,
                approvals,
                supervision,
                exclusion,
                appealed,
                mergedInto,
                movesCosigners,
                duplicates,
                milestones,
                deadlines,
                next,
                bodyHash,
                createdAt,
                updatedAt,
                version);
    }

    Optional<Approval> pending(Approval.Kind kind) {
        return approvals.stream().filter(a -> a.kind() == kind && a.isPending()).findFirst();
    }

    /** The mean of all raters of the last reply; empty when nobody has rated. */
    OptionalDouble satisfaction() {
        return Rating.satisfaction(ratings);
    }

    /** The word that decided: the owner's, or that of the call-back. */
    Optional<Rating> decidingRating() {
        return ratings.stream()
                .filter(rating -> rating.party() != RequestAction.Party.COSIGNER)
                .findFirst();
    }

    /** The entry that a call with this operation id has already made. */
    Optional<TimelineEntry> findStep(String operation) {
        return timeline.stream().filter(entry -> entry.operation().equals(operation)).findFirst();
    }

    List<TimelineEntry> publicTimeline() {
        return timeline.stream()
                .filter(TimelineEntry::isPublic)
                .map(TimelineEntry::forEverybody)
                .toList();
    }

    /** As the desk shows it to its own people where the owner reads along. */
    List<TimelineEntry> staffTimeline() {
        return ownerTimeline().stream().map(TimelineEntry::forDesk).toList();
    }

    List<TimelineEntry> ownerTimeline() {
        return timeline.stream().filter(entry -> entry.audience() != Audience.DESK).toList();
    }

    /** The same with nothing of what people wrote, for whoever may only know how it goes on. */
    ServiceRequest withoutWords(String instead) {
        return new ServiceRequest(
                id,
                number,
                kind,
                categoryCode,
                instead,
                instead,
                new Place(place.areaPath(), null, null, null),
                Map.of(),
                List.of(),
                Origin.APP,
                null,
                state,
                publication,
                textCheck,
                desk,
                publicTimeline().stream().map(TimelineEntry::withoutWords).toList(),
                ratings,
                closedAs,
                reopens,
                returns,
                supporters,
                List.of(),
                null,
                null,
                appealed,
                mergedInto,
                movesCosigners,
                List.of(),
                milestones,
                deadlines == null ? null : deadlines.withoutHistory(),
                null,
                bodyHash,
                createdAt,
                updatedAt,
                version);
    }

    /**
     * The next version in the making, if the table allows the action now.
     *
     * @throws org.zhumin.kernel.DomainException {@link RequestProblem#NOT_ALLOWED_IN_STATE} with
     *     the state and what is allowed, or the refusal of the action's {@link Need}
     */
    RequestChange change(RequestAction action, Step step) {
        if (!action.from().contains(state)) {
            throw refusal(RequestProblem.NOT_ALLOWED_IN_STATE, step.at());
        }
        if (!action.need().isMet(this, step.at())) {
            throw refusal(action.need().refusal(), step.at());
        }
        return new RequestChange(this, action, step);
    }

    private RuntimeException refusal(RequestProblem problem, Instant now) {
        return problem.problem()
                .with("state", state)
                .with("allowed", RequestAction.allowedFor(this, now))
                .refusal();
    }
}
