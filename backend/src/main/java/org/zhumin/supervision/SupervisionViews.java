package org.zhumin.supervision;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaName;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.platform.problem.Texts;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** From orders and cases to what staff see of them. Nobody but staff sees any. */
@Component
class SupervisionViews {
    private final AreaTree areas;
    private final Texts texts;
    private final Clock clock;

    SupervisionViews(AreaTree areas, Texts texts, Clock clock) {
        this.areas = areas;
        this.texts = texts;
        this.clock = clock;
    }

    RectificationView view(Rectification order, Actor actor, Locale locale) {
        AreaCode supervising = order.supervisedBy().getLast();
        boolean isEscalated = order.supervisedBy().size() < order.matter().areaPath().size();
        return new RectificationView(
                order.id(),
                SubjectView.of(order.matter().subject()),
                OrganizationName.of(order.matter()),
                areas.names(order.matter().areaPath()),
                order.trigger(),
                texts.get("supervision.trigger." + order.trigger(), locale),
                order.text(),
                order.dueAt(),
                order.isOverdue(clock.instant()),
                order.state(),
                texts.get("supervision.rectification." + order.state(), locale),
                isEscalated ? supervising : null,
                order.timeline().stream().map(entry -> line(entry, locale)).toList(),
                SupervisionRules.allowedActions(order, actor),
                order.createdAt());
    }

    CaseView view(AccountabilityCase found, Actor actor, Locale locale) {
        return new CaseView(
                found.id(),
                found.level(),
                texts.get("supervision.level." + found.level(), locale),
                SubjectView.of(found.matter().subject()),
                OrganizationName.of(found.matter()),
                areas.names(found.matter().areaPath()),
                found.text(),
                found.state(),
                texts.get("supervision.case." + found.state(), locale),
                found.timeline().stream().map(entry -> line(entry, locale)).toList(),
                SupervisionRules.allowedActions(found, actor),
                found.createdAt());
    }

    private Line line(SupervisionEntry entry, Locale locale) {
        return new Line(
                entry.at(),
                entry.type(),
                entry.text(),
                texts.get("supervision.party." + entry.party(), locale));
    }

    /**
     * An order.
     *
     * @param escalatedTo the area whose council or supervisor verifies now; absent while it is the
     *     matter's own
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RectificationView(
            RectificationId id,
            SubjectView subject,
            OrganizationName organization,
            List<AreaName> path,
            Trigger trigger,
            String triggerText,
            String text,
            Instant dueAt,
            boolean overdue,
            RectificationState state,
            String stateText,
            @Nullable AreaCode escalatedTo,
            List<Line> timeline,
            List<RectificationAction> allowedActions,
            Instant createdAt) {}

    /** A case. */
    record CaseView(
            CaseId id,
            CaseLevel level,
            String levelText,
            SubjectView subject,
            OrganizationName organization,
            List<AreaName> path,
            String text,
            CaseState state,
            String stateText,
            List<Line> timeline,
            List<CaseAction> allowedActions,
            Instant createdAt) {}

    /** See {@link Subject}. */
    record SubjectView(Subject.Type type, String id) {
        static SubjectView of(Subject subject) {
            return new SubjectView(subject.type(), subject.id());
        }
    }

    /** The organisation that owes it. */
    record OrganizationName(OrganizationId organizationId, String name) {
        static OrganizationName of(Matter matter) {
            return new OrganizationName(matter.organizationId(), matter.organizationName());
        }
    }

    /** One line of a timeline; who acted is said by party, never by name. */
    record Line(Instant at, SupervisionEntry.Type type, String text, String by) {}
}
