package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import java.util.List;

/** What the organisation that has a request does with it. Pure. */
final class HandlerMoves {
    private HandlerMoves() {}

    static ServiceRequest sign(ServiceRequest request, Step step) {
        return request.change(RequestAction.SIGN, step)
                .state(RequestState.IN_PROGRESS)
                .desk(Desk::signed)
                .milestones(milestones -> milestones.signed(step.at()))
                .deadlines(d -> d.signed(step.at()))
                .entry(null);
    }

    static ServiceRequest assign(ServiceRequest request, ResidentId clerk, Step step) {
        return request.change(RequestAction.ASSIGN, step)
                .desk(desk -> desk.assignedTo(clerk))
                .entry(null);
    }

    /**
     * @param next whom the unit suggests; absent: triage finds out
     */
    static ServiceRequest giveBack(
            ServiceRequest request,
            ReturnReason reason,
            String text,
            @Nullable Handler next,
            Step step) {
        return request.change(RequestAction.RETURN, step)
                .state(RequestState.RETURNED)
                .desk(desk -> desk.returned(next))
                .oneMoreReturn()
                .deadlines(d -> d.returned(step.at(), step.clocks().calendar()))
                .lapseClockApprovals()
                .reason(reason)
                .about(next == null ? null : next.name())
                .entryWithNote(text);
    }

    static ServiceRequest progress(
            ServiceRequest request, String text, List<String> media, boolean forAll, Step step) {
        return request.change(RequestAction.PROGRESS, step)
                .mediaIds(media)
                .entry(
                        TimelineEntry.Type.PROGRESS,
                        forAll ? Audience.EVERYBODY : Audience.DESK,
                        forAll ? text : null,
                        forAll ? null : text);
    }

    static ServiceRequest resume(ServiceRequest request, Step step) {
        return request.change(RequestAction.RESUME, step)
                .deadlines(d -> d.resume(step.at(), step.clocks().calendar()))
                .entry(null);
    }

    /** A new reply is rated anew. */
    static ServiceRequest reply(
            ServiceRequest request, String text, List<String> media, Step step) {
        return request.change(RequestAction.REPLY, step)
                .state(RequestState.REPLIED)
                .ratings(List.of())
                .milestones(milestones -> milestones.replied(step.at()))
                .deadlines(d -> d.replied(step.at(), step.clocks().calendar()))
                .lapseClockApprovals()
                .mediaIds(media)
                .entry(text);
    }

    /** Somebody asked how to reach who wrote; the audit log has it too. */
    static ServiceRequest contact(ServiceRequest request, String purpose, Step step) {
        return request.change(RequestAction.CONTACT, step).entryWithNote(purpose);
    }
}
