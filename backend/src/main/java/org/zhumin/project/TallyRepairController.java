package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.vote.PollId;
import org.zhumin.vote.TallyRepair;
import org.zhumin.vote.VoteStep;

import reactor.core.publisher.Mono;

/**
 * Repairs a tally from the votes; administrators of the city. Naturally done once: what is right is
 * left as it is.
 */
@RestController
@RequestMapping("/api/v1/admin")
class TallyRepairController {
    private final TallyRepair repair;
    private final AreaTree areas;

    TallyRepairController(TallyRepair repair, AreaTree areas) {
        this.repair = repair;
        this.areas = areas;
    }

    @PostMapping("/projects/{id}/votes/{step}/repair")
    Mono<TallyRepair.Repaired> project(
            @PathVariable String id,
            @PathVariable String step,
            @RequestParam @Nullable Integer turn,
            Actor actor,
            IdempotencyKey key) {
        VoteStep named = VoteController.stepOf(step);
        Integer checked = VoteController.checked(turn);
        String subject = ProjectPolls.subject(ProjectId.of(id));
        return repair(new PollId(subject, named, checked == null ? 1 : checked), actor);
    }

    @PostMapping("/rounds/{id}/ballots/repair")
    Mono<TallyRepair.Repaired> round(@PathVariable String id, Actor actor, IdempotencyKey key) {
        return repair(RoundPolls.pollOf(RoundController.idOf(id)), actor);
    }

    private Mono<TallyRepair.Repaired> repair(PollId poll, Actor actor) {
        if (!actor.hasIn(Role.ADMIN, areas.city().path())) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
        return repair.repair(poll, actor.id());
    }
}
