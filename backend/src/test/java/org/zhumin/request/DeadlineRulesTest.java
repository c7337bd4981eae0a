package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhumin.platform.calendar.TestCalendar.at;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.platform.InvalidConfiguration;

class DeadlineRulesTest {
    private static final String VERSION =
            """
                - version: "%s"
                  from: %s
                  accept: 2wh
                  sign: 1wd
                  returning: 2wd
                  silence: 7wd
                  reopen: 15wd
                  extensions: {times: 1, working-days: 10}
                  kinds: {CONSULT: {resolve: %s}, HELP: {resolve: 5wd}, SUGGEST: {resolve: 5wd}, COMPLAINT: {resolve: 10wd}, REPORT: {resolve: 15wd}}
                  categories: [{code: roads, sign: 3wh}, {code: roads-lamp, kinds: [HELP], resolve: 3wd}]
            """;
    private static final String FILE =
            "zhumin.request-deadlines:\n"
                    + "  escalation: {first-after-days: 1, next-after-days: 3}\n"
                    + "  versions:\n"
                    + VERSION.formatted("a", "2025-01-01", "2wd")
                    + VERSION.formatted("b", "2026-07-01", "1wd");

    @ParameterizedTest
    @CsvSource({
        "CONSULT, , 2wh, 1wd, 2wd",
        "HELP, , 2wh, 1wd, 5wd",
        "SUGGEST, , 2wh, 1wd, 5wd",
        "COMPLAINT, , 2wh, 1wd, 10wd",
        "REPORT, , 2wh, 1wd, 15wd",
        "HELP, roads-lamp, 2wh, 1wd, 5wd",
        "HELP, utilities, 2wh, 2wh, 24h",
        "HELP, utilities-gas, 2wh, 2wh, 24h",
        "CONSULT, utilities-gas, 2wh, 1wd, 2wd",
        "HELP, housing-lift, 1h, 1h, 24h",
        "COMPLAINT, housing-lift, 2wh, 1wd, 10wd",
        "HELP, no-such-category, 2wh, 1wd, 5wd"
    })
    void aRequestHasTheLimitsOfItsKindAndCategory(
            RequestKind kind, String category, String accept, String sign, String resolve) {
        Limits limits = DeadlineFixture.RULES.limits(kind, category, at("2026-11-24 10:00"));
        assertThat(limits.accept()).isEqualTo(Limit.of(accept));
        assertThat(limits.sign()).isEqualTo(Limit.of(sign));
        assertThat(limits.resolve()).isEqualTo(Limit.of(resolve));
        assertThat(limits.returning()).isEqualTo(Limit.of("2wd"));
        assertThat(limits.silence()).isEqualTo(Limit.of("7wd"));
        assertThat(limits.reopen()).isEqualTo(Limit.of("15wd"));
        assertThat(limits.extensions()).isEqualTo(1);
        assertThat(limits.extensionDays()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-01 10:00, a, 2wd",
        "2026-06-30 23:59, a, 2wd",
        "2026-07-01 00:00, b, 1wd",
        "2027-01-01 00:00, b, 1wd"
    })
    void theDayOfSubmissionDecidesTheVersion(String at, String version, String resolve) {
        Limits limits = DeadlineFixture.rules(FILE).limits(RequestKind.CONSULT, null, at(at));
        assertThat(limits.version()).isEqualTo(version);
        assertThat(limits.resolve()).isEqualTo(Limit.of(resolve));
    }

    @Test
    void eachLimitComesFromTheDeepestCategoryThatHasIt() {
        DeadlineRules rules = DeadlineFixture.rules(FILE);
        Limits help = rules.limits(RequestKind.HELP, "roads-lamp", at("2026-11-24 10:00"));
        assertThat(help.sign()).isEqualTo(Limit.of("3wh"));
        assertThat(help.resolve()).isEqualTo(Limit.of("3wd"));
        Limits complaint =
                rules.limits(RequestKind.COMPLAINT, "roads-lamp", at("2026-11-24 10:00"));
        assertThat(complaint.sign()).isEqualTo(Limit.of("3wh"));
        assertThat(complaint.resolve()).isEqualTo(Limit.of("10wd"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REPORT: {resolve: 15wd} | REPORT: {resolve: 15xx} | resolve",
                ", REPORT: {resolve: 15wd} | '' | does not name every kind",
                "code: roads, | code: rods, | there is no category 'rods'",
                "from: 2026-07-01 | from: 2024-07-01 | begins before",
                "version: \"b\" | version: \"a\" | the same name",
            })
    void aMistakeIsNamed(String part, String mistake, String sentence) {
        String file = FILE.replace(part, mistake);
        assertThat(file).isNotEqualTo(FILE);
        assertThatThrownBy(() -> DeadlineFixture.rules(file)).hasStackTraceContaining(sentence);
    }

    @Test
    void mistakesStopTheStart() {
        String file = FILE.replace("code: roads,", "code: rods,");
        assertThatThrownBy(() -> DeadlineFixture.rules(file))
                .isInstanceOf(InvalidConfiguration.class);
    }
}
