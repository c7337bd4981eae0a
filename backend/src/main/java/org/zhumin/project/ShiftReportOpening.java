package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.moderation.ModerationQueue;
import org.zhumin.moderation.ReasonCode;
import org.zhumin.moderation.TextJudgement;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.Progress;

import reactor.core.publisher.Mono;

import java.util.Map;

/** What follows from a new report: it is shown, or a person looks at it first. */
@Component
class ShiftReportOpening implements EffectHandler {
    private static final String KIND = "project.shift-reported";
    private static final String REASON = "reason";
    private static final String OPERATION = "operation";

    private final Shifts shifts;
    private final ShiftMedia media;
    private final ModerationQueue queue;

    ShiftReportOpening(Shifts shifts, ShiftMedia media, ModerationQueue queue) {
        this.shifts = shifts;
        this.media = media;
        this.queue = queue;
    }

    static Owed debt(Shift.Report report, TextJudgement found) {
        return Owed.of(
                "reported:" + report.operation(),
                KIND,
                Map.of(OPERATION, report.operation(), REASON, found.reason().name()),
                report.at());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Mono<Progress> perform(Owed owed, String document) {
        String operation = owed.detail().getOrDefault(OPERATION, "");
        var doubt = ReasonCode.valueOf(owed.detail().getOrDefault(REASON, ReasonCode.OTHER.name()));
        return shifts.find(new Shift.Id(document))
                .flatMap(shift -> Mono.justOrEmpty(shift.report(operation)))
                .flatMap(
                        report ->
                                report.shown()
                                        ? media.show(report)
                                        : queue.openFirst(
                                                ShiftReportContent.TYPE, operation, doubt))
                .thenReturn(Progress.done());
    }
}
