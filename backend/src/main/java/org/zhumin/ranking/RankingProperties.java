package org.zhumin.ranking;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import org.zhumin.ranking.RankingFormula.Penalties;
import org.zhumin.ranking.RankingFormula.Weights;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * How rankings are made.
 *
 * @param objectionTime how long organisations may object after a period was frozen
 * @param formula for the months that no formula in the database covers
 */
@Validated
@ConfigurationProperties("zhumin.ranking")
record RankingProperties(
        @DefaultValue("5d") @NotNull Duration objectionTime,
        @DefaultValue @Valid DefaultFormula formula) {

    /**
     * The weights are points and add up to 100; there are no penalties.
     *
     * @param minN fewer orders than this are not ranked
     * @param exclusions reason codes
     */
    record DefaultFormula(
            @DefaultValue("default") @Pattern(regexp = "[0-9A-Za-z._-]{1,40}") String version,
            @DefaultValue("30") @NotNull BigDecimal response,
            @DefaultValue("35") @NotNull BigDecimal solution,
            @DefaultValue("35") @NotNull BigDecimal satisfaction,
            @DefaultValue("10") @Min(1) long minN,
            @DefaultValue({"OUT_OF_SCOPE", "DUPLICATE", "MALICIOUS", "FORCE_MAJEURE"})
                    List<@Pattern(regexp = "[A-Z][A-Z_]{0,39}") String> exclusions) {
        @AssertTrue(message = "the weights must add up to 100")
        boolean isComplete() {
            return weights().addUp();
        }

        private Weights weights() {
            return new Weights(response, solution, satisfaction);
        }

        RankingFormula toFormula() {
            return new RankingFormula(version, weights(), Penalties.NONE, minN, exclusions, null);
        }
    }
}
