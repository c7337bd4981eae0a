package org.zhumin.ranking;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.zhumin.area.AreaLevel;
import org.zhumin.area.AreaName;
import org.zhumin.ranking.RankingRow.Ranked;

import java.time.Instant;
import java.util.List;

/**
 * A ranking as everybody sees it.
 *
 * @param from first moment of the month
 * @param to first moment of the next
 * @param level of the organisations; absent for all of them together
 * @param provisional whether it may still change
 * @param version of the edition; absent while there is none
 * @param versions every edition of the month
 * @param asOf when something was counted last; for an edition, when it was frozen
 * @param inputHash SHA-256 of {@code inputs.csv} of this edition
 * @param rows ranked ones first, best first, then those without rank
 * @param withoutOrders organisations of this area and level that nothing was counted for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RankingView(
        String period,
        Instant from,
        Instant to,
        AreaName area,
        @Nullable AreaLevel level,
        RankingStatus status,
        boolean provisional,
        @Nullable Integer version,
        List<Version> versions,
        String formulaVersion,
        RankingFormula formula,
        @Nullable Instant asOf,
        @Nullable String inputHash,
        List<RankingRow> rows,
        List<Ranked> withoutOrders) {
    /** One edition. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Version(
            int version,
            RankingStatus status,
            Instant frozenAt,
            Instant objectionsUntil,
            @Nullable Instant publishedAt,
            @Nullable String reason,
            String inputHash) {
        static Version of(Edition edition) {
            return new Version(
                    edition.version(),
                    RankingStatus.of(edition),
                    edition.frozenAt(),
                    edition.objectionsUntil(),
                    edition.publishedAt(),
                    edition.reason(),
                    edition.inputHash());
        }
    }
}
