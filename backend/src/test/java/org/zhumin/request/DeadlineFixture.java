package org.zhumin.request;

import static org.zhumin.platform.calendar.TestCalendar.at;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.zhumin.identity.Role;
import org.zhumin.platform.calendar.TestCalendar;
import org.zhumin.platform.calendar.WorkingCalendar;

import java.nio.charset.StandardCharsets;

/** The repository's deadlines, and requests at the moments that a test names. */
final class DeadlineFixture {
    static final WorkingCalendar CALENDAR = TestCalendar.ofRepository();
    static final DeadlineRules RULES = rules(file("config/request-deadlines.yaml"));

    static final EscalationRules ESCALATION =
            new EscalationRules(properties(file("config/request-deadlines.yaml")), CALENDAR);

    private DeadlineFixture() {}

    static Resource file(String path) {
        return new FileSystemResource(path);
    }

    static Resource text(String yaml) {
        return new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8));
    }

    static DeadlineProperties properties(Resource yaml) {
        return TestCalendar.bind(yaml, "zhumin.request-deadlines", DeadlineProperties.class);
    }

    static DeadlineRules rules(Resource yaml) {
        return new DeadlineRules(properties(yaml), categories());
    }

    static Categories categories() {
        return new Categories(
                TestCalendar.bind(
                        file("config/request-categories.yaml"),
                        "zhumin.request",
                        RequestProperties.class));
    }

    static Limits limits(RequestKind kind) {
        return RULES.limits(kind, null, at("2026-11-24 10:00"));
    }

    static Deadlines started(RequestKind kind, String when) {
        return Deadlines.start(limits(kind), at(when), CALENDAR);
    }

    /** Accepted, dispatched and signed at the same moment. */
    static Deadlines signed(RequestKind kind, String when) {
        return started(kind, when)
                .accepted(limits(kind), at(when), CALENDAR)
                .dispatched(at(when), CALENDAR)
                .signed(at(when));
    }

    static DeadlineApproval approval(String requested, String decided) {
        return new DeadlineApproval("材料待补", at(requested), at(decided), Role.SUPERVISOR);
    }
}
