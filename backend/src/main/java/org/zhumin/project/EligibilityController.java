package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.identity.Actor;
import org.zhumin.project.VoteBodies.EligibilityView;

import reactor.core.publisher.Mono;

/** What the caller lacks for voting, before trying. */
@RestController
class EligibilityController {
    private final VoteService votes;

    EligibilityController(VoteService votes) {
        this.votes = votes;
    }

    @GetMapping("/api/v1/me/eligibility")
    Mono<EligibilityView> eligibility(
            @RequestParam @Nullable String project,
            @RequestParam @Nullable String round,
            Actor actor) {
        if (round != null) {
            return votes.eligibility(RoundPolls.pollOf(RoundController.idOf(round)), actor);
        }
        if (project == null) {
            throw ProjectProblem.NOT_FOUND.refusal();
        }
        return votes.eligibility(ProjectId.of(project), actor);
    }
}
