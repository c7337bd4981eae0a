package org.zhumin.project;

import com.fasterxml.jackson.annotation.JsonInclude;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.media.MediaView;
import org.zhumin.project.ProjectBodies.LocationBody;
import org.zhumin.project.ProjectContent.Effect;
import org.zhumin.project.QuarantineBodies.ReasonCountView;
import org.zhumin.vote.BallotKind;
import org.zhumin.vote.CountingRule;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What goes in and out about rounds. */
final class RoundBodies {
    private RoundBodies() {}

    /** POST /rounds and PUT /rounds/{id}. */
    record RoundBody(
            @NotBlank @Size(max = 60) String title,
            @NotBlank @Size(min = 6, max = 12) String areaCode,
            @NotNull @Min(1) @Max(ProjectBodies.MOST_YUAN) Long budgetYuan,
            @NotNull CountingRule rule,
            @NotNull BallotKind ballot,
            @Nullable @Min(1) @Max(100) Integer maxChoices,
            @NotNull Instant opensAt,
            @NotNull Instant closesAt,
            @Nullable Verification minVerification,
            @NotNull Effect effect) {}

    /** POST …/proposals: a resident's own candidate. */
    record ProposalBody(
            @NotBlank @Size(max = 60) String title,
            @NotBlank @Size(max = 200) String summary,
            @NotBlank @Size(max = 5000) String content,
            @NotNull @Min(1) @Max(ProjectBodies.MOST_YUAN) Long budgetYuan,
            @Nullable @Valid LocationBody location,
            @Nullable @Size(max = 9) List<@NotBlank @Size(max = 26) String> mediaIds) {}

    /** PUT …/ballot. */
    record BallotBody(
            @NotEmpty @Size(max = 100) List<@NotBlank @Size(max = 26) String> projectIds) {}

    /** POST …/tie-break. */
    record TieBreakBody(
            @NotEmpty @Size(max = 100) List<@NotBlank @Size(max = 26) String> order,
            @NotBlank @Size(max = 500) String method,
            @Nullable @Size(max = 9) List<@NotBlank @Size(max = 26) String> mediaIds) {}

    /** A proposal as its author sees it. */
    record ProposalView(ProjectId projectId, String roundId, String title, ProjectState state) {}

    /**
     * A round as everybody reads it; nothing of the ballots.
     *
     * @param ruleText the rule in plain words
     * @param candidates in an order that changes daily; empty before it opens
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RoundView(
            Round.Id id,
            String title,
            AreaCode areaCode,
            String areaName,
            long budgetYuan,
            CountingRule rule,
            String ruleText,
            BallotKind ballot,
            @Nullable Integer maxChoices,
            Instant opensAt,
            Instant closesAt,
            Verification minVerification,
            Effect effect,
            Round.State status,
            boolean open,
            List<Round.Candidate> candidates,
            List<String> tied,
            Instant createdAt) {}

    /** GET …/result. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RoundResultView(
            CountingRule rule,
            String ruleText,
            long budgetYuan,
            List<SelectedView> selected,
            List<NotSelectedView> notSelected,
            @Nullable String shareYuan,
            RoundResult.Comparison greedyComparison,
            long eligible,
            long turnout,
            Map<String, Long> quarantined,
            List<ReasonCountView> quarantineReasons,
            String root,
            Instant closedAt,
            Instant countedAt,
            @Nullable TieBreakView tieBreak) {}

    /** How the council settled a tie in public, see {@link RoundDraw}. */
    record TieBreakView(List<String> order, String method, List<MediaView> media, Instant at) {}

    /** What gets the money, and why. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SelectedView(
            String projectId,
            String title,
            int votes,
            long costYuan,
            @Nullable Integer payers,
            @Nullable String eachYuan,
            @Nullable String effectiveVotes,
            String explanation) {}

    /** What does not. */
    record NotSelectedView(String projectId, String title, int votes, long costYuan) {}
}
