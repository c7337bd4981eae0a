package org.zhumin.request;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;

/** What the desk that has a request does with it. Pure. */
final class TriageMoves {
    private TriageMoves() {}

    /**
     * Triage takes it up. That a person has looked is what publishes it.
     *
     * @param betterTitle needed where the owner spoke and wrote none
     * @param mayAppear whether somebody can be reached about it, without which nothing is published
     */
    static ServiceRequest accept(
            ServiceRequest request,
            @Nullable String category,
            @Nullable String betterTitle,
            boolean mayAppear,
            Step step) {
        RequestChange change = request.change(RequestAction.ACCEPT, step);
        String title = betterTitle == null || betterTitle.isBlank() ? request.title() : betterTitle;
        if (title.isEmpty()) {
            throw RequestProblem.TITLE_NEEDED.refusal();
        }
        boolean publish = request.publication() == Publication.PENDING && mayAppear;
        return change.state(RequestState.ACCEPTED)
                .category(category == null ? request.categoryCode() : category)
                .title(title)
                .publication(publish ? Publication.PUBLIC : request.publication())
                .milestones(milestones -> milestones.accepted(step.at()))
                .deadlines(d -> accepted(d, request, category, step))
                .entry(null);
    }

    /** The clock starts once; taking it up again after a return changes nothing. */
    private static Deadlines accepted(
            Deadlines deadlines, ServiceRequest request, @Nullable String category, Step step) {
        if (deadlines.acceptedAt() != null) {
            return deadlines;
        }
        Clocks clocks = step.clocks();
        String settled = category == null ? request.categoryCode() : category;
        return deadlines.accepted(
                clocks.rules().limits(request.kind(), settled, request.createdAt()),
                step.at(),
                clocks.calendar());
    }

    static ServiceRequest dispatch(
            ServiceRequest request, Handler to, @Nullable String note, Step step) {
        return request.change(RequestAction.DISPATCH, step)
                .state(RequestState.DISPATCHED)
                .desk(desk -> desk.dispatchedTo(to))
                .milestones(milestones -> milestones.dispatched(step.at()))
                .deadlines(d -> d.dispatched(step.at(), step.clocks().calendar()))
                .lapseClockApprovals()
                .about(to.name())
                .entryWithNote(note);
    }

    static ServiceRequest reject(
            ServiceRequest request, RejectReason reason, String text, Step step) {
        return request.change(RequestAction.REJECT, step)
                .state(RequestState.REJECTED)
                .milestones(milestones -> milestones.closed(step.at()))
                .deadlines(d -> d.closed(step.at(), step.clocks().calendar()))
                .reason(reason)
                .entry(text);
    }

    /**
     * @param reason for the desk; absent when it is overdue for too long
     * @param areaName of the level that has it from now on
     */
    static ServiceRequest escalate(
            ServiceRequest request, @Nullable String reason, String areaName, Step step) {
        return request.change(RequestAction.ESCALATE, step)
                .desk(Desk::escalated)
                .milestones(milestones -> milestones.escalated(step.at()))
                .deadlines(d -> d.escalated(escalation(request, d, step)))
                .about(areaName)
                .entryWithNote(reason);
    }

    private static Escalation escalation(ServiceRequest request, Deadlines now, Step step) {
        return new Escalation(
                request.desk().escalated().area(),
                now.running(),
                step.at(),
                now.overdueDays(step.at(), step.clocks().calendar()));
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
                .milestones(milestones -> milestones.closed(step.at()))
                .deadlines(d -> d.ended(step.at(), step.clocks().calendar()))
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
