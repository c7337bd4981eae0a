package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Ids;

import reactor.core.publisher.Mono;

import java.util.List;

/** Whether a project may be a candidate in a round. */
@Component
class Candidacy {
    private final Rounds rounds;

    Candidacy(Rounds rounds) {
        this.rounds = rounds;
    }

    /**
     * Passes a project that is in no round, or lies in the area of one that collects candidates:
     * once ballots are taken nobody can join them.
     *
     * <p>Fails with {@link ProjectProblem#ROUND_UNKNOWN}, {@link ProjectProblem#ROUND_OTHER_AREA}
     * and {@link ProjectProblem#ROUND_NOT_IN_STATE}.
     *
     * @param areaPath of the project
     */
    Mono<Void> check(@Nullable String roundId, List<AreaCode> areaPath) {
        if (roundId == null) {
            return Mono.empty();
        }
        return Mono.just(roundId)
                .filter(Ids::isValid)
                .flatMap(valid -> rounds.find(new Round.Id(valid)))
                .switchIfEmpty(Mono.error(ProjectProblem.ROUND_UNKNOWN::refusal))
                .doOnNext(round -> require(round, areaPath))
                .then();
    }

    private static void require(Round round, List<AreaCode> areaPath) {
        if (!areaPath.contains(round.plan().areaPath().getLast())) {
            throw ProjectProblem.ROUND_OTHER_AREA.refusal();
        }
        round.require(Round.State.COLLECTING);
    }
}
