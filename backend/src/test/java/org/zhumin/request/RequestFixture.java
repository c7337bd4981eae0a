package org.zhumin.request;

import org.zhumin.identity.Actor;
import org.zhumin.identity.Grant;
import org.zhumin.identity.Role;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.web.FactKey;
import org.zhumin.wechat.TextVerdict.Suggestion;

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
    static final ResidentId OWNER = new ResidentId("owner");
    static final Handler HANDLER = new Handler(new OrganizationId("unit"), "演示单位");

    private RequestFixture() {}

    static Draft draft() {
        return new Draft(
                RequestKind.HELP,
                "roads-lamp",
                "路灯不亮",
                "巷口路灯坏了三天",
                new Place(PATH, "grid1", new GeoPoint(106.71234, 26.57891), "某巷口"),
                Map.of("fault", "不亮"),
                true);
    }

    static Step step(String actor) {
        return new Step(START, new ResidentId(actor), new FactKey(Ids.random(), "hash"));
    }

    static ServiceRequest submitted() {
        return submitted(draft());
    }

    static ServiceRequest submitted(Draft draft) {
        return ServiceRequest.submit(draft, "20261124000001", Suggestion.PASS, step("owner"));
    }

    static ServiceRequest in(RequestState state) {
        return switch (state) {
            case SUBMITTED -> submitted();
            case ACCEPTED -> perform(RequestAction.ACCEPT, in(RequestState.SUBMITTED));
            case DISPATCHED -> perform(RequestAction.DISPATCH, in(RequestState.ACCEPTED));
            case IN_PROGRESS -> perform(RequestAction.SIGN, in(RequestState.DISPATCHED));
            case REPLIED -> perform(RequestAction.REPLY, in(RequestState.IN_PROGRESS));
            case CLOSED -> perform(RequestAction.CONFIRM, in(RequestState.REPLIED));
        };
    }

    static ServiceRequest perform(RequestAction action, ServiceRequest request) {
        return switch (action) {
            case ACCEPT -> request.accept(null, null, true, step("triage"));
            case DISPATCH -> request.dispatch(HANDLER, "请尽快", step("triage"));
            case SIGN -> request.sign(step("clerk"));
            case REPLY -> request.reply("已修好", step("clerk"));
            case CONFIRM -> request.confirm(Outcome.SOLVED, 5, "谢谢", step("owner"));
        };
    }

    static Actor resident(String id) {
        return new Actor(new ResidentId(id), "s", Verification.PHONE, List.of(), List.of());
    }

    static Actor staff(Role role, String area) {
        return withGrant(new Grant(role, new AreaCode(area), null, List.of(), null, null));
    }

    static Actor clerkOf(Role role, String organization) {
        return withGrant(
                new Grant(role, null, new OrganizationId(organization), List.of(), null, null));
    }

    private static Actor withGrant(Grant grant) {
        return new Actor(
                new ResidentId("staff"), "s", Verification.PHONE, List.of(), List.of(grant));
    }
}
