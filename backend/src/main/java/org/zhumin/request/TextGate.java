package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.ResidentId;
import org.zhumin.moderation.ReasonCode;
import org.zhumin.moderation.TextJudgement;
import org.zhumin.moderation.TextJudgement.Outcome;
import org.zhumin.moderation.TextModeration;
import org.zhumin.wechat.TextScene;
import org.zhumin.wechat.TextVerdict.Suggestion;

import reactor.core.publisher.Mono;

/**
 * Has every text looked at before it is stored. What is risky is refused; what could not be checked
 * passes, since an urgent request must not wait, with that verdict.
 */
@Component
class TextGate {
    private final TextModeration moderation;

    TextGate(TextModeration moderation) {
        this.moderation = moderation;
    }

    /** What a resident wrote. Fails with {@link RequestProblem#CONTENT_REFUSED}. */
    Mono<Verdict> check(ResidentId writer, @Nullable String title, String text) {
        if (text.isEmpty() && (title == null || title.isEmpty())) {
            // A voice message, which is checked as the upload that it is.
            return Mono.just(Verdict.PASS);
        }
        return moderation
                .checkResident(writer, TextScene.FORUM, title, text)
                .map(judgement -> judgement.refuseWith(RequestProblem.CONTENT_REFUSED))
                .map(TextGate::verdictOf);
    }

    /**
     * What staff wrote, for themselves or for somebody who called.
     *
     * @throws org.zhumin.kernel.DomainException {@link RequestProblem#CONTENT_REFUSED}
     */
    Verdict checkOther(@Nullable String... texts) {
        return verdictOf(moderation.checkOther(texts).refuseWith(RequestProblem.CONTENT_REFUSED));
    }

    private static Verdict verdictOf(TextJudgement judgement) {
        if (judgement.outcome() == Outcome.PASS) {
            return Verdict.PASS;
        }
        var suggestion = judgement.checked() ? Suggestion.REVIEW : Suggestion.UNCHECKED;
        return new Verdict(suggestion, judgement.reason());
    }

    /**
     * What was found of a text that is taken.
     *
     * @param doubt why a person is to look; says nothing where it passed
     */
    record Verdict(Suggestion suggestion, ReasonCode doubt) {
        static final Verdict PASS = new Verdict(Suggestion.PASS, ReasonCode.OTHER);

        /** What is added to a request; of one that is private nobody is told. */
        @Nullable TextReview reviewFor(ServiceRequest request) {
            return suggestion == Suggestion.PASS || request.publication() == Publication.PRIVATE
                    ? null
                    : TextReview.waiting(doubt);
        }
    }
}
