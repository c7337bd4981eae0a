package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.testing.ApplicationTest;

import java.util.List;

class CategoryHttpTest extends ApplicationTest {
    /** As {@code config/request-deadlines.yaml} has them; the deepest category counts. */
    @ParameterizedTest
    @CsvSource({
        "roads-lamp, HELP, accept, 2, WORKING_HOURS",
        "roads-lamp, HELP, resolve, 5, WORKING_DAYS",
        "roads-lamp, COMPLAINT, resolve, 10, WORKING_DAYS",
        "utilities-water, HELP, resolve, 24, HOURS",
        "housing-lift, HELP, accept, 1, HOURS"
    })
    void tellsHowLongEachStepMayTake(
            String category, String kind, String step, int amount, String unit) {
        Answer answer = get("/api/v1/request-categories", null);
        String limit =
                "$.items[*].children[?(@.code=='%s')].deadlines.%s.%s."
                        .formatted(category, kind, step);
        assertThat(answer.<List<Integer>>at(limit + "amount")).containsExactly(amount);
        assertThat(answer.<List<String>>at(limit + "unit")).containsExactly(unit);
    }
}
