package org.zhumin.request;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;

/** What the desk that has a request does with it. Pure. */
final class TriageMoves {
    private TriageMoves() {}

    /**
     * Triage takes it up. That a person has looked is what publishes it.
     *
     * @param mayAppear whether somebody can be reached about it, without which nothing is published
     */
    static ServiceRequest accept(
            ServiceRequest request,
            @Nullable String category,
            @Nullable String betterTitle,
            boolean mayAppear,
            Step step) {
        boolean publish = request.publication() == Publication.PENDING && mayAppear;
        return request.change(RequestAction.ACCEPT, step)
                .state(RequestState.ACCEPTED)
                .category(category == null ? request.categoryCode() : category)
                .title(betterTitle == null ? request.title() : betterTitle)
                .publication(publish ? Publication.PUBLIC : request.publication())
                .milestones(milestones -> milestones.accepted(step.at()))
                .entry(null);
    }

    /**
     * @param returnBy until when the unit may say that it is not the right one
     */
    static ServiceRequest dispatch(
            ServiceRequest request,
            Handler to,
            @Nullable String note,
            Instant returnBy,
            Step step) {
        return request.change(RequestAction.DISPATCH, step)
                .state(RequestState.DISPATCHED)
                .desk(desk -> desk.dispatchedTo(to))
                .milestones(milestones -> milestones.dispatched(step.at(), returnBy))
                .resume()
                .lapseClockApprovals()
                .about(to.name())
                .entryWithNote(note);
    }

    /**
     * @param appealBy until when the owner may appeal
     */
    static ServiceRequest reject(
            ServiceRequest request, RejectReason reason, String text, Instant appealBy, Step step) {
        return request.change(RequestAction.REJECT, step)
                .state(RequestState.REJECTED)
                .milestones(milestones -> milestones.closed(step.at(), appealBy))
                .reason(reason)
                .entry(text);
    }

    /**
     * @param areaName of the level that has it from now on
     */
    static ServiceRequest escalate(
            ServiceRequest request, String reason, String areaName, Step step) {
        return request.change(RequestAction.ESCALATE, step)
                .desk(Desk::escalated)
                .milestones(milestones -> milestones.escalated(step.at()))
                .about(areaName)
                .entryWithNote(reason);
    }

    /**
     * Fails with {@link RequestProblem#MERGE_TARGET_UNKNOWN} if the other one cannot take it: it is
     * itself merged or ended without an answer, or one of the two is a report, about whose sender
     * nobody may learn anything.
     */
    static ServiceRequest merge(ServiceRequest request, ServiceRequest into, Step step) {
        var change = request.change(RequestAction.MERGE, step);
        requireTarget(request, into);
        return change.state(RequestState.MERGED)
                .mergedInto(into.id())
                .milestones(milestones -> milestones.closed(step.at(), null))
                .resume()
                .lapseClockApprovals()
                .about(into.number())
                .entry(null);
    }

    static void requireTarget(ServiceRequest request, ServiceRequest into) {
        boolean ended =
                into.state() == RequestState.MERGED
                        || into.state() == RequestState.REJECTED
                        || into.state() == RequestState.WITHDRAWN;
        boolean report = request.kind() == RequestKind.REPORT || into.kind() == RequestKind.REPORT;
        if (ended || report || into.id().equals(request.id())) {
            throw RequestProblem.MERGE_TARGET_UNKNOWN.refusal();
        }
    }

    /**
     * The other side of a merge. It changes the target's version, so that of two merges in opposite
     * directions at most one can be done.
     */
    static ServiceRequest joinedBy(ServiceRequest target, ServiceRequest duplicate, Step step) {
        if (target.duplicates().contains(duplicate.id())) {
            return target;
        }
        var all = new ArrayList<>(target.duplicates());
        all.add(duplicate.id());
        return new RequestChange(target, null, step)
                .duplicates(all)
                .about(duplicate.number())
                .entry(TimelineEntry.Type.DUPLICATE_JOINED, Audience.DESK, null, null);
    }
}
