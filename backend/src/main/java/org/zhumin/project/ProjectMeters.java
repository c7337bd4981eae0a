package org.zhumin.project;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

import java.util.Locale;

/** Counts what happens to projects: {@code zhumin.projects}, tagged with the action. */
@Component
class ProjectMeters {
    private final MeterRegistry meters;

    ProjectMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void done(ProjectAction action) {
        count(action.name().toLowerCase(Locale.ROOT));
    }

    void drafted() {
        count("draft");
    }

    private void count(String action) {
        meters.counter("zhumin.projects", "action", action).increment();
    }
}
