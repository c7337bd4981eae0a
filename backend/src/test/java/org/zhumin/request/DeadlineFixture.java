package org.zhumin.request;

import static org.zhumin.platform.calendar.TestCalendar.at;

import org.zhumin.identity.Role;
import org.zhumin.platform.TestConfig;
import org.zhumin.platform.calendar.TestCalendar;
import org.zhumin.platform.calendar.WorkingCalendar;

/** The repository's deadlines, and requests at the moments that a test names. */
final class DeadlineFixture {
    static final WorkingCalendar CALENDAR = TestCalendar.ofRepository();
    private static final DeadlineFile FILE =
            TestConfig.file(DeadlineFile.SOURCE, DeadlineFile::read);
    static final DeadlineRules RULES = new DeadlineRules(FILE, categories());
    static final EscalationRules ESCALATION = new EscalationRules(FILE, CALENDAR);

    private DeadlineFixture() {}

    /** As if this were in the file. */
    static DeadlineRules rules(String yaml) {
        return new DeadlineRules(
                TestConfig.text(DeadlineFile.SOURCE, yaml, DeadlineFile::read), categories());
    }

    static Categories categories() {
        return TestConfig.file(Categories.SOURCE, Categories::read);
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
