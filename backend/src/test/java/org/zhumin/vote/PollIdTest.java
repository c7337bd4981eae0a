package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhumin.kernel.Ids;

class PollIdTest {
    @Test
    void isReadAsItWasWritten() {
        var first = PollId.of("project:" + Ids.random(), VoteStep.POINT);
        var third = new PollId("round:7A", VoteStep.BALLOT, 3);
        assertThat(PollId.parse(first.value())).contains(first);
        assertThat(PollId.parse(third.value())).contains(third);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "project",
                "project:",
                ":1",
                "Project:1",
                "projectprojectpro:1",
                "project:1:2",
                "project:1 ",
                "project:0123456789012345678901234567",
                "pröject:1"
            })
    void refusesWhatNamesNoSubject(String subject) {
        assertThatIllegalArgumentException().isThrownBy(() -> PollId.of(subject, VoteStep.POINT));
        assertThat(PollId.parse(subject + ":POINT")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1000})
    void refusesOtherTurns(int turn) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PollId("project:1", VoteStep.POINT, turn));
    }
}
