package org.zhumin.moderation;

import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.moderation.CaseStep.Act;
import org.zhumin.moderation.ModeratedContent.Content;
import org.zhumin.moderation.ModerationCase.Opener;
import org.zhumin.platform.web.FactKey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Cases in any state, made through their real transitions. */
final class CaseFixture {
    static final Instant START = Instant.parse("2026-11-24T04:00:00.123Z");
    static final Duration TIME = Duration.ofDays(10);
    static final ResidentId OWNER = new ResidentId("owner");
    static final ResidentId MODERATOR = new ResidentId("moderator");
    static final ResidentId ANOTHER = new ResidentId("another");
    static final List<AreaCode> PATH =
            List.of(new AreaCode("520100"), new AreaCode("520102"), new AreaCode("520102016"));

    private CaseFixture() {}

    static Target target() {
        return new Target("NOTE", Ids.random());
    }

    static ModerationCase opened(Target target, int round) {
        var content = new Content(PATH, OWNER, true, "内容", List.of());
        return ModerationCase.open(
                target, round, content, PATH, Opener.RESIDENT, ReasonCode.ABUSE, START);
    }

    static ModerationCase in(CaseState state) {
        var open = opened(target(), 1);
        var withheld = open.withhold(ReasonCode.FRAUD, act(MODERATOR, 60));
        return switch (state) {
            case OPEN -> open;
            case PASSED -> open.pass(act(MODERATOR, 60));
            case WITHHELD -> withheld;
            case APPEALED -> appealed(withheld);
            case UPHELD -> appealed(withheld).withhold(ReasonCode.SPAM, act(ANOTHER, 180));
            case REVERSED -> appealed(withheld).pass(act(ANOTHER, 180));
        };
    }

    private static ModerationCase appealed(ModerationCase withheld) {
        return withheld.appeal("并无此事", TIME, act(OWNER, 120));
    }

    static Act act(ResidentId actor, int seconds) {
        return new Act(START.plusSeconds(seconds), actor, new FactKey(Ids.random(), "hash"));
    }
}
