package org.zhumin.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class TallySheetTest {
    @Property(tries = 200)
    void theOrderOfTheOrdersDoesNotMatter(@ForAll long seed, @ForAll @IntRange(max = 60) int n) {
        var random = new Random(seed);
        var all = new ArrayList<Contribution>();
        for (int i = 0; i < n; i++) {
            all.add(Contribution.of(Outcomes.random(random, "n" + i, 1)));
        }
        List<Tally> once = sum(all);
        Collections.shuffle(all, random);
        assertThat(sum(all)).isEqualTo(once);
    }

    @Property(tries = 200)
    void changesAddUpToARecount(@ForAll long seed, @ForAll @IntRange(max = 80) int changes) {
        var random = new Random(seed);
        var sheet = new TallySheet();
        Map<String, Contribution> counted = new HashMap<>();
        for (int revision = 1; revision <= changes; revision++) {
            String number = "n" + random.nextInt(10);
            Contribution after = Contribution.of(Outcomes.random(random, number, revision));
            sheet.subtract(counted.get(number)).add(after);
            counted.put(number, after);
        }
        assertThat(numbers(sheet.tallies())).isEqualTo(numbers(sum(counted.values())));
    }

    private static List<Tally> sum(Iterable<Contribution> all) {
        var sheet = new TallySheet();
        all.forEach(sheet::add);
        return sheet.tallies();
    }

    private static Map<String, Map<String, Tally.Row>> numbers(List<Tally> tallies) {
        var numbers = new HashMap<String, Map<String, Tally.Row>>();
        tallies.forEach(tally -> numbers.put(tally.key(), tally.rows()));
        return numbers;
    }
}
