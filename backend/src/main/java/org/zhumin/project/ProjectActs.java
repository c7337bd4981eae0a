package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.OwedEffects;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.HotReads;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Does one action on one project: who may, whether it was done before, the audit, the guarded write
 * with what it owes, and then everybody who must hear of it.
 */
@Component
class ProjectActs {
    private final Projects projects;
    private final MongoProjects debtor;
    private final ProjectMedia media;
    private final ProjectDebts debts;
    private final OwedEffects effects;
    private final AuditLog audit;
    private final ProjectStages stages;
    private final HotReads hotReads;
    private final ProjectMeters meters;
    private final Clock clock;

    ProjectActs(
            Projects projects,
            MongoProjects debtor,
            ProjectMedia media,
            ProjectDebts debts,
            OwedEffects effects,
            AuditLog audit,
            ProjectStages stages,
            HotReads hotReads,
            ProjectMeters meters,
            Clock clock) {
        this.projects = projects;
        this.debtor = debtor;
        this.media = media;
        this.debts = debts;
        this.effects = effects;
        this.audit = audit;
        this.stages = stages;
        this.hotReads = hotReads;
        this.meters = meters;
        this.clock = clock;
    }

    Mono<Project> perform(Act act, Transition transition) {
        return plan(act, (project, step) -> Mono.just(transition.apply(project, step)));
    }

    /** The same where the next version has to be asked for. */
    Mono<Project> plan(Act act, Plan plan) {
        return projects.get(act.id())
                .flatMap(
                        project -> {
                            var party =
                                    ProjectRules.requireParty(act.action(), project, act.actor());
                            var done = project.findEntry(act.key().id());
                            if (done.isPresent()) {
                                act.key().requireSameBody(done.get().operationHash());
                                return Mono.just(project);
                            }
                            var step = new Step(clock.instant(), party, act.key());
                            return Detached.run(
                                    plan.next(project, step)
                                            .delayUntil(_ -> audit(act))
                                            .flatMap(next -> store(act.action(), project, next)));
                        });
    }

    private Mono<Void> audit(Act act) {
        String name = "project." + act.action().name().toLowerCase(Locale.ROOT);
        return audit.record(act.actor().id(), name, act.id().value(), act.details());
    }

    /** What the service does by itself, without anybody who calls. */
    Mono<Project> performOwn(ProjectAction action, Project before, Project next) {
        return Detached.run(store(action, before, next));
    }

    private Mono<Project> store(ProjectAction action, Project before, Project next) {
        List<Owed> owed = debts.of(action, before, next);
        return projects.save(next, owed)
                .delayUntil(media::show)
                .delayUntil(saved -> effects.perform(debtor, saved.id().value(), awaited(owed)))
                .delayUntil(saved -> stages.changed(saved.id()))
                .delayUntil(saved -> hotReads.changed(ProjectTopics.of(saved)))
                .delayUntil(saved -> effects.start(debtor, saved.id().value(), others(owed)))
                .doOnNext(_ -> meters.done(action));
    }

    private static List<Owed> awaited(List<Owed> owed) {
        return owed.stream().filter(ProjectDebts::isAwaited).toList();
    }

    private static List<Owed> others(List<Owed> owed) {
        return owed.stream().filter(debt -> !ProjectDebts.isAwaited(debt)).toList();
    }

    /** From one version to the next, or a refusal. */
    interface Transition {
        Project apply(Project project, Step step);
    }

    /** The same, from what has to be asked for. */
    interface Plan {
        Mono<Project> next(Project project, Step step);
    }

    /**
     * One call.
     *
     * @param details for the audit log; never personal data
     */
    record Act(
            ProjectAction action,
            ProjectId id,
            Actor actor,
            FactKey key,
            Map<String, String> details) {
        static Act of(ProjectAction action, ProjectId id, Actor actor, FactKey key) {
            return new Act(action, id, actor, key, Map.of());
        }

        Act with(String name, String value) {
            return new Act(action, id, actor, key, Map.of(name, value));
        }
    }
}
