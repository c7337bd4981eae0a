package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.Ids;
import org.zhumin.moderation.ModeratedContent;
import org.zhumin.moderation.ReasonCode;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import java.util.List;

/** What was found on shifts as moderation sees it, by the call that reported it. */
@Component
class ShiftReportContent implements ModeratedContent {
    static final String TYPE = "SHIFT_REPORT";

    /** Others report on the same shift at the same moment. */
    private static final int TRIES = 30;

    private final Shifts shifts;
    private final ShiftMedia media;

    ShiftReportContent(Shifts shifts, ShiftMedia media) {
        this.shifts = shifts;
        this.media = media;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Mono<Content> find(String targetId) {
        return shift(targetId)
                .flatMap(
                        shift ->
                                Mono.justOrEmpty(shift.report(targetId))
                                        .flatMap(report -> content(shift, report)));
    }

    private Mono<Shift> shift(String operation) {
        return Ids.isValid(operation) ? shifts.findByReport(operation) : Mono.empty();
    }

    private Mono<Content> content(Shift shift, Shift.Report report) {
        String defect = report.defect() == null ? "" : "\n" + report.defect();
        return media.forJudge(report)
                .map(
                        shown ->
                                new Content(
                                        shift.areaPath(),
                                        report.by(),
                                        report.shown(),
                                        report.text() + defect,
                                        shown));
    }

    @Override
    public Mono<Void> withhold(String targetId, ReasonCode reason) {
        return make(targetId, false);
    }

    @Override
    public Mono<Void> restore(String targetId) {
        return make(targetId, true);
    }

    private Mono<Void> make(String operation, boolean shown) {
        return Mono.defer(() -> shift(operation))
                .flatMap(
                        shift ->
                                shift.report(operation)
                                                .filter(one -> one.shown() == shown)
                                                .isPresent()
                                        ? Mono.just(shift)
                                        : shifts.save(shift.showing(operation, shown), List.of()))
                .retryWhen(Retry.max(TRIES).filter(PlatformProblem.STALE::isOf))
                .flatMap(shift -> Mono.justOrEmpty(shift.report(operation)))
                .flatMap(media::show);
    }
}
