package org.zhumin.moderation;

import org.springframework.stereotype.Component;
import org.zhumin.identity.PersonalData;
import org.zhumin.kernel.ResidentId;
import org.zhumin.moderation.ReportService.Reported;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a person reported, and the decisions and appeals about what is the person's. Erasure deletes
 * the reports; of the decisions stays that they were made, since the public log counts them.
 */
@Component
class ModerationPersonalData implements PersonalData {
    private final Reports reports;
    private final ModerationCases cases;
    private final ModerationViews views;
    private final Clock clock;

    ModerationPersonalData(
            Reports reports, ModerationCases cases, ModerationViews views, Clock clock) {
        this.reports = reports;
        this.cases = cases;
        this.views = views;
        this.clock = clock;
    }

    @Override
    public String section() {
        return "moderation";
    }

    @Override
    public Mono<Map<String, Object>> export(ResidentId resident) {
        Locale locale = Locale.SIMPLIFIED_CHINESE;
        Flux<Object> reported =
                reports.streamOf(resident)
                        .concatMap(
                                report ->
                                        cases.get(report.caseId())
                                                .map(c -> new Reported(report, c.state())))
                        .map(one -> views.report(one, locale));
        Flux<Object> decisions =
                cases.streamOf(resident)
                        .filter(one -> one.isOwnedBy(resident) && one.decidedAt() != null)
                        .map(one -> views.owner(one, locale));
        return Mono.zip(reported.collectList(), decisions.collectList())
                .map(
                        both ->
                                Map.of(
                                        "reports",
                                        List.copyOf(both.getT1()),
                                        "decisions",
                                        List.copyOf(both.getT2())));
    }

    @Override
    public Mono<Void> erase(ResidentId resident) {
        return reports.delete(resident)
                .thenMany(cases.streamOf(resident))
                .concatMap(found -> cases.save(found.without(resident, clock.instant())))
                .then();
    }
}
