package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.Progress;
import org.zhumin.project.ProjectContent.Implementer;
import org.zhumin.supervision.CaseLevel;
import org.zhumin.supervision.CaseOrder;
import org.zhumin.supervision.Subject;
import org.zhumin.supervision.Supervision;

import reactor.core.publisher.Mono;

import java.util.Locale;

/** Holds the implementing unit to account for an evaluation below the threshold (责任追究). */
@Component
class ProjectCases implements EffectHandler {
    private final Projects projects;
    private final Supervision supervision;
    private final ProjectTexts texts;

    ProjectCases(Projects projects, Supervision supervision, ProjectTexts texts) {
        this.projects = projects;
        this.supervision = supervision;
        this.texts = texts;
    }

    @Override
    public String kind() {
        return ProjectDebts.CASE;
    }

    @Override
    public Mono<Progress> perform(Owed owed, String document) {
        int evaluation = Integer.parseInt(owed.detail().getOrDefault("evaluation", "1"));
        return projects.find(new ProjectId(document))
                .flatMap(project -> open(project, evaluation))
                .thenReturn(Progress.done());
    }

    private Mono<Void> open(Project project, int evaluation) {
        Implementer implementer = project.content().implementer();
        return implementer == null
                ? Mono.empty()
                : Mono.justOrEmpty(
                                project.evaluations().stream()
                                        .filter(one -> one.evaluation() == evaluation)
                                        .findFirst())
                        .flatMap(
                                outcome ->
                                        supervision.openCase(order(project, implementer, outcome)));
    }

    private CaseOrder order(Project project, Implementer implementer, StepOutcome outcome) {
        return new CaseOrder(
                new Subject(Subject.Type.PROJECT, project.id().value()),
                "evaluation:" + outcome.evaluation(),
                implementer.organizationId(),
                project.content().areaPath(),
                CaseLevel.REMIND,
                texts.get(
                        "project.order.unsatisfied",
                        Locale.SIMPLIFIED_CHINESE,
                        project.content().title(),
                        outcome.percent(),
                        project.evaluate().threshold()));
    }
}
