package org.zhumin.request;

import org.zhumin.kernel.AreaCode;
import org.zhumin.platform.owed.Owed;
import org.zhumin.request.NoticeDebt.To;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an action owes elsewhere: notices to the people and to the desk, the order for
 * rectification, and a moderator's look at words that a check doubts. Pure: from the action and the
 * version that it made. Of a report nobody hears but who made it.
 */
final class RequestDebts {
    /** The kind of {@link RequestOrders}. */
    static final String ORDER = "request.rectification";

    private RequestDebts() {}

    /**
     * @param next the version whose last entry is the action's
     */
    static List<Owed> of(RequestAction action, ServiceRequest next) {
        var debts = new ArrayList<Owed>();
        if (action == RequestAction.RECTIFY) {
            debts.add(order(next));
        }
        RequestReview.debtOfLast(next).ifPresent(debts::add);
        notices(action, next).stream()
                .filter(notice -> next.kind() != RequestKind.REPORT || notice.isToPeople())
                .map(notice -> notice.owed(next))
                .forEach(debts::add);
        return debts;
    }

    /** Whether the answer to the call must show its effect. */
    static boolean isAwaited(Owed debt) {
        return debt.kind().equals(ORDER);
    }

    private static Owed order(ServiceRequest next) {
        TimelineEntry entry = next.timeline().getLast();
        Handler handler = Objects.requireNonNull(next.handler());
        return Owed.of(
                entry.operation() + ":order",
                ORDER,
                Map.of(
                        "operation",
                        entry.operation(),
                        "organization",
                        handler.organizationId().value()),
                entry.at());
    }

    private static List<NoticeDebt> notices(RequestAction action, ServiceRequest next) {
        return switch (action) {
            case ACCEPT -> List.of(people(RequestNotice.ACCEPTED));
            case DISPATCH ->
                    with(
                            people(RequestNotice.DISPATCHED),
                            unit(RequestNotice.DESK_DISPATCHED, next));
            case ASSIGN -> List.of(new NoticeDebt(RequestNotice.DESK_ASSIGNED, To.ASSIGNEE, ""));
            case RETURN -> List.of(people(RequestNotice.REROUTED));
            case PROGRESS ->
                    next.timeline().getLast().isPublic()
                            ? List.of(people(RequestNotice.PROGRESS))
                            : List.of();
            case APPROVE_EXTENSION ->
                    with(people(RequestNotice.EXTENDED), unit(RequestNotice.DESK_DECIDED, next));
            case APPROVE_PAUSE ->
                    with(people(RequestNotice.PAUSED), unit(RequestNotice.DESK_DECIDED, next));
            case REFUSE_EXTENSION, REFUSE_PAUSE, APPROVE_EXCLUSION, REFUSE_EXCLUSION ->
                    unit(RequestNotice.DESK_DECIDED, next);
            case RESUME -> List.of(people(RequestNotice.RESUMED));
            case REPLY -> List.of(people(RequestNotice.REPLIED));
            case MERGE -> List.of(people(RequestNotice.MERGED));
            case REJECT -> List.of(people(RequestNotice.REJECTED));
            case ESCALATE -> watched(RequestNotice.ESCALATED, RequestNotice.DESK_ESCALATED, next);
            case SUPERVISE ->
                    watched(RequestNotice.SUPERVISED, RequestNotice.DESK_SUPERVISED, next);
            case RECTIFY -> unit(RequestNotice.DESK_RECTIFICATION, next);
            case CONFIRM, CALLBACK, CLOSE_SILENT, REOPEN -> judged(next);
            case WITHDRAW ->
                    with(people(RequestNotice.WITHDRAWN), unit(RequestNotice.DESK_WITHDRAWN, next));
            case APPEAL -> List.of(desk(RequestNotice.DESK_APPEALED, next.desk().area()));
            case SUPPLEMENT -> unit(RequestNotice.DESK_SUPPLEMENTED, next);
            case EXTENSION, PAUSE, EXCLUSION ->
                    List.of(new NoticeDebt(RequestNotice.DESK_APPROVAL_ASKED, To.APPROVERS, ""));
            case SIGN, CONTACT, RATE -> List.of();
        };
    }

    /** The people, the desk that has it now, and the unit that is watched from now on. */
    private static List<NoticeDebt> watched(
            RequestNotice toPeople, RequestNotice toStaff, ServiceRequest next) {
        var all = new ArrayList<>(with(people(toPeople), unit(toStaff, next)));
        all.add(desk(toStaff, next.desk().area()));
        return all;
    }

    /** Sent back, the same unit has it again, and one level up hears of it. */
    private static List<NoticeDebt> judged(ServiceRequest next) {
        if (next.state() == RequestState.CLOSED) {
            return List.of(
                    people(
                            next.closedAs() == ClosedAs.UNCONFIRMED
                                    ? RequestNotice.CLOSED_SILENT
                                    : RequestNotice.CLOSED));
        }
        var all =
                new ArrayList<>(
                        with(
                                people(RequestNotice.REOPENED),
                                unit(RequestNotice.DESK_REOPENED, next)));
        all.add(desk(RequestNotice.DESK_REOPENED, next.desk().escalated().area()));
        return all;
    }

    private static NoticeDebt people(RequestNotice notice) {
        return new NoticeDebt(notice, To.PEOPLE, "");
    }

    private static NoticeDebt desk(RequestNotice notice, AreaCode area) {
        return new NoticeDebt(notice, To.DESK, area.value());
    }

    /** Nobody while no unit has it. */
    private static List<NoticeDebt> unit(RequestNotice notice, ServiceRequest next) {
        Handler handler = next.handler();
        return handler == null
                ? List.of()
                : List.of(new NoticeDebt(notice, To.UNIT, handler.organizationId().value()));
    }

    private static List<NoticeDebt> with(NoticeDebt first, List<NoticeDebt> more) {
        var all = new ArrayList<NoticeDebt>();
        all.add(first);
        all.addAll(more);
        return all;
    }
}
