package org.zhumin.request;

import org.zhumin.notice.NoticeType;

/**
 * What people are told about requests. The texts get {0} the number, {1} the title as others read
 * it, and {2} whom or what the sentence of the timeline names.
 */
enum RequestNotice implements NoticeType {
    ACCEPTED("request.accepted"),
    DISPATCHED("request.dispatched"),
    /** Handed back by a unit; it goes on. */
    REROUTED("request.rerouted"),
    PROGRESS("request.progress"),
    EXTENDED("request.extended"),
    PAUSED("request.paused"),
    RESUMED("request.resumed"),
    REPLIED("request.replied"),
    MERGED("request.merged"),
    REJECTED("request.rejected"),
    ESCALATED("request.escalated"),
    SUPERVISED("request.supervised"),
    REOPENED("request.reopened"),
    CLOSED("request.closed"),
    CLOSED_SILENT("request.closed-silent"),
    WITHDRAWN("request.withdrawn"),
    /** To a co-signer, who may rate it. */
    COSIGNED_REPLIED("request.cosigned.replied"),
    /** To a co-signer, of everything else. */
    COSIGNED_MOVED("request.cosigned.moved"),
    /** A project grew from it; {1} is the project's title. */
    PROJECT_LINKED("request.project-linked"),
    DESK_DISPATCHED("request.desk.dispatched"),
    DESK_ASSIGNED("request.desk.assigned"),
    /** Something waits for their decision. */
    DESK_APPROVAL_ASKED("request.desk.approval-asked"),
    DESK_DECIDED("request.desk.decided"),
    DESK_ESCALATED("request.desk.escalated"),
    DESK_SUPERVISED("request.desk.supervised"),
    DESK_RECTIFICATION("request.desk.rectification"),
    DESK_REOPENED("request.desk.reopened"),
    DESK_WITHDRAWN("request.desk.withdrawn"),
    DESK_APPEALED("request.desk.appealed"),
    DESK_SUPPLEMENTED("request.desk.supplemented");

    private final String code;

    RequestNotice(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** What a co-signer is told where the owner is told this. */
    RequestNotice forCosigner() {
        return this == REPLIED ? COSIGNED_REPLIED : COSIGNED_MOVED;
    }
}
