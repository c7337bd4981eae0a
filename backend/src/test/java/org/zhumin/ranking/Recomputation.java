package org.zhumin.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import org.zhumin.testing.HttpTest.Answer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What anybody can do with {@code inputs.csv} and the published weights: floating point, one pass,
 * nothing of the application's own code.
 */
final class Recomputation {
    private Recomputation() {}

    /** That every row of the ranking of the whole city at level DISTRICT is in the file. */
    static void assertSays(String csv, Answer ranking) {
        Map<String, double[]> sums = new HashMap<>();
        List<String> lines = csv.lines().toList();
        List<String> names = List.of(lines.getFirst().split(","));
        for (String line : lines.subList(1, lines.size())) {
            String[] f = line.split(",", -1);
            String ending = f[names.indexOf("ending")];
            if (f[names.indexOf("counted")].equals("true")
                    && f[names.indexOf("organizationLevel")].equals("DISTRICT")
                    && !ending.equals("REJECTED")) {
                double[] s =
                        sums.computeIfAbsent(
                                f[names.indexOf("organizationId")], _ -> new double[6]);
                boolean silent = ending.equals("UNCONFIRMED");
                double raters = Integer.parseInt(f[names.indexOf("raters")]);
                double mean = Integer.parseInt(f[names.indexOf("satisfactionSum")]) / raters;
                boolean inTime =
                        f[names.indexOf("signedInTime")].equals("true")
                                && f[names.indexOf("respondedInTime")].equals("true");
                s[0]++;
                s[1] += inTime ? 1 : 0;
                s[2] += silent ? 0 : 1;
                s[3] += ending.equals("SOLVED") ? 1 : 0;
                s[4] += raters > 0 && !silent ? 1 : 0;
                s[5] += raters > 0 && !silent && mean >= 4 ? 1 : 0;
            }
        }
        List<Map<String, Object>> rows = ranking.at("$.rows");
        assertThat(rows).hasSameSizeAs(sums.keySet());
        for (Map<String, Object> row : rows) {
            double[] s = sums.get(((Map<?, ?>) row.get("organization")).get("id"));
            double score = 30 * s[1] / s[0] + 35 * s[3] / s[2] + 35 * s[5] / s[4];
            assertClose(row.get("n"), s[0]);
            assertClose(row.get("response"), s[1] / s[0]);
            assertClose(row.get("solution"), s[3] / s[2]);
            assertClose(row.get("satisfaction"), s[5] / s[4]);
            assertClose(row.get("score"), score);
        }
    }

    private static void assertClose(Object shown, double computed) {
        assertThat(((Number) shown).doubleValue())
                .isCloseTo(computed, org.assertj.core.data.Offset.offset(0.00005001));
    }
}
