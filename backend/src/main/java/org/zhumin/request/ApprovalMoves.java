package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.identity.Role;
import org.zhumin.request.Approval.Kind;

import java.time.Instant;
import java.util.Objects;

/**
 * What a handler asks for and a council or supervisor decides: a unit does not stop its own clock.
 * Pure.
 */
final class ApprovalMoves {
    private ApprovalMoves() {}

    /** Fails as {@link Deadlines#checkExtension}. */
    static ServiceRequest askExtension(
            ServiceRequest request, Instant until, String reason, Step step) {
        var change = request.change(RequestAction.EXTENSION, step);
        Clocks clocks = step.clocks();
        clocks.of(request).checkExtension(until, step.at(), clocks.calendar());
        return change.approval(Approval.asked(Kind.EXTENSION, reason, null, until, step))
                .until(until)
                .entryWithNote(reason);
    }

    /** Fails as {@link Deadlines#checkPause}. */
    static ServiceRequest askPause(ServiceRequest request, String reason, Step step) {
        var change = request.change(RequestAction.PAUSE, step);
        step.clocks().of(request).checkPause();
        return change.approval(Approval.asked(Kind.PAUSE, reason, null, null, step))
                .entryWithNote(reason);
    }

    static ServiceRequest askExclusion(
            ServiceRequest request, ExclusionReason reason, String text, Step step) {
        return request.change(RequestAction.EXCLUSION, step)
                .approval(Approval.asked(Kind.EXCLUSION, text, reason, null, step))
                .reason(reason)
                .entryWithNote(text);
    }

    /**
     * The resident reads why; the one who asked does not decide. Fails as {@link Deadlines#extend}
     * and {@link Deadlines#pause}.
     *
     * @param by COUNCIL or SUPERVISOR
     */
    static ServiceRequest approve(ServiceRequest request, Kind kind, Role by, Step step) {
        RequestChange change = request.change(approving(kind), step);
        Approval pending = pending(request, kind, step);
        change.decide(pending, Approval.State.APPROVED);
        change.about(pending.reason());
        return switch (kind) {
            case EXTENSION -> extend(change, pending, by, step).entry(null);
            case PAUSE -> change.deadlines(d -> d.pause(approval(pending, by, step))).entry(null);
            case EXCLUSION -> change.exclusion(excluded(pending, step)).entry(null);
        };
    }

    private static RequestChange extend(RequestChange change, Approval asked, Role by, Step step) {
        Instant until = Objects.requireNonNull(asked.until());
        DeadlineApproval approval = approval(asked, by, step);
        return change.deadlines(d -> d.extend(until, approval, step.clocks().calendar()))
                .until(until);
    }

    private static DeadlineApproval approval(Approval asked, Role by, Step step) {
        return new DeadlineApproval(asked.reason(), asked.askedAt(), step.at(), by);
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
