package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.identity.PersonalData;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;

/**
 * What a person follows, has observed, proposed and looked after. Erasure takes the person out and
 * leaves what was said, since somebody must answer for it. Hours that no points bank has credited
 * yet go with the account that they would be credited to; a defect that is not a request yet
 * becomes one without an owner. Votes are the vote engine's.
 */
@Component
class ProjectPersonalData implements PersonalData {
    private final Followers followers;
    private final Observations observations;
    private final Shifts shifts;
    private final Projects projects;

    ProjectPersonalData(
            Followers followers, Observations observations, Shifts shifts, Projects projects) {
        this.followers = followers;
        this.observations = observations;
        this.shifts = shifts;
        this.projects = projects;
    }

    @Override
    public String section() {
        return "projects";
    }

    @Override
    public Mono<Map<String, Object>> export(ResidentId resident) {
        return Mono.zip(
                        followers.streamBy(resident).collectList(),
                        observations.streamBy(resident).collectList(),
                        shifts.streamBy(resident)
                                .map(shift -> exported(shift, resident))
                                .collectList(),
                        projects.streamProposedBy(resident)
                                .map(ProjectPersonalData::exported)
                                .collectList())
                .map(
                        all ->
                                Map.of(
                                        "follows",
                                        all.getT1(),
                                        "observations",
                                        all.getT2(),
                                        "shifts",
                                        all.getT3(),
                                        "proposals",
                                        all.getT4()));
    }

    private static Map<String, Object> exported(Project proposal) {
        ProjectContent content = proposal.content();
        return Map.of(
                "id",
                proposal.id(),
                "title",
                content.title(),
                "summary",
                content.summary(),
                "content",
                content.text(),
                "budgetYuan",
                content.budgetYuan(),
                "createdAt",
                proposal.createdAt());
    }

    private static Map<String, Object> exported(Shift shift, ResidentId resident) {
        return Map.of(
                "id",
                shift.id(),
                "title",
                shift.title(),
                "startsAt",
                shift.startsAt(),
                "report",
                shift.reportOf(resident).map(List::of).orElse(List.of()));
    }

    @Override
    public Mono<Void> erase(ResidentId resident) {
        return followers
                .removeAllOf(resident)
                .thenMany(observations.streamBy(resident))
                .concatMap(one -> observations.save(one.withoutObserver(), List.of()))
                .then(Mono.defer(() -> projects.forgetProposer(resident)))
                .then(Mono.defer(() -> shifts.forgetDebts(resident)))
                .thenMany(shifts.streamBy(resident))
                .concatMap(one -> shifts.save(one.without(resident), List.of()))
                .then();
    }
}
