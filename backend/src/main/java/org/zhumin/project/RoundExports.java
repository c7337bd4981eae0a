package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.vote.CountOutcome.Decided;
import org.zhumin.vote.CountOutcome.Funded;
import org.zhumin.vote.CountOutcome.TakenByVotes;
import org.zhumin.vote.PabulibExport;
import org.zhumin.vote.PabulibText;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Closed rounds in the public format of pabulib.org. */
@Component
class RoundExports {
    private final RoundPolls polls;
    private final AreaTree areas;
    private final Clock clock;

    RoundExports(RoundPolls polls, AreaTree areas, Clock clock) {
        this.polls = polls;
        this.areas = areas;
        this.clock = clock;
    }

    /** Fails with {@link ProjectProblem#NOT_COUNTED_YET} before it closed. */
    Mono<String> pabulib(Round round) {
        RoundResult result = round.result();
        if (result == null) {
            return Mono.error(ProjectProblem.NOT_COUNTED_YET::refusal);
        }
        return polls.ballotBox(round)
                .publishOn(Schedulers.boundedElastic())
                .map(
                        box ->
                                new PabulibExport(
                                        about(round),
                                        box,
                                        round.plan().ballot(),
                                        round.candidates().stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                Round.Candidate::projectId,
                                                                Round.Candidate::title)),
                                        outcome(round, result)))
                .map(export -> PabulibText.write(export.file(new SecureRandom())));
    }

    /** The export names what was funded, not why. */
    private static Decided outcome(Round round, RoundResult result) {
        return new Decided(
                round.plan().rule(),
                result.selected().stream()
                        .map(
                                one ->
                                        new Funded(
                                                one.projectId(),
                                                one.costYuan(),
                                                one.votes(),
                                                new TakenByVotes()))
                        .toList(),
                List.of(),
                null);
    }

    private PabulibExport.About about(Round round) {
        Round.Plan plan = round.plan();
        Integer most = plan.maxChoices();
        return new PabulibExport.About(
                plan.title(),
                areas.city().name(),
                areas.get(plan.areaPath().getLast()).name(),
                round.id().value(),
                dayOf(plan.opensAt()),
                dayOf(plan.closesAt()),
                most == null ? round.candidates().size() : most);
    }

    private LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, clock.getZone());
    }
}
