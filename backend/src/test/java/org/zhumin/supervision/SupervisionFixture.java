package org.zhumin.supervision;

import org.zhumin.identity.Actor;
import org.zhumin.identity.Grant;
import org.zhumin.identity.Role;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.web.FactKey;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Orders and cases in any state, made through their real transitions, and the people around. */
final class SupervisionFixture {
    static final Instant NOW = Instant.parse("2026-11-24T04:00:00.123Z");
    static final Instant DUE = NOW.plusSeconds(86_400);
    static final OrganizationId UNIT = new OrganizationId("unit");

    private SupervisionFixture() {}

    static List<AreaCode> path(String... codes) {
        return Stream.of(codes).map(AreaCode::new).toList();
    }

    static Matter matter(String subject) {
        return new Matter(
                new Subject(Subject.Type.REQUEST, subject),
                UNIT,
                "演示单位",
                path("520100", "520102", "520102016"));
    }

    static Step step(String actor) {
        return step(actor, NOW.plusSeconds(60));
    }

    static Step step(String actor, Instant at) {
        return new Step(at, new ResidentId(actor), new FactKey(Ids.random(), "hash"));
    }

    static Rectification issued(String subject) {
        return issued(matter(subject), NOW);
    }

    static Rectification issued(Matter matter, Instant at) {
        return Rectification.issue(
                RectificationId.of(matter.subject(), Trigger.OVERDUE, "1"),
                matter,
                Trigger.OVERDUE,
                "限期修复路灯",
                DUE,
                null,
                at);
    }

    static Rectification in(RectificationState state) {
        Rectification issued = issued(Ids.random());
        return switch (state) {
            case ISSUED -> issued;
            case SUBMITTED -> issued.submit("已修复", step("clerk"));
            case VERIFIED -> in(RectificationState.SUBMITTED).pass("属实", step("inspector"));
            case FAILED ->
                    in(RectificationState.SUBMITTED)
                            .fail("仍有两盏不亮", DUE.plusSeconds(86_400), step("inspector"));
            case ESCALATED -> issued.escalate("逾期未改", null, step("inspector"));
        };
    }

    static Rectification perform(RectificationAction action, Rectification order) {
        return switch (action) {
            case SUBMIT -> order.submit("已修复", step("clerk"));
            case VERIFY -> order.pass("属实", step("inspector"));
            case ESCALATE -> order.escalate("逾期未改", null, step("inspector"));
        };
    }

    static AccountabilityCase opened(String subject) {
        return AccountabilityCase.open(
                matter(subject), CaseLevel.REMIND, "多次逾期", step("inspector"));
    }

    static AccountabilityCase in(CaseState state) {
        AccountabilityCase opened = opened(Ids.random());
        return switch (state) {
            case OPEN -> opened;
            case ANSWERED -> opened.answer("已安排专人", step("clerk"));
            case CLOSED -> opened.close("不再追究", step("inspector"));
        };
    }

    static AccountabilityCase perform(CaseAction action, AccountabilityCase found) {
        return switch (action) {
            case ANSWER -> found.answer("已安排专人", step("clerk"));
            case CLOSE -> found.close("不再追究", step("inspector"));
        };
    }

    static Actor actor(String id, Grant... grants) {
        return new Actor(new ResidentId(id), "s", Verification.PHONE, List.of(), List.of(grants));
    }

    static Grant over(Role role, String area) {
        return new Grant(role, new AreaCode(area), null, List.of(), null, null);
    }

    static Grant forUnit(Role role, String area, String organization) {
        return new Grant(
                role, new AreaCode(area), new OrganizationId(organization), List.of(), null, null);
    }
}
