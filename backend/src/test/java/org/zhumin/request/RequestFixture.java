package org.zhumin.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.zhumin.area.AreaLevel;
import org.zhumin.identity.Actor;
import org.zhumin.identity.FieldCipher;
import org.zhumin.identity.Grant;
import org.zhumin.identity.Role;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.SecretRing;
import org.zhumin.platform.Secrets;
import org.zhumin.platform.web.FactKey;
import org.zhumin.request.RequestAction.Party;
import org.zhumin.wechat.TextVerdict.Suggestion;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Requests in any state, made through their real transitions, and the people around them. */
final class RequestFixture {
    static final Instant START = Instant.parse("2026-11-24T04:00:00.123Z");
    static final List<AreaCode> PATH =
            List.of(
                    new AreaCode("520100"),
                    new AreaCode("520102"),
                    new AreaCode("520102016"),
                    new AreaCode("520102016003"));
    static final Clocks CLOCKS = new Clocks(DeadlineFixture.CALENDAR, DeadlineFixture.RULES);
    static final ResidentId OWNER = new ResidentId("owner");
    static final Handler HANDLER = new Handler(new OrganizationId("unit"), "演示单位", AreaLevel.CITY);

    static final Handler NEXT =
            new Handler(new OrganizationId("next"), "演示下一单位", AreaLevel.DISTRICT);

    private RequestFixture() {}

    static Draft draft() {
        return new Draft(
                RequestKind.HELP,
                "roads-lamp",
                "路灯不亮",
                "巷口路灯坏了三天",
                new Place(PATH, "grid1", new GeoPoint(106.71234, 26.57891), "某巷口"),
                Map.of("fault", "不亮"),
                List.of(),
                null,
                Origin.APP,
                true);
    }

    static Step step(String actor) {
        return step(actor, START);
    }

    /** As whom does not matter to a transition but for the entry that it writes. */
    static Step step(String actor, Instant at) {
        var party =
                switch (actor) {
                    case "owner" -> Party.OWNER;
                    case "cosigner" -> Party.COSIGNER;
                    case "clerk" -> Party.HANDLER;
                    case "supervisor" -> Party.SUPERVISOR;
                    case "approver" -> Party.APPROVER;
                    default -> Party.TRIAGE;
                };
        return new Step(
                at, new ResidentId(actor), party, new FactKey(Ids.random(), "hash"), CLOCKS);
    }

    static ServiceRequest submitted() {
        return submitted(draft());
    }

    static ServiceRequest submitted(Draft draft) {
        return ServiceRequest.submit(
                draft, "20261124000001", Suggestion.PASS, OWNER, step("owner"));
    }

    static ServiceRequest in(RequestState state) {
        return switch (state) {
            case SUBMITTED -> submitted();
            case ACCEPTED -> perform(RequestAction.ACCEPT, in(RequestState.SUBMITTED));
            case DISPATCHED -> perform(RequestAction.DISPATCH, in(RequestState.ACCEPTED));
            case IN_PROGRESS -> perform(RequestAction.SIGN, in(RequestState.DISPATCHED));
            case REPLIED -> perform(RequestAction.REPLY, in(RequestState.IN_PROGRESS));
            case CLOSED -> perform(RequestAction.CONFIRM, in(RequestState.REPLIED));
            case RETURNED -> perform(RequestAction.RETURN, in(RequestState.DISPATCHED));
            case MERGED -> perform(RequestAction.MERGE, in(RequestState.ACCEPTED));
            case REJECTED -> perform(RequestAction.REJECT, in(RequestState.SUBMITTED));
            case WITHDRAWN -> perform(RequestAction.WITHDRAW, in(RequestState.SUBMITTED));
        };
    }

    static ServiceRequest perform(RequestAction action, ServiceRequest request) {
        return perform(action, request, START);
    }

    static Instant daysAfter(Instant at, int days) {
        return at.plus(Duration.ofDays(days));
    }

    static ServiceRequest perform(RequestAction action, ServiceRequest request, Instant at) {
        return switch (action) {
            case ACCEPT -> TriageMoves.accept(request, null, null, true, step("triage", at));
            case DISPATCH -> TriageMoves.dispatch(request, HANDLER, "请尽快", step("triage", at));
            case MERGE -> TriageMoves.merge(request, submitted(), step("triage", at));
            case REJECT ->
                    TriageMoves.reject(
                            request, RejectReason.OTHER_CITY, "请向当地反映", step("triage", at));
            case ESCALATE -> TriageMoves.escalate(request, "拖延", "上一级", step("triage", at));
            case SIGN -> HandlerMoves.sign(request, step("clerk", at));
            case ASSIGN ->
                    HandlerMoves.assign(request, new ResidentId("clerk2"), step("clerk", at));
            case RETURN ->
                    HandlerMoves.giveBack(
                            request, ReturnReason.OTHER_DUTY, "不归我们管", NEXT, step("clerk", at));
            case PROGRESS ->
                    HandlerMoves.progress(request, "已派人", List.of(), true, step("clerk", at));
            case RESUME -> HandlerMoves.resume(request, step("clerk", at));
            case REPLY -> HandlerMoves.reply(request, "已修好", List.of(), step("clerk", at));
            case CONTACT -> HandlerMoves.contact(request, "核实地点", step("clerk", at));
            case EXTENSION ->
                    ApprovalMoves.askExtension(
                            request,
                            CLOCKS.calendar().plusWorkingDays(request.deadlines().resolveBy(), 5),
                            "等备件",
                            step("clerk", at));
            case PAUSE -> ApprovalMoves.askPause(request, "等天晴", step("clerk", at));
            case EXCLUSION ->
                    ApprovalMoves.askExclusion(
                            request, ExclusionReason.FORCE_MAJEURE, "暴雨", step("clerk", at));
            case APPROVE_EXTENSION -> approve(request, Approval.Kind.EXTENSION, at);
            case APPROVE_PAUSE -> approve(request, Approval.Kind.PAUSE, at);
            case APPROVE_EXCLUSION -> approve(request, Approval.Kind.EXCLUSION, at);
            case REFUSE_EXTENSION -> refuse(request, Approval.Kind.EXTENSION, at);
            case REFUSE_PAUSE -> refuse(request, Approval.Kind.PAUSE, at);
            case REFUSE_EXCLUSION -> refuse(request, Approval.Kind.EXCLUSION, at);
            case SUPERVISE ->
                    SupervisionMoves.supervise(
                            request,
                            Oversight.Level.URGENT,
                            daysAfter(at, 3),
                            "盯紧",
                            step("supervisor", at));
            case RECTIFY ->
                    SupervisionMoves.rectify(
                            request, daysAfter(at, 3), "限期整改", step("supervisor", at));
            case CALLBACK ->
                    SupervisionMoves.callback(
                            request, Outcome.SOLVED, 4, "电话回访", step("supervisor", at));
            case CLOSE_SILENT -> SupervisionMoves.closeSilent(request, Step.ofSystem(at, CLOCKS));
            case WITHDRAW -> ResidentMoves.withdraw(request, "已自行解决", step("owner", at));
            case APPEAL -> ResidentMoves.appeal(request, "请再看看", null, step("owner", at));
            case SUPPLEMENT ->
                    ResidentMoves.supplement(request, "还在三号楼", List.of(), null, step("owner", at));
            case CONFIRM -> confirm(request, Outcome.SOLVED, at);
            case RATE -> ResidentMoves.rate(request, Outcome.SOLVED, 3, null, step("cosigner", at));
            case REOPEN -> ResidentMoves.reopen(request, "又不亮了", step("owner", at));
        };
    }

    static ServiceRequest confirm(ServiceRequest request, Outcome outcome, Instant at) {
        return ResidentMoves.confirm(request, outcome, 5, "谢谢", step("owner", at));
    }

    private static ServiceRequest approve(ServiceRequest request, Approval.Kind kind, Instant at) {
        return ApprovalMoves.approve(request, kind, Role.COUNCIL, step("approver", at));
    }

    private static ServiceRequest refuse(ServiceRequest request, Approval.Kind kind, Instant at) {
        return ApprovalMoves.refuse(request, kind, "理由不足", step("approver", at));
    }

    /**
     * One in this state on which the action can be done, as far as the state allows it: what must
     * have been asked for, escalated, or waited for, has been.
     */
    static ServiceRequest readyFor(RequestAction action, RequestState state) {
        ServiceRequest request = in(state);
        return switch (action) {
            case DISPATCH ->
                    state == RequestState.IN_PROGRESS
                            ? perform(RequestAction.ESCALATE, request, START.plusSeconds(1))
                            : request;
            case APPROVE_EXTENSION, REFUSE_EXTENSION ->
                    performIfAllowed(RequestAction.EXTENSION, request);
            case APPROVE_PAUSE, REFUSE_PAUSE -> performIfAllowed(RequestAction.PAUSE, request);
            case APPROVE_EXCLUSION, REFUSE_EXCLUSION ->
                    performIfAllowed(RequestAction.EXCLUSION, request);
            case RESUME ->
                    performIfAllowed(
                            RequestAction.APPROVE_PAUSE,
                            performIfAllowed(RequestAction.PAUSE, request));
            case CALLBACK ->
                    state == RequestState.CLOSED
                            ? closedSilently(in(RequestState.REPLIED))
                            : request;
            default -> request;
        };
    }

    private static ServiceRequest closedSilently(ServiceRequest replied) {
        return perform(RequestAction.CLOSE_SILENT, replied, replied.confirmBy().plusMillis(1));
    }

    /** Taken up, sent to this handler and signed, all at this moment. */
    static ServiceRequest signedBy(Handler handler, Instant at) {
        return HandlerMoves.sign(sentTo(handler, at), step("clerk", at));
    }

    /** Taken up and sent to this handler at this moment. */
    static ServiceRequest sentTo(Handler handler, Instant at) {
        var accepted = perform(RequestAction.ACCEPT, submitted(), at);
        return TriageMoves.dispatch(accepted, handler, null, step("triage", at));
    }

    static ServiceRequest performIfAllowed(RequestAction action, ServiceRequest request) {
        return action.isAllowedFor(request, START) ? perform(action, request) : request;
    }

    static Actor resident(String id) {
        return new Actor(new ResidentId(id), "s", Verification.PHONE, List.of(), List.of());
    }

    static Actor staff(Role role, String area) {
        return with(new Grant(role, new AreaCode(area), null, List.of(), null, null));
    }

    static Actor clerkOf(Role role, String organization) {
        return with(new Grant(role, null, new OrganizationId(organization), List.of(), null, null));
    }

    static Actor with(Grant grant) {
        return new Actor(
                new ResidentId("staff"), "s", Verification.PHONE, List.of(), List.of(grant));
    }

    /** Encrypts with a secret of the tests. */
    static MongoRequestSeals seals() {
        var secrets = new Secrets("a secret of thirty-two bytes for tests".getBytes(UTF_8));
        return new MongoRequestSeals(
                new FieldCipher(new SecretRing(secrets, List.of())), JsonMapper.shared());
    }
}
