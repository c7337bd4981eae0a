package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.vote.Tally;
import org.zhumin.vote.VoteStep;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class ProjectTalliesTest {
    private final ProjectTallies tallies =
            new ProjectTallies(
                    null,
                    null,
                    new ProjectProperties(Duration.ZERO, Duration.ZERO, 5, 10, 10),
                    null);

    private static Tally tally(long followers, long others) {
        var counts = new HashMap<String, Long>();
        counts.put("total", followers + others);
        counts.put("score:4", followers + others);
        counts.put("followers|total", followers);
        counts.put("followers|score:4", followers);
        return new Tally(counts);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10, true, true",
        "12, 0, true, true",
        "10, 9, true, false",
        "9, 10, true, false",
        "0, 10, true, false",
        "9, 0, false, false",
        "5, 4, false, false",
    })
    void followersAreShownApartUnlessTheyOrTheOthersAreFew(
            long followers, long others, boolean all, boolean apart) {
        Map<String, Object> figures =
                tallies.figures(VoteStep.EVALUATE, List.of(), tally(followers, others));
        assertThat(figures.containsKey("average")).isEqualTo(all);
        assertThat(figures.get("followers"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("total", followers)
                .matches(part -> part.containsKey("average") == apart);
    }
}
