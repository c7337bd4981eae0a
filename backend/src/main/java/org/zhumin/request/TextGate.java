package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.ResidentDirectory;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.wechat.TextCheck;
import org.zhumin.wechat.TextScene;
import org.zhumin.wechat.TextVerdict.Suggestion;
import org.zhumin.wechat.WeChat;

import reactor.core.publisher.Mono;

/**
 * Has WeChat look at what residents write. What it calls risky is refused; what it could not check
 * passes, since an urgent request must not wait, with that verdict.
 */
@Component
class TextGate {
    private final ResidentDirectory residents;
    private final WeChat wechat;

    TextGate(ResidentDirectory residents, WeChat wechat) {
        this.residents = residents;
        this.wechat = wechat;
    }

    /** Fails with {@link RequestProblem#CONTENT_REFUSED}. */
    Mono<Suggestion> check(ResidentId writer, @Nullable String title, String text) {
        return residents
                .findOpenid(writer)
                .switchIfEmpty(Mono.error(PlatformProblem.TOKEN_REJECTED::refusal))
                .map(openid -> new TextCheck(openid, TextScene.FORUM, title, null, text))
                .flatMap(wechat::checkText)
                .map(verdict -> refuseRisky(verdict.suggestion()));
    }

    private static Suggestion refuseRisky(Suggestion suggestion) {
        if (suggestion == Suggestion.RISKY) {
            throw RequestProblem.CONTENT_REFUSED.refusal();
        }
        return suggestion;
    }
}
