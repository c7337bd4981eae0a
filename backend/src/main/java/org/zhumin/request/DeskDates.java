package org.zhumin.request;

import org.zhumin.kernel.FieldProblem;
import org.zhumin.platform.problem.PlatformProblem;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** Dates as staff write them. */
final class DeskDates {
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private DeskDates() {}

    /** Refuses years that no deadline has and no store holds. */
    static Instant instantOf(String field, OffsetDateTime written) {
        if (written.getYear() < FIRST_YEAR || written.getYear() > LAST_YEAR) {
            throw PlatformProblem.INVALID
                    .problem()
                    .withErrors(List.of(FieldProblem.of(field, "field.invalid")))
                    .refusal();
        }
        return written.toInstant();
    }
}
