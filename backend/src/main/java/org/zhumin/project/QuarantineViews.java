package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.project.QuarantineBodies.AppealStatus;
import org.zhumin.project.QuarantineBodies.AppealView;
import org.zhumin.project.QuarantineBodies.KeptOutView;
import org.zhumin.project.QuarantineBodies.QuarantinedView;
import org.zhumin.project.QuarantineBodies.ReasonCountView;
import org.zhumin.vote.QuarantinedVote;
import org.zhumin.vote.VoteAppeal;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What people see of votes that are kept out, with the reasons in words. */
@Component
class QuarantineViews {
    private final ProjectTexts texts;

    QuarantineViews(ProjectTexts texts) {
        this.texts = texts;
    }

    KeptOutView keptOut(QuarantinedVote vote, Locale locale) {
        VoteAppeal appeal = vote.appeal();
        return new KeptOutView(
                vote.receipt(),
                vote.reason(),
                texts.quarantined(vote.reason(), locale),
                vote.at(),
                appeal == null ? null : appeal(appeal, locale));
    }

    AppealView appeal(VoteAppeal appeal, Locale locale) {
        VoteAppeal.Dismissal dismissal = appeal.dismissal();
        return new AppealView(
                appeal.reason(),
                texts.quarantined(appeal.reason(), locale),
                appeal.text(),
                appeal.at(),
                dismissal == null ? AppealStatus.WAITING : AppealStatus.DISMISSED,
                dismissal == null ? null : dismissal.text(),
                dismissal == null ? null : dismissal.at());
    }

    /** In words, for a vote that may be none of them. */
    @Nullable String reason(@Nullable String code, Locale locale) {
        return code == null ? null : texts.quarantined(code, locale);
    }

    QuarantinedView quarantined(Map<String, Long> byReason, Locale locale) {
        return new QuarantinedView(byReason, counts(byReason, locale));
    }

    /** In the order of the codes. */
    List<ReasonCountView> counts(Map<String, Long> byReason, Locale locale) {
        return byReason.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(
                        one ->
                                new ReasonCountView(
                                        one.getKey(),
                                        texts.quarantined(one.getKey(), locale),
                                        one.getValue()))
                .toList();
    }
}
