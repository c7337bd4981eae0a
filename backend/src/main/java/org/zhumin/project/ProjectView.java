package org.zhumin.project;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.zhumin.area.AreaName;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.media.MediaView;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A project as everybody reads it.
 *
 * @param step where it stands; absent for a draft and once it is over
 * @param closesAt of the present vote
 * @param steps the votes by date, by name of the step
 * @param progress 0 to 100, by the weights of the milestones
 * @param allowedActions for staff who are signed in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProjectView(
        ProjectId id,
        String title,
        String summary,
        String content,
        AreaView area,
        long budgetYuan,
        ProjectContent.@Nullable Place location,
        List<MediaView> media,
        List<ProjectContent.Option> options,
        ProjectContent.Effect effect,
        @Nullable String fundingSource,
        @Nullable String programmeCode,
        @Nullable ProjectState step,
        ProjectState.Status status,
        String statusText,
        @Nullable ShelvedView shelved,
        Map<String, StepView> steps,
        @Nullable Instant closesAt,
        Map<String, Object> tally,
        List<MilestoneView> milestones,
        int progress,
        ProjectContent.@Nullable Implementer implementer,
        long spentYuan,
        @Nullable String roundId,
        @Nullable Review review,
        @Nullable DecisionView decision,
        @Nullable StepOutcome pointOutcome,
        List<StepOutcome> evaluations,
        List<SourceView> sourceRequests,
        ShareView share,
        Instant createdAt,
        @Nullable Instant publishedAt,
        long version,
        @Nullable List<ProjectAction> allowedActions) {

    /** Where it belongs. */
    record AreaView(AreaCode code, List<AreaName> path) {}

    /** Why it was given up. */
    record ShelvedView(ShelveReason reasonCode, String text) {}

    /** A vote by a date. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StepView(
            @Nullable Instant opensAt,
            @Nullable Instant closesAt,
            Verification minVerification,
            @Nullable Integer quorum,
            int threshold,
            StepPlan.TallyMode tally,
            boolean open) {
        static StepView of(StepPlan plan, boolean present, Instant now) {
            return new StepView(
                    plan.opensAt(),
                    plan.closesAt(),
                    plan.minVerification(),
                    plan.quorum(),
                    plan.threshold(),
                    plan.tally(),
                    present && plan.isOpen(now));
        }
    }

    /** A part of the work. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MilestoneView(
            String id,
            String title,
            LocalDate dueOn,
            int weight,
            Milestone.State state,
            @Nullable String reportText,
            List<MediaView> media,
            long spentYuan,
            @Nullable Instant doneAt,
            boolean overdue) {}

    /** 票决. */
    record DecisionView(
            Decision.Body body,
            int inFavour,
            int against,
            int abstain,
            LocalDate heldOn,
            List<MediaView> media) {}

    /** A request that it grew from; whether others may read it, the request says. */
    record SourceView(String id) {}

    /** For sharing the page in WeChat. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShareView(String title, @Nullable String imageUrl) {}

    /** One thing that happened. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EntryView(
            Instant at,
            ProjectEntry.Type type,
            String text,
            @Nullable String words,
            String by,
            List<MediaView> media) {}
}
