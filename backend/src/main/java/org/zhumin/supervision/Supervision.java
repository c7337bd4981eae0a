package org.zhumin.supervision;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.organization.Organization;
import org.zhumin.organization.OrganizationDirectory;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;

/**
 * What features order of an organisation. They check who may order, and write the audit entry where
 * a person does; this keeps the order and follows it to its end.
 */
@Component
public class Supervision {
    private final Rectifications rectifications;
    private final Cases cases;
    private final OrganizationDirectory organizations;
    private final Clock clock;

    Supervision(
            Rectifications rectifications,
            Cases cases,
            OrganizationDirectory organizations,
            Clock clock) {
        this.rectifications = rectifications;
        this.cases = cases;
        this.organizations = organizations;
        this.clock = clock;
    }

    /**
     * Gives an order, once for its subject, trigger and reference: asked for again it answers the
     * first one as it stands, whatever the text, so that an effect may be repeated.
     *
     * @return fails with {@code supervision.organization-unknown}, or with {@code
     *     supervision.due-in-the-past} for a first order that nobody could meet
     */
    public Mono<RectificationSummary> order(RectificationOrder order) {
        var id = RectificationId.of(order.subject(), order.trigger(), order.reference());
        return rectifications
                .find(id)
                .switchIfEmpty(Mono.defer(() -> issue(id, order)))
                .map(issued -> RectificationSummary.of(issued, clock.instant()));
    }

    private Mono<Rectification> issue(RectificationId id, RectificationOrder order) {
        Instant now = clock.instant();
        if (!order.dueAt().isAfter(now)) {
            return Mono.error(SupervisionProblem.DUE_IN_THE_PAST::refusal);
        }
        return organization(order.organizationId())
                .map(
                        organization ->
                                Rectification.issue(
                                        id,
                                        new Matter(
                                                order.subject(),
                                                organization.id(),
                                                organization.name(),
                                                order.areaPath()),
                                        order.trigger(),
                                        order.text(),
                                        order.dueAt(),
                                        order.orderedBy(),
                                        now))
                .flatMap(rectifications::insertOrGet);
    }

    /**
     * Holds an organisation to account by rule, once for the subject and reference: asked for again
     * it changes nothing, so that an effect may be repeated.
     *
     * @return fails with {@code supervision.organization-unknown}
     */
    public Mono<Void> openCase(CaseOrder order) {
        CaseId id = CaseId.of(order.subject(), order.reference());
        return cases.find(id).switchIfEmpty(Mono.defer(() -> open(id, order))).then();
    }

    private Mono<AccountabilityCase> open(CaseId id, CaseOrder order) {
        return organization(order.organizationId())
                .map(
                        organization ->
                                AccountabilityCase.openByRule(
                                        id,
                                        new Matter(
                                                order.subject(),
                                                organization.id(),
                                                organization.name(),
                                                order.areaPath()),
                                        order.level(),
                                        order.text(),
                                        clock.instant()))
                .flatMap(cases::insertOrGet);
    }

    private Mono<Organization> organization(OrganizationId id) {
        return organizations
                .find(id)
                .switchIfEmpty(Mono.error(SupervisionProblem.ORGANIZATION_UNKNOWN::refusal));
    }

    /**
     * Every order about a subject, the newest first, at most {@value Rectifications#OF_SUBJECT}.
     */
    public Flux<RectificationSummary> about(Subject subject) {
        return rectifications
                .listOf(subject)
                .map(order -> RectificationSummary.of(order, clock.instant()));
    }
}
