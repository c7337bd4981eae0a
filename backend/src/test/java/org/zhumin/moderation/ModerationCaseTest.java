package org.zhumin.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhumin.moderation.CaseFixture.ANOTHER;
import static org.zhumin.moderation.CaseFixture.MODERATOR;
import static org.zhumin.moderation.CaseFixture.OWNER;
import static org.zhumin.moderation.CaseFixture.START;
import static org.zhumin.moderation.CaseFixture.TIME;
import static org.zhumin.moderation.CaseFixture.act;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.ResidentId;
import org.zhumin.moderation.CaseStep.Act;
import org.zhumin.platform.web.FactKey;

import java.util.List;

class ModerationCaseTest {
    /** Every state and every action; a dash where it is refused. */
    @ParameterizedTest
    @CsvSource({
        "OPEN,PASS,PASSED,RESTORE",
        "OPEN,WITHHOLD,WITHHELD,WITHHOLD",
        "OPEN,APPEAL,-,-",
        "PASSED,PASS,-,-",
        "PASSED,WITHHOLD,-,-",
        "PASSED,APPEAL,-,-",
        "WITHHELD,PASS,-,-",
        "WITHHELD,WITHHOLD,-,-",
        "WITHHELD,APPEAL,APPEALED,WITHHOLD",
        "APPEALED,PASS,REVERSED,RESTORE",
        "APPEALED,WITHHOLD,UPHELD,WITHHOLD",
        "APPEALED,APPEAL,-,-",
        "UPHELD,PASS,-,-",
        "UPHELD,WITHHOLD,-,-",
        "UPHELD,APPEAL,-,-",
        "REVERSED,PASS,-,-",
        "REVERSED,WITHHOLD,-,-",
        "REVERSED,APPEAL,-,-"
    })
    void followsTheTable(CaseState from, CaseAction action, String to, String owed) {
        ModerationCase before = CaseFixture.in(from);
        if (to.equals("-")) {
            assertThat(before.state().allowed()).doesNotContain(action);
            assertThatThrownBy(() -> doTo(before, action, act(OWNER, 300)))
                    .hasMessage("moderation.not-allowed-in-state")
                    .extracting(e -> ((DomainException) e).problem().extras().get("state"))
                    .isEqualTo(from);
            return;
        }
        ModerationCase after = doTo(before, action, act(OWNER, 300));
        assertThat(after.state()).hasToString(to);
        assertThat(after.owed()).hasToString(owed);
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.timeline()).hasSize(before.timeline().size() + 1);
        assertThat(after.waitingSince() != null).isEqualTo(after.state().isWaiting());
        assertThat(before.state().allowed()).contains(action);
    }

    private static ModerationCase doTo(ModerationCase before, CaseAction action, Act act) {
        return switch (action) {
            case PASS -> before.pass(act);
            case WITHHOLD -> before.withhold(ReasonCode.OTHER, act);
            case APPEAL -> before.appeal("不服", TIME, act);
        };
    }

    @Test
    void anAppealMustComeInTime() {
        var withheld = CaseFixture.in(CaseState.WITHHELD);
        long seconds = 60 + TIME.toSeconds();
        assertThat(withheld.appealUntil(TIME)).isEqualTo(START.plusSeconds(seconds));
        assertThat(withheld.appeal("x", TIME, act(OWNER, (int) seconds - 1)).state())
                .isEqualTo(CaseState.APPEALED);
        assertThatThrownBy(() -> withheld.appeal("x", TIME, act(OWNER, (int) seconds)))
                .hasMessage("moderation.appeal-too-late");
    }

    @Test
    void whatTheDecisionOwedIsStillOwedAfterAnAppeal() {
        assertThat(CaseFixture.in(CaseState.APPEALED).owed()).isEqualTo(Effect.WITHHOLD);
    }

    @Test
    void anotherPersonJudgesTheAppealAndNobodyTheirOwn() {
        var appealed = CaseFixture.in(CaseState.APPEALED);
        assertThat(DecisionRules.allowedActions(appealed, actor(ANOTHER)))
                .containsExactly(CaseAction.PASS, CaseAction.WITHHOLD);
        assertThat(DecisionRules.allowedActions(appealed, actor(MODERATOR))).isEmpty();
        assertThat(DecisionRules.allowedActions(appealed, actor(OWNER))).isEmpty();
        DecisionRules.requireImpartial(appealed, actor(ANOTHER));
        assertThatThrownBy(() -> DecisionRules.requireImpartial(appealed, actor(MODERATOR)))
                .hasMessage("moderation.other-person-needed");
        assertThatThrownBy(() -> DecisionRules.requireImpartial(appealed, actor(OWNER)))
                .hasMessage("moderation.own-content");
    }

    private static Actor actor(ResidentId id) {
        return new Actor(id, "session", Verification.PHONE, List.of(), List.of());
    }

    @Test
    void aRepeatedCallIsKnownAndAnotherBodyRefused() {
        var act = act(MODERATOR, 60);
        var passed = CaseFixture.in(CaseState.OPEN).pass(act);
        assertThat(passed.wasDoneBefore(act.operation())).isTrue();
        assertThat(passed.wasDoneBefore(new FactKey("another", "hash"))).isFalse();
        assertThatThrownBy(() -> passed.wasDoneBefore(new FactKey(act.operation().id(), "other")))
                .hasMessage("idempotency.other-body");
    }

    @ParameterizedTest
    @EnumSource(CaseState.class)
    void nothingOfAnErasedPersonStays(CaseState state) {
        ModerationCase erased = CaseFixture.in(state).without(OWNER, START.plusSeconds(999));
        assertThat(erased.owner()).isNull();
        assertThat(erased.appeal()).isNull();
        assertThat(erased.timeline()).noneMatch(step -> OWNER.equals(step.actor()));
        assertThat(erased.state()).isEqualTo(state);
        assertThat(erased.without(MODERATOR, START).timeline())
                .noneMatch(step -> MODERATOR.equals(step.actor()));
    }

    @Test
    void aRoundHasOneIdAndRoundsDiffer() {
        var target = CaseFixture.target();
        assertThat(CaseId.of(target, 1)).isEqualTo(CaseId.of(target, 1));
        assertThat(CaseId.of(target, 1)).isNotEqualTo(CaseId.of(target, 2));
        assertThat(CaseId.of(target, 1)).isNotEqualTo(CaseId.of(CaseFixture.target(), 1));
    }
}
