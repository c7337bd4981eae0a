package org.zhumin.project;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.zhumin.identity.Verification;
import org.zhumin.project.Decision.Body;
import org.zhumin.project.ProjectContent.Effect;
import org.zhumin.project.StepPlan.TallyMode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The bodies of what staff do with projects. */
final class ProjectBodies {
    /** The largest sum of money in yuan. */
    static final long MOST_YUAN = 100_000_000_000L;

    private ProjectBodies() {}

    /** POST /projects and PUT /projects/{id}. */
    record ProjectBody(
            @NotBlank @Size(max = 60) String title,
            @NotBlank @Size(max = 200) String summary,
            @NotBlank @Size(max = 10_000) String content,
            @NotBlank @Size(min = 6, max = 12) String areaCode,
            @NotNull @Min(1) @Max(MOST_YUAN) Long budgetYuan,
            @Nullable @Valid LocationBody location,
            @Nullable @Size(max = 9) List<@NotBlank @Size(max = 26) String> mediaIds,
            @Nullable @Size(max = 20) List<@NotNull @Valid OptionBody> options,
            @Nullable @Size(max = 50)
                    List<@NotBlank @Pattern(regexp = "[0-9A-Za-z]{1,26}") String> sourceRequestIds,
            @Nullable @Pattern(regexp = "[0-9A-Za-z]{1,26}") String roundId,
            @Nullable @Size(min = 1, max = 26) String implementerId,
            @Nullable @Size(max = 100) String fundingSource,
            @Nullable @Size(max = 40) String programmeCode,
            @NotNull Effect effect,
            @Nullable @Valid StepsBody steps) {}

    record LocationBody(
            @NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude,
            @Nullable @Size(max = 200) String address) {}

    record OptionBody(
            @NotBlank @Pattern(regexp = "[0-9A-Za-z_-]{1,20}") String code,
            @NotBlank @Size(max = 100) String text) {}

    record StepsBody(@Nullable @Valid StepBody POINT, @Nullable @Valid StepBody EVALUATE) {}

    record StepBody(
            @Nullable Instant opensAt,
            @Nullable Instant closesAt,
            @Nullable Verification minVerification,
            @Nullable @Min(1) @Max(10_000_000) Integer quorum,
            @Nullable @Min(1) @Max(100) Integer threshold,
            @Nullable TallyMode tally) {}

    /** POST …/review. */
    record ReviewBody(
            @NotNull Boolean feasible,
            @NotNull @Min(1) @Max(MOST_YUAN) Long costYuan,
            @NotBlank @Size(max = 1000) String explanation) {}

    /** POST …/advance. */
    record AdvanceBody(@NotNull ProjectState to, @Nullable @Size(max = 1000) String reason) {}

    /** POST …/shelve. */
    record ShelveBody(@NotNull ShelveReason reasonCode, @NotBlank @Size(max = 1000) String text) {}

    /** POST …/extend. */
    record ExtendBody(
            @NotNull ProjectState step,
            @NotNull Instant closesAt,
            @NotBlank @Size(max = 1000) String reason) {}

    /** POST …/decision. */
    record DecisionBody(
            @NotNull Body body,
            @NotNull @Min(0) @Max(100_000) Integer inFavour,
            @NotNull @Min(0) @Max(100_000) Integer against,
            @NotNull @Min(0) @Max(100_000) Integer abstain,
            @NotNull LocalDate heldOn,
            @Nullable @Size(max = 9) List<@NotBlank @Size(max = 26) String> mediaIds) {}

    /** POST …/milestones and PUT …/milestones/{mid}. */
    record MilestoneBody(
            @NotBlank @Size(max = 60) String title,
            @NotNull LocalDate dueOn,
            @NotNull @Min(1) @Max(100) Integer weight,
            Milestone.@Nullable State state,
            @Nullable @Size(max = 1000) String reportText,
            @Nullable @Size(max = 9) List<@NotBlank @Size(max = 26) String> mediaIds,
            @Nullable @Min(0) @Max(MOST_YUAN) Long spentYuan) {}

    /** POST …/re-evaluate. */
    record ReEvaluateBody(
            @NotBlank @Size(max = 1000) String reason,
            @NotNull Instant opensAt,
            @NotNull Instant closesAt) {}
}
