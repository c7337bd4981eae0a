package org.zhumin.request;

import static org.zhumin.request.RequestState.ACCEPTED;
import static org.zhumin.request.RequestState.CLOSED;
import static org.zhumin.request.RequestState.DISPATCHED;
import static org.zhumin.request.RequestState.IN_PROGRESS;
import static org.zhumin.request.RequestState.MERGED;
import static org.zhumin.request.RequestState.REJECTED;
import static org.zhumin.request.RequestState.REPLIED;
import static org.zhumin.request.RequestState.RETURNED;
import static org.zhumin.request.RequestState.SUBMITTED;
import static org.zhumin.request.RequestState.WITHDRAWN;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The one table of what may be done to a request: from which states, by whom, where it leads, what
 * the timeline says of it and to whom, and on which further condition. Checks, {@code
 * allowedActions}, the documentation and the tests are made from it.
 */
public enum RequestAction {
    /** 受理: triage takes it up and may set category and title. */
    ACCEPT(
            "accept",
            from(SUBMITTED, RETURNED),
            by(Party.TRIAGE),
            to(ACCEPTED),
            TimelineEntry.Type.ACCEPTED,
            Audience.EVERYBODY,
            Need.NOTHING),
    /** 派遣: triage hands it to the organisation that must answer; again until signed. */
    DISPATCH(
            "dispatch",
            from(ACCEPTED, RETURNED, DISPATCHED, IN_PROGRESS),
            by(Party.TRIAGE),
            to(DISPATCHED),
            TimelineEntry.Type.DISPATCHED,
            Audience.EVERYBODY,
            Need.ESCALATED_IF_SIGNED),
    /** 签收: the handler takes it. The first that signs leads (首接负责). */
    SIGN(
            "sign",
            from(DISPATCHED),
            by(Party.HANDLER),
            to(IN_PROGRESS),
            TimelineEntry.Type.SIGNED,
            Audience.EVERYBODY,
            Need.NOTHING),
    /** 指定经办人. */
    ASSIGN(
            "assign",
            from(DISPATCHED, IN_PROGRESS),
            by(Party.HANDLER),
            to(),
            TimelineEntry.Type.ASSIGNED,
            Audience.DESK,
            Need.NOTHING),
    /** 退回: a wrongly routed one goes back to triage, within the limit. */
    RETURN(
            "return",
            from(DISPATCHED, IN_PROGRESS),
            by(Party.HANDLER),
            to(RETURNED),
            TimelineEntry.Type.RETURNED,
            Audience.EVERYBODY,
            Need.RETURN_IN_TIME),
    /** 进展. The handler chooses whether the public reads it. */
    PROGRESS(
            "progress",
            from(IN_PROGRESS),
            by(Party.HANDLER),
            to(),
            TimelineEntry.Type.PROGRESS,
            Audience.EVERYBODY,
            Need.NOTHING),
    /** 申请延期. */
    EXTENSION(
            "extension",
            from(IN_PROGRESS),
            by(Party.HANDLER),
            to(),
            TimelineEntry.Type.EXTENSION_ASKED,
            Audience.DESK,
            Need.NO_EXTENSION_PENDING),
    APPROVE_EXTENSION(
            "extension/approve",
            from(IN_PROGRESS),
            by(Party.APPROVER),
            to(),
            TimelineEntry.Type.EXTENDED,
            Audience.EVERYBODY,
            Need.EXTENSION_PENDING),
    REFUSE_EXTENSION(
            "extension/refuse",
            from(IN_PROGRESS),
            by(Party.APPROVER),
            to(),
            TimelineEntry.Type.EXTENSION_REFUSED,
            Audience.DESK,
            Need.EXTENSION_PENDING),
    /** 申请暂停计时. */
    PAUSE(
            "pause",
            from(IN_PROGRESS),
            by(Party.HANDLER),
            to(),
            TimelineEntry.Type.PAUSE_ASKED,
            Audience.DESK,
            Need.NO_PAUSE),
    APPROVE_PAUSE(
            "pause/approve",
            from(IN_PROGRESS),
            by(Party.APPROVER),
            to(),
            TimelineEntry.Type.PAUSED,
            Audience.EVERYBODY,
            Need.PAUSE_PENDING),
    REFUSE_PAUSE(
            "pause/refuse",
            from(IN_PROGRESS),
            by(Party.APPROVER),
            to(),
            TimelineEntry.Type.PAUSE_REFUSED,
            Audience.DESK,
            Need.PAUSE_PENDING),
    /** 恢复计时. */
    RESUME(
            "resume",
            from(IN_PROGRESS),
            by(Party.HANDLER, Party.TRIAGE),
            to(),
            TimelineEntry.Type.RESUMED,
            Audience.EVERYBODY,
            Need.PAUSED),
    /** 回复: the handler says what was done. */
    REPLY(
            "reply",
            from(IN_PROGRESS),
            by(Party.HANDLER),
            to(REPLIED),
            TimelineEntry.Type.REPLIED,
            Audience.EVERYBODY,
            Need.NOTHING),
    /** 合并: it is about the same as another one. */
    MERGE(
            "merge",
            from(SUBMITTED, ACCEPTED, RETURNED, DISPATCHED, IN_PROGRESS),
            by(Party.TRIAGE),
            to(MERGED),
            TimelineEntry.Type.MERGED,
            Audience.EVERYBODY,
            Need.NOTHING),
    /** 不予受理. */
    REJECT(
            "reject",
            from(SUBMITTED, ACCEPTED, RETURNED),
            by(Party.TRIAGE),
            to(REJECTED),
            TimelineEntry.Type.REJECTED,
            Audience.EVERYBODY,
            Need.NOTHING),
    /** 提级: the desk one level up has it from now on; its handler stays until sent elsewhere. */
    ESCALATE(
            "escalate",
            from(SUBMITTED, ACCEPTED, RETURNED, DISPATCHED, IN_PROGRESS),
            by(Party.TRIAGE, Party.SYSTEM),
            to(),
            TimelineEntry.Type.ESCALATED,
            Audience.EVERYBODY,
            Need.BELOW_THE_TOP),
    /** 督办: keeps the handler and watches. */
    SUPERVISE(
            "supervise",
            from(SUBMITTED, ACCEPTED, RETURNED, DISPATCHED, IN_PROGRESS, REPLIED),
            by(Party.SUPERVISOR),
            to(),
            TimelineEntry.Type.SUPERVISED,
            Audience.EVERYBODY,
            Need.NOTHING),
    /** 限期整改. */
    RECTIFY(
            "rectify",
            from(DISPATCHED, IN_PROGRESS, REPLIED, CLOSED),
            by(Party.SUPERVISOR, Party.TRIAGE),
            to(),
            TimelineEntry.Type.RECTIFICATION,
            Audience.DESK,
            Need.NOTHING),
    /** 回访: the supervisor asks those who said nothing. */
    CALLBACK(
            "callback",
            from(REPLIED, CLOSED),
            by(Party.SUPERVISOR),
            to(CLOSED, IN_PROGRESS),
            TimelineEntry.Type.CALLED_BACK,
            Audience.EVERYBODY,
            Need.UNCONFIRMED_IF_CLOSED),
    /** 申请不计入考核. */
    EXCLUSION(
            "exclusion",
            from(DISPATCHED, IN_PROGRESS, REPLIED, CLOSED),
            by(Party.HANDLER),
            to(),
            TimelineEntry.Type.EXCLUSION_ASKED,
            Audience.DESK,
            Need.NO_EXCLUSION),
    APPROVE_EXCLUSION(
            "exclusion/approve",
            from(DISPATCHED, IN_PROGRESS, REPLIED, CLOSED),
            by(Party.APPROVER),
            to(),
            TimelineEntry.Type.EXCLUDED,
            Audience.DESK,
            Need.EXCLUSION_PENDING),
    REFUSE_EXCLUSION(
            "exclusion/refuse",
            from(DISPATCHED, IN_PROGRESS, REPLIED, CLOSED),
            by(Party.APPROVER),
            to(),
            TimelineEntry.Type.EXCLUSION_REFUSED,
            Audience.DESK,
            Need.EXCLUSION_PENDING),
    /** 联系诉求人: shows how to reach who asked; audited with its purpose. */
    CONTACT(
            "contact",
            from(SUBMITTED, ACCEPTED, RETURNED, DISPATCHED, IN_PROGRESS, REPLIED),
            by(Party.HANDLER, Party.TRIAGE),
            to(),
            TimelineEntry.Type.CONTACTED,
            Audience.DESK,
            Need.NO_REPORT),
    /** 撤回. */
    WITHDRAW(
            "withdraw",
            from(SUBMITTED, ACCEPTED, RETURNED, DISPATCHED, IN_PROGRESS),
            by(Party.OWNER),
            to(WITHDRAWN),
            TimelineEntry.Type.WITHDRAWN,
            Audience.EVERYBODY,
            Need.NOTHING),
    /** 申诉: a rejection is looked at again, one level up, once. */
    APPEAL(
            "appeal",
            from(REJECTED),
            by(Party.OWNER),
            to(SUBMITTED),
            TimelineEntry.Type.APPEALED,
            Audience.OWNER,
            Need.FIRST_APPEAL_IN_TIME),
    /** 补充. */
    SUPPLEMENT(
            "supplement",
            from(SUBMITTED, ACCEPTED, RETURNED, DISPATCHED, IN_PROGRESS),
            by(Party.OWNER),
            to(),
            TimelineEntry.Type.SUPPLEMENTED,
            Audience.OWNER,
            Need.NOTHING),
    /** 确认: the owner says whether it is solved. */
    CONFIRM(
            "confirmation",
            from(REPLIED),
            by(Party.OWNER),
            to(CLOSED, IN_PROGRESS),
            TimelineEntry.Type.CONFIRMED,
            Audience.EVERYBODY,
            Need.NOTHING),
    /** 评价: a co-signer rates; it decides only when the owner is silent. */
    RATE(
            "confirmation",
            from(REPLIED, CLOSED),
            by(Party.COSIGNER),
            to(),
            TimelineEntry.Type.RATED,
            Audience.DESK,
            Need.ROOM_FOR_RATINGS),
    /** 重新办理: not solved after all; the same handler has it again. */
    REOPEN(
            "reopen",
            from(CLOSED),
            by(Party.OWNER, Party.COSIGNER),
            to(IN_PROGRESS),
            TimelineEntry.Type.REOPENED,
            Audience.EVERYBODY,
            Need.REOPEN_IN_TIME),
    /** 逾期未确认: what nobody answers is closed, as the co-signers say or as unconfirmed. */
    CLOSE_SILENT(
            "",
            from(REPLIED),
            by(Party.SYSTEM),
            to(CLOSED, IN_PROGRESS),
            TimelineEntry.Type.CLOSED_SILENT,
            Audience.EVERYBODY,
            Need.SILENT_LONG_ENOUGH);

    private final String path;

    @SuppressWarnings("ImmutableEnumChecker") // of List.of, as are the next two
    private final List<RequestState> from;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Party> parties;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<RequestState> targets;

    private final TimelineEntry.Type type;
    private final Audience audience;
    private final Need need;

    RequestAction(
            String path,
            List<RequestState> from,
            List<Party> parties,
            List<RequestState> targets,
            TimelineEntry.Type type,
            Audience audience,
            Need need) {
        this.path = path;
        this.from = from;
        this.parties = parties;
        this.targets = targets;
        this.type = type;
        this.audience = audience;
        this.need = need;
    }

    private static List<RequestState> from(RequestState... states) {
        return List.of(states);
    }

    private static List<Party> by(Party... parties) {
        return List.of(parties);
    }

    private static List<RequestState> to(RequestState... states) {
        return List.of(states);
    }

    /** The end of its address; empty for what no call does. */
    String path() {
        return path;
    }

    List<RequestState> from() {
        return from;
    }

    /** Who may act; whoever is several acts as the first. */
    List<Party> parties() {
        return parties;
    }

    /** Where it may lead; empty where the state stays. */
    List<RequestState> targets() {
        return targets;
    }

    TimelineEntry.Type type() {
        return type;
    }

    Audience audience() {
        return audience;
    }

    Need need() {
        return need;
    }

    boolean isAllowedFor(ServiceRequest request, Instant now) {
        return from.contains(request.state()) && need.isMet(request, now);
    }

    /** What a call may do now, whoever makes it. */
    static List<RequestAction> allowedFor(ServiceRequest request, Instant now) {
        return Arrays.stream(values())
                .filter(action -> !action.path.isEmpty() && action.isAllowedFor(request, now))
                .toList();
    }

    /** Who acts. */
    public enum Party {
        /** A council or supervisor of the area that has it now. */
        TRIAGE,
        /** Somebody who acts for the organisation that has it. */
        HANDLER,
        /** A council or supervisor of the area, but nobody of the handling organisation. */
        APPROVER,
        /** A supervisor of the area. */
        SUPERVISOR,
        /** The resident who submitted it. */
        OWNER,
        /** A resident who supports it. */
        COSIGNER,
        /** The service itself, when a limit has passed. */
        SYSTEM
    }
}
