package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.Area;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.moderation.TextModeration;
import org.zhumin.organization.OrganizationDirectory;
import org.zhumin.project.ProjectBodies.LocationBody;
import org.zhumin.project.ProjectBodies.OptionBody;
import org.zhumin.project.ProjectBodies.ProjectBody;
import org.zhumin.project.ProjectBodies.StepBody;
import org.zhumin.project.ProjectContent.Implementer;
import org.zhumin.project.StepPlan.TallyMode;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** From what staff wrote to a {@link ProjectContent} that the rules allow, or the refusal. */
@Component
class ProjectDrafts {
    private final AreaTree areas;
    private final OrganizationDirectory organizations;
    private final TextModeration moderation;

    ProjectDrafts(AreaTree areas, OrganizationDirectory organizations, TextModeration moderation) {
        this.areas = areas;
        this.organizations = organizations;
        this.moderation = moderation;
    }

    /** Fails with {@link ProjectProblem#AREA_UNKNOWN}. */
    List<AreaCode> pathOf(String code) {
        if (!AreaCode.isValid(code)) {
            throw ProjectProblem.AREA_UNKNOWN.refusal();
        }
        return areas.find(new AreaCode(code))
                .map(Area::path)
                .orElseThrow(ProjectProblem.AREA_UNKNOWN::refusal);
    }

    /**
     * @param mediaIds as they were attached
     */
    Mono<ProjectContent> contentOf(ProjectBody body, List<String> mediaIds) {
        return Mono.defer(
                () -> {
                    List<AreaCode> path = pathOf(body.areaCode());
                    List<ProjectContent.Option> options = optionsOf(body.options());
                    requireFit(body.title(), body.summary(), body.content());
                    return implementer(body.implementerId())
                            .map(
                                    implementer ->
                                            new ProjectContent(
                                                    body.title().strip(),
                                                    body.summary().strip(),
                                                    body.content().strip(),
                                                    path,
                                                    body.budgetYuan(),
                                                    placeOf(body.location()),
                                                    mediaIds,
                                                    options,
                                                    sourcesOf(body),
                                                    implementer.orElse(null),
                                                    body.fundingSource(),
                                                    body.programmeCode(),
                                                    body.effect()));
                });
    }

    /** Words of staff that everybody reads go through the city's word list. */
    void requireFit(@Nullable String... texts) {
        moderation.checkOther(texts).refuseWith(ProjectProblem.CONTENT_REFUSED);
    }

    static StepPlan point(ProjectBody body) {
        return planOf(body.steps() == null ? null : body.steps().POINT(), StepPlan.POINT_THRESHOLD);
    }

    static StepPlan evaluate(ProjectBody body) {
        return planOf(
                body.steps() == null ? null : body.steps().EVALUATE(), StepPlan.EVALUATE_THRESHOLD);
    }

    private static StepPlan planOf(@Nullable StepBody body, int threshold) {
        if (body == null) {
            return StepPlan.of(threshold);
        }
        if (body.opensAt() != null
                && body.closesAt() != null
                && body.closesAt().isBefore(body.opensAt().plus(StepPlan.SHORTEST))) {
            throw ProjectProblem.CLOSES_TOO_SOON.refusal();
        }
        Verification least =
                Objects.requireNonNullElse(body.minVerification(), Verification.CLAIMED);
        return new StepPlan(
                body.opensAt(),
                body.closesAt(),
                // Whoever votes must be known to live there.
                least.reaches(Verification.CLAIMED) ? least : Verification.CLAIMED,
                body.quorum(),
                Objects.requireNonNullElse(body.threshold(), threshold),
                Objects.requireNonNullElse(body.tally(), TallyMode.LIVE));
    }

    private static List<ProjectContent.Option> optionsOf(@Nullable List<OptionBody> bodies) {
        if (bodies == null) {
            return List.of();
        }
        if (bodies.stream().map(OptionBody::code).distinct().count() < bodies.size()) {
            throw ProjectProblem.OPTION_TWICE.refusal();
        }
        return bodies.stream()
                .map(body -> new ProjectContent.Option(body.code(), body.text()))
                .toList();
    }

    static ProjectContent.@Nullable Place placeOf(@Nullable LocationBody body) {
        return body == null
                ? null
                : new ProjectContent.Place(body.longitude(), body.latitude(), body.address());
    }

    private static List<String> sourcesOf(ProjectBody body) {
        return body.sourceRequestIds() == null
                ? List.of()
                : body.sourceRequestIds().stream().distinct().toList();
    }

    private Mono<Optional<Implementer>> implementer(@Nullable String id) {
        if (id == null) {
            return Mono.just(Optional.empty());
        }
        return Mono.just(id)
                .filter(Ids::isValid)
                .flatMap(valid -> organizations.find(new OrganizationId(valid)))
                .map(found -> Optional.of(new Implementer(found.id(), found.name())))
                .switchIfEmpty(Mono.error(ProjectProblem.IMPLEMENTER_UNKNOWN::refusal));
    }
}
