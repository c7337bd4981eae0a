package org.zhumin.ranking;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.zhumin.ranking.RankingFormula.Penalties;
import org.zhumin.ranking.RankingFormula.Weights;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * A formula as it is sent.
 *
 * @param weights points that add up to 100
 * @param penalties points; absent for none
 * @param exclusions reason codes; absent for none
 * @param from the first month, {@code yyyy-MM}, in the future
 */
record FormulaBody(
        @NotNull @Pattern(regexp = "[0-9A-Za-z._-]{1,40}") String version,
        @NotNull @Valid WeightsBody weights,
        @Nullable @Valid PenaltiesBody penalties,
        @NotNull @Min(1) @Max(1_000_000) Long minN,
        @Nullable @Size(max = 50)
                List<@NotNull @Pattern(regexp = "[A-Z][A-Z_]{0,39}") String> exclusions,
        @NotNull @Pattern(regexp = RankingController.PERIOD) String from) {
    RankingFormula toFormula() {
        return new RankingFormula(
                version,
                new Weights(weights.response, weights.solution, weights.satisfaction),
                penalties == null ? Penalties.NONE : penalties.toPenalties(),
                minN,
                exclusions == null ? List.of() : exclusions,
                from);
    }

    /** From 0 to 100, four decimals at most. */
    record WeightsBody(
            @NotNull @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 4)
                    BigDecimal response,
            @NotNull @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 4)
                    BigDecimal solution,
            @NotNull @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 4)
                    BigDecimal satisfaction) {}

    /** From 0 to 100, four decimals at most; absent for none. */
    record PenaltiesBody(
            @Nullable @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 4)
                    BigDecimal unconfirmed,
            @Nullable @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 4)
                    BigDecimal rejected,
            @Nullable @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 4)
                    BigDecimal reopened) {
        Penalties toPenalties() {
            return new Penalties(orNone(unconfirmed), orNone(rejected), orNone(reopened));
        }

        private static BigDecimal orNone(@Nullable BigDecimal points) {
            return Objects.requireNonNullElse(points, BigDecimal.ZERO);
        }
    }
}
