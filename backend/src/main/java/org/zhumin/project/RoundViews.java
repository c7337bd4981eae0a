package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.project.RoundBodies.NotSelectedView;
import org.zhumin.project.RoundBodies.RoundResultView;
import org.zhumin.project.RoundBodies.RoundView;
import org.zhumin.project.RoundBodies.SelectedView;
import org.zhumin.project.RoundBodies.TieBreakView;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** From a round to what people see of it. */
@Component
class RoundViews {
    private final ProjectTexts texts;
    private final AreaTree areas;
    private final RoundMedia media;
    private final QuarantineViews quarantine;
    private final Clock clock;

    RoundViews(
            ProjectTexts texts,
            AreaTree areas,
            RoundMedia media,
            QuarantineViews quarantine,
            Clock clock) {
        this.texts = texts;
        this.areas = areas;
        this.media = media;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    RoundView view(Round round, Locale locale) {
        Round.Plan plan = round.plan();
        Instant now = clock.instant();
        return new RoundView(
                round.id(),
                plan.title(),
                plan.areaPath().getLast(),
                areas.get(plan.areaPath().getLast()).name(),
                plan.budgetYuan(),
                plan.rule(),
                texts.get("project.rule." + plan.rule(), locale),
                plan.ballot(),
                plan.maxChoices(),
                plan.opensAt(),
                plan.closesAt(),
                plan.minVerification(),
                plan.effect(),
                round.state(),
                round.state() == Round.State.OPEN
                        && !now.isBefore(plan.opensAt())
                        && now.isBefore(plan.closesAt()),
                round.candidatesOn(LocalDate.ofInstant(now, clock.getZone())),
                round.tied(),
                round.createdAt());
    }

    /** Fails with {@link ProjectProblem#NOT_COUNTED_YET} before it closed. */
    Mono<RoundResultView> result(Round round, Locale locale) {
        RoundDraw drawn = round.drawn();
        return media.views(drawn == null ? List.of() : drawn.mediaIds())
                .map(
                        shown ->
                                result(
                                        round,
                                        drawn == null
                                                ? null
                                                : new TieBreakView(
                                                        drawn.order(),
                                                        drawn.method(),
                                                        shown,
                                                        drawn.at()),
                                        locale));
    }

    private RoundResultView result(Round round, @Nullable TieBreakView drawn, Locale locale) {
        RoundResult result = round.result();
        if (result == null) {
            throw ProjectProblem.NOT_COUNTED_YET.problem().with("state", round.state()).refusal();
        }
        Map<String, String> titles =
                round.candidates().stream()
                        .collect(
                                Collectors.toMap(
                                        Round.Candidate::projectId, Round.Candidate::title));
        return new RoundResultView(
                round.plan().rule(),
                texts.get("project.rule." + round.plan().rule(), locale),
                round.plan().budgetYuan(),
                result.selected().stream().map(one -> selected(one, titles, locale)).toList(),
                result.notSelected().stream()
                        .map(
                                one ->
                                        new NotSelectedView(
                                                one.projectId(),
                                                titles.getOrDefault(one.projectId(), ""),
                                                one.votes(),
                                                one.costYuan()))
                        .toList(),
                result.shareYuan(),
                result.greedyComparison(),
                result.eligible(),
                result.turnout(),
                result.quarantined(),
                quarantine.counts(result.quarantined(), locale),
                result.root(),
                result.closedAt(),
                result.countedAt(),
                drawn);
    }

    private SelectedView selected(
            RoundResult.Selected one, Map<String, String> titles, Locale locale) {
        String each = one.eachYuan();
        Integer payers = one.payers();
        String explanation =
                payers == null || each == null
                        ? texts.get("project.explanation.votes", locale, one.votes())
                        : texts.get("project.explanation.shares", locale, payers, each);
        return new SelectedView(
                one.projectId(),
                titles.getOrDefault(one.projectId(), ""),
                one.votes(),
                one.costYuan(),
                one.payers(),
                one.eachYuan(),
                one.effectiveVotes(),
                explanation);
    }
}
