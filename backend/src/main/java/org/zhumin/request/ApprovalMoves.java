package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.request.Approval.Kind;

import java.time.Instant;

/**
 * What a handler asks for and a council or supervisor decides: a unit does not stop its own clock.
 * Pure.
 */
final class ApprovalMoves {
    private ApprovalMoves() {}

    /**
     * @param until the new due date, after now and after the present one
     * @param latest the last moment that may be asked for
     */
    static ServiceRequest askExtension(
            ServiceRequest request, Instant until, String reason, Instant latest, Step step) {
        var change = request.change(RequestAction.EXTENSION, step);
        Instant due = request.dueAt();
        boolean later = until.isAfter(step.at()) && (due == null || until.isAfter(due));
        if (!later || until.isAfter(latest)) {
            throw RequestProblem.EXTENSION_OUT_OF_RANGE.problem().with("latest", latest).refusal();
        }
        return change.approval(Approval.asked(Kind.EXTENSION, reason, null, until, step))
                .until(until)
                .entryWithNote(reason);
    }

    static ServiceRequest askPause(ServiceRequest request, String reason, Step step) {
        return request.change(RequestAction.PAUSE, step)
                .approval(Approval.asked(Kind.PAUSE, reason, null, null, step))
                .entryWithNote(reason);
    }

    static ServiceRequest askExclusion(
            ServiceRequest request, ExclusionReason reason, String text, Step step) {
        return request.change(RequestAction.EXCLUSION, step)
                .approval(Approval.asked(Kind.EXCLUSION, text, reason, null, step))
                .reason(reason)
                .entryWithNote(text);
    }

    /** The resident reads why; the one who asked does not decide. */
    static ServiceRequest approve(ServiceRequest request, Kind kind, Step step) {
        RequestChange change = request.change(approving(kind), step);
        Approval pending = pending(request, kind, step);
        change.decide(pending, Approval.State.APPROVED);
        change.about(pending.reason());
        return switch (kind) {
            case EXTENSION -> change.dueAt(pending.until()).until(pending.until()).entry(null);
            case PAUSE -> change.pause().entry(null);
            case EXCLUSION -> change.exclusion(excluded(pending, step)).entry(null);
        };
    }

    static ServiceRequest refuse(
            ServiceRequest request, Kind kind, @Nullable String text, Step step) {
        RequestChange change = request.change(refusing(kind), step);
        return change.decide(pending(request, kind, step), Approval.State.REFUSED)
                .entryWithNote(text);
    }

    private static Approval pending(ServiceRequest request, Kind kind, Step step) {
        Approval pending = request.pending(kind).orElseThrow();
        if (pending.askedBy() != null && pending.askedBy().equals(step.actor())) {
            throw RequestProblem.NOT_YOURS_TO_DECIDE.refusal();
        }
        return pending;
    }

    private static Exclusion excluded(Approval pending, Step step) {
        ExclusionReason code = pending.reasonCode();
        return new Exclusion(
                code == null ? ExclusionReason.OUT_OF_SCOPE : code, pending.reason(), step.at());
    }

    static RequestAction approving(Kind kind) {
        return switch (kind) {
            case EXTENSION -> RequestAction.APPROVE_EXTENSION;
            case PAUSE -> RequestAction.APPROVE_PAUSE;
            case EXCLUSION -> RequestAction.APPROVE_EXCLUSION;
        };
    }

    static RequestAction refusing(Kind kind) {
        return switch (kind) {
            case EXTENSION -> RequestAction.REFUSE_EXTENSION;
            case PAUSE -> RequestAction.REFUSE_PAUSE;
            case EXCLUSION -> RequestAction.REFUSE_EXCLUSION;
        };
    }
}
