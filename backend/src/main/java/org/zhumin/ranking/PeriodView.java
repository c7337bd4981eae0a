package org.zhumin.ranking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A period after it was frozen or published: its last edition. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PeriodView(
        String period,
        @JsonUnwrapped RankingView.Version edition,
        String formulaVersion,
        long orders) {
    static PeriodView of(RankingPeriod period) {
        Edition last = period.editions().getLast();
        return new PeriodView(
                period.period(),
                RankingView.Version.of(last),
                last.formula().version(),
                last.orders());
    }
}
