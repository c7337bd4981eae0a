package org.zhumin.request;

import org.zhumin.platform.owed.Owed;

import java.util.Map;

/**
 * That these must be told of an action.
 *
 * @param scope of a unit its id, of a desk the area where the way up begins; otherwise empty
 */
record NoticeDebt(RequestNotice notice, To to, String scope) {
    /** The kind of {@link RequestNotices}. */
    static final String KIND = "request.notice";

    private static final String NOTICE = "notice";
    private static final String TO = "to";
    private static final String SCOPE = "scope";
    private static final String OPERATION = "operation";

    boolean isToPeople() {
        return to == To.PEOPLE;
    }

    /** Of the version whose last entry is the action's. */
    Owed owed(ServiceRequest next) {
        TimelineEntry entry = next.timeline().getLast();
        return Owed.of(
                entry.operation() + ":" + notice + ":" + to,
                KIND,
                Map.of(
                        NOTICE,
                        notice.name(),
                        TO,
                        to.name(),
                        SCOPE,
                        scope,
                        OPERATION,
                        entry.operation()),
                entry.at());
    }

    static NoticeDebt of(Owed owed) {
        Map<String, String> detail = owed.detail();
        return new NoticeDebt(
                RequestNotice.valueOf(detail.getOrDefault(NOTICE, "")),
                To.valueOf(detail.getOrDefault(TO, "")),
                detail.getOrDefault(SCOPE, ""));
    }

    /** The operation whose entry it is about. */
    static String operationOf(Owed owed) {
        return owed.detail().getOrDefault(OPERATION, "");
    }

    /** Who is told. */
    enum To {
        /** The owner, then every co-signer. */
        PEOPLE,
        /** The clerk who was given it by this action. */
        ASSIGNEE,
        /** The clerk who has it, or all who act for the unit while nobody has. */
        UNIT,
        /** The councils and supervisors of an area, or nearest to it, going up. */
        DESK,
        /** The councils and supervisors nearest to the desk that has it, going up. */
        APPROVERS
    }
}
