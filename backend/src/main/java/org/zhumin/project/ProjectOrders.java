package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.platform.calendar.WorkingCalendar;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.Progress;
import org.zhumin.project.ProjectContent.Implementer;
import org.zhumin.supervision.RectificationOrder;
import org.zhumin.supervision.Subject;
import org.zhumin.supervision.Supervision;
import org.zhumin.supervision.Trigger;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.Locale;

/**
 * Orders the implementing unit to make up for a missed milestone (限期整改): one order for a milestone
 * and the day that it missed, however often this is performed.
 */
@Component
class ProjectOrders implements EffectHandler {
    private final Projects projects;
    private final Supervision supervision;
    private final ProjectTexts texts;
    private final WorkingCalendar calendar;
    private final ProjectProperties properties;
    private final Clock clock;

    ProjectOrders(
            Projects projects,
            Supervision supervision,
            ProjectTexts texts,
            WorkingCalendar calendar,
            ProjectProperties properties,
            Clock clock) {
        this.projects = projects;
        this.supervision = supervision;
        this.texts = texts;
        this.calendar = calendar;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ProjectDebts.ORDER;
    }

    @Override
    public Mono<Progress> perform(Owed owed, String document) {
        return projects.find(new ProjectId(document))
                .flatMap(project -> order(owed, project))
                .thenReturn(Progress.done());
    }

    /** Without an implementer any more there is nobody to order. */
    private Mono<Void> order(Owed owed, Project project) {
        Implementer implementer = project.content().implementer();
        return implementer == null
                ? Mono.empty()
                : supervision.order(order(owed, project, implementer)).then();
    }

    private RectificationOrder order(Owed owed, Project project, Implementer implementer) {
        String milestone = owed.detail().getOrDefault("milestone", "");
        String dueOn = owed.detail().getOrDefault("dueOn", "");
        String title = project.milestone(milestone).map(Milestone::title).orElse("");
        return new RectificationOrder(
                new Subject(Subject.Type.PROJECT, project.id().value()),
                Trigger.MISSED_MILESTONE,
                milestone + ":" + dueOn,
                implementer.organizationId(),
                project.content().areaPath(),
                calendar.plusWorkingDays(clock.instant(), properties.rectifyDays()),
                // Staff of the city read it.
                texts.get(
                        "project.order.missed",
                        Locale.SIMPLIFIED_CHINESE,
                        project.content().title(),
                        title,
                        dueOn),
                null);
    }
}
