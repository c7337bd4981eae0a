package org.zhumin.project;

import jakarta.validation.Valid;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.project.ProjectBodies.AdvanceBody;
import org.zhumin.project.ProjectBodies.DecisionBody;
import org.zhumin.project.ProjectBodies.ExtendBody;
import org.zhumin.project.ProjectBodies.MilestoneBody;
import org.zhumin.project.ProjectBodies.ReEvaluateBody;
import org.zhumin.project.ProjectBodies.ReviewBody;
import org.zhumin.project.ProjectBodies.ShelveBody;

import reactor.core.publisher.Mono;

import java.net.URI;

/** What staff do with a project. */
@RestController
@RequestMapping("/api/v1/projects/{id}")
class ProjectStepController {
    private final ProjectSteps steps;
    private final ProjectViews views;

    ProjectStepController(ProjectSteps steps, ProjectViews views) {
        this.steps = steps;
        this.views = views;
    }

    @PostMapping("/review")
    Mono<ProjectView> review(
            @PathVariable String id,
            @Valid @RequestBody ReviewBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(steps.review(ProjectId.of(id), body, actor, key.factOf(body)), actor, exchange);
    }

    @PostMapping("/publish")
    Mono<ProjectView> publish(
            @PathVariable String id, Actor actor, IdempotencyKey key, ServerWebExchange exchange) {
        return view(steps.publish(ProjectId.of(id), actor, key.factOf("")), actor, exchange);
    }

    @PostMapping("/advance")
    Mono<ProjectView> advance(
            @PathVariable String id,
            @Valid @RequestBody AdvanceBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(
                steps.advance(ProjectId.of(id), body, actor, key.factOf(body)), actor, exchange);
    }

    @PostMapping("/shelve")
    Mono<ProjectView> shelve(
            @PathVariable String id,
            @Valid @RequestBody ShelveBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(steps.shelve(ProjectId.of(id), body, actor, key.factOf(body)), actor, exchange);
    }

    @PostMapping("/extend")
    Mono<ProjectView> extend(
            @PathVariable String id,
            @Valid @RequestBody ExtendBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(steps.extend(ProjectId.of(id), body, actor, key.factOf(body)), actor, exchange);
    }

    @PostMapping("/decision")
    Mono<ProjectView> decide(
            @PathVariable String id,
            @Valid @RequestBody DecisionBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(steps.decide(ProjectId.of(id), body, actor, key.factOf(body)), actor, exchange);
    }

    @PostMapping("/milestones")
    Mono<ResponseEntity<ProjectView>> addMilestone(
            @PathVariable String id,
            @Valid @RequestBody MilestoneBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        var fact = key.factOf(body);
        return view(steps.addMilestone(ProjectId.of(id), body, actor, fact), actor, exchange)
                .map(
                        view ->
                                ResponseEntity.created(
                                                URI.create(
                                                        "/api/v1/projects/%s/milestones/%s"
                                                                .formatted(id, fact.id())))
                                        .body(view));
    }

    @PutMapping("/milestones/{milestone}")
    Mono<ProjectView> updateMilestone(
            @PathVariable String id,
            @PathVariable String milestone,
            @Valid @RequestBody MilestoneBody body,
            Actor actor,
            ServerWebExchange exchange) {
        return view(
                steps.updateMilestone(ProjectId.of(id), milestone, body, actor), actor, exchange);
    }

    @PostMapping("/re-evaluate")
    Mono<ProjectView> reEvaluate(
            @PathVariable String id,
            @Valid @RequestBody ReEvaluateBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(
                steps.reEvaluate(ProjectId.of(id), body, actor, key.factOf(body)), actor, exchange);
    }

    private Mono<ProjectView> view(Mono<Project> done, Actor actor, ServerWebExchange exchange) {
        return done.flatMap(project -> views.viewFor(project, actor, Texts.localeOf(exchange)));
    }
}
