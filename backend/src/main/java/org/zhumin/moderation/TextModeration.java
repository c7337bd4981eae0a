package org.zhumin.moderation;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.ResidentDirectory;
import org.zhumin.kernel.ResidentId;
import org.zhumin.moderation.TextJudgement.Outcome;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.wechat.TextCheck;
import org.zhumin.wechat.TextScene;
import org.zhumin.wechat.TextVerdict;
import org.zhumin.wechat.WeChat;

import reactor.core.publisher.Mono;

/**
 * The check of every text before it is stored. WeChat judges what a resident writes, since it asks
 * for an author who used the mini-program within two hours; whatever else comes in, from staff or
 * another channel, goes through the city's own word list.
 */
@Component
public class TextModeration {
    private final ResidentDirectory residents;
    private final WeChat wechat;
    private final WordList words;
    private final ModerationMeters meters;

    TextModeration(
            ResidentDirectory residents, WeChat wechat, WordList words, ModerationMeters meters) {
        this.residents = residents;
        this.wechat = wechat;
        this.words = words;
        this.meters = meters;
    }

    /**
     * Judges a resident's text. WeChat's down-time never refuses and never fails: the outcome is
     * then REVIEW, with what the word list says as reasons. Fails with {@link
     * PlatformProblem#TOKEN_REJECTED} for an author whose account is erased.
     *
     * @param content 1 to 20,000 characters
     */
    public Mono<TextJudgement> checkResident(
            ResidentId author, TextScene scene, @Nullable String title, String content) {
        return residents
                .findOpenid(author)
                .switchIfEmpty(Mono.error(PlatformProblem.TOKEN_REJECTED::refusal))
                .map(openid -> new TextCheck(openid, scene, title, null, content))
                .flatMap(wechat::checkText)
                .map(verdict -> judgementOf(verdict, title, content))
                .doOnNext(meters::textChecked);
    }

    private TextJudgement judgementOf(TextVerdict verdict, @Nullable String title, String content) {
        var reason = ReasonCode.ofWeChat(verdict.label());
        return switch (verdict.suggestion()) {
            case PASS -> TextJudgement.PASS;
            case REVIEW -> TextJudgement.of(Outcome.REVIEW, reason);
            case RISKY -> TextJudgement.of(Outcome.REFUSE, reason);
            case UNCHECKED ->
                    new TextJudgement(Outcome.REVIEW, false, words.judge(title, content).reasons());
        };
    }

    /** Judges the text of staff or of another channel by the word list; absent parts are none. */
    public TextJudgement checkOther(@Nullable String... parts) {
        TextJudgement judgement = words.judge(parts);
        meters.textChecked(judgement);
        return judgement;
    }
}
