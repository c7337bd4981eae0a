package org.zhumin.request;

import java.util.EnumSet;
import java.util.Set;

/** The work lists of the desk. */
enum DeskQueue {
    /** 待受理、待派遣: for those whose area has it. */
    TRIAGE(true, false),
    /** 本单位待签收、待回复: for the organisation that has it. */
    MINE(false, true),
    /** 超期: for both. */
    OVERDUE(true, true),
    /** 被退回、待重新派遣. */
    RETURNED(true, false),
    /** 督办中. */
    SUPERVISED(true, true),
    /** 待审批的延期、暂停、不计入考核. */
    WAITING_APPROVAL(true, true);

    private final boolean byArea;
    private final boolean byOrganization;

    DeskQueue(boolean byArea, boolean byOrganization) {
        this.byArea = byArea;
        this.byOrganization = byOrganization;
    }

    boolean isByArea() {
        return byArea;
    }

    boolean isByOrganization() {
        return byOrganization;
    }

    /** Whether anybody with this scope has such a list. */
    boolean isFor(Requests.Scope scope) {
        return (byArea && !scope.areas().isEmpty())
                || (byOrganization && !scope.organizations().isEmpty());
    }

    /**
     * The lists that a request is on. OVERDUE is here on which it may come to be: everything that
     * is due from staff; whether it is overdue is computed when the list is read. What was late
     * when its clock was stopped is on it again when the clock goes on.
     */
    static Set<DeskQueue> of(ServiceRequest request) {
        var queues = EnumSet.noneOf(DeskQueue.class);
        RequestState state = request.state();
        if (state == RequestState.RETURNED) {
            queues.add(RETURNED);
        } else if (state.isWithDesk()) {
            queues.add(TRIAGE);
        } else if (state.isWithHandler()) {
            queues.add(MINE);
        }
        if (request.dueAt() != null) {
            queues.add(OVERDUE);
        }
        if (state.isOpen() && request.supervision() != null) {
            queues.add(SUPERVISED);
        }
        if (request.approvals().stream().anyMatch(Approval::isPending)) {
            queues.add(WAITING_APPROVAL);
        }
        return queues;
    }
}
