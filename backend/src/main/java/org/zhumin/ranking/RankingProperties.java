package org.zhumin.ranking;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.zhumin.platform.Require;
import org.zhumin.ranking.RankingFormula.Penalties;
import org.zhumin.ranking.RankingFormula.Weights;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How rankings are made.
 *
 * @param objectionTime how long organisations may object after a period was frozen
 * @param formula for the months that no formula in the database covers
 */
@ConfigurationProperties("zhumin.ranking")
record RankingProperties(
        @DefaultValue("5d") Duration objectionTime, @DefaultValue DefaultFormula formula) {
    RankingProperties {
        Require.notNull("zhumin.ranking.objection-time", objectionTime);
    }

    /**
     * The weights are points and add up to 100; there are no penalties.
     *
     * @param minN fewer orders than this are not ranked
     * @param exclusions reason codes
     */
    record DefaultFormula(
            @DefaultValue("default") String version,
            @DefaultValue("30") BigDecimal response,
            @DefaultValue("35") BigDecimal solution,
            @DefaultValue("35") BigDecimal satisfaction,
            @DefaultValue("10") long minN,
            @DefaultValue({"OUT_OF_SCOPE", "DUPLICATE", "MALICIOUS", "FORCE_MAJEURE"})
                    List<String> exclusions) {
        private static final String PROPERTY = "zhumin.ranking.formula";
        private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z._-]{1,40}");
        private static final Pattern REASON = Pattern.compile("[A-Z][A-Z_]{0,39}");

        DefaultFormula {
            Require.form(PROPERTY + ".version", version, VERSION, "1 to 40 of 0-9 A-Z a-z . _ -");
            Require.notNull(PROPERTY + ".response", response);
            Require.notNull(PROPERTY + ".solution", solution);
            Require.notNull(PROPERTY + ".satisfaction", satisfaction);
            Require.atLeast(PROPERTY + ".min-n", minN, 1);
            exclusions.forEach(
                    reason ->
                            Require.form(
                                    PROPERTY + ".exclusions", reason, REASON, "codes of reasons"));
            Require.require(
                    new Weights(response, solution, satisfaction).addUp(),
                    PROPERTY,
                    "the weights must add up to 100.");
        }

        private Weights weights() {
            return new Weights(response, solution, satisfaction);
        }

        RankingFormula toFormula() {
            return new RankingFormula(version, weights(), Penalties.NONE, minN, exclusions, null);
        }
    }
}
