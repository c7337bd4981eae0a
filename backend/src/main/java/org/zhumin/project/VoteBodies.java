package org.zhumin.project;

import com.fasterxml.jackson.annotation.JsonInclude;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;
import org.zhumin.identity.Requirement;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.project.QuarantineBodies.ReasonCountView;
import org.zhumin.vote.InclusionProof;
import org.zhumin.vote.Opening;
import org.zhumin.vote.Vote;
import org.zhumin.vote.Vote.Choice;
import org.zhumin.vote.VoteChannel;
import org.zhumin.vote.VoteStatus;
import org.zhumin.vote.VoteStep;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What goes in and out about votes. The vote itself checks what is within its fields. */
final class VoteBodies {
    private VoteBodies() {}

    /** PUT …/votes/POINT. */
    record PointBody(
            @NotNull Choice choice,
            @Nullable List<@NotNull String> optionCodes,
            @Nullable String comment) {
        Vote vote() {
            return new Vote.Point(
                    choice, Objects.requireNonNullElse(optionCodes, List.of()), comment);
        }
    }

    /** PUT …/votes/WATCH; not to follow any more is DELETE. */
    record WatchBody(@AssertTrue boolean follow, @Nullable String concern) {
        Vote vote() {
            return new Vote.Watch(concern);
        }
    }

    /** PUT …/votes/EVALUATE. */
    record EvaluateBody(
            @NotNull Integer score, @NotNull @Valid AspectsBody aspects, @Nullable String comment) {
        Vote vote() {
            return new Vote.Evaluate(
                    score,
                    new Vote.Aspects(
                            aspects.quality(),
                            aspects.speed(),
                            aspects.openness(),
                            aspects.usefulness()),
                    comment);
        }
    }

    record AspectsBody(
            @NotNull Integer quality,
            @NotNull Integer speed,
            @NotNull Integer openness,
            @NotNull Integer usefulness) {}

    /** PUT …/votes/MANAGE. */
    record ManageBody(@NotBlank String pledge, @Nullable Integer hoursPerMonth) {
        Vote vote() {
            return new Vote.Manage(pledge, hoursPerMonth);
        }
    }

    /**
     * A vote as its voter alone sees it.
     *
     * @param opening with it anybody can check what was counted; so it is the voter's secret
     * @param reason why it is quarantined, a code
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VoteView(
            VoteStep step,
            Object vote,
            Instant at,
            String receipt,
            VoteStatus status,
            @Nullable Opening opening,
            @Nullable String reason,
            @Nullable String reasonText) {}

    /** GET /me/eligibility. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EligibilityView(
            boolean eligible, List<Requirement> missing, @Nullable VoteStep step, boolean open) {}

    /** GET …/results/{step}. */
    record ResultView(
            VoteStep step,
            int turn,
            Instant closedAt,
            Instant countedAt,
            long eligible,
            long turnout,
            Map<String, Object> tally,
            @Nullable Object byOption,
            Map<AreaCode, Map<String, Object>> byArea,
            Map<Verification, Long> byVerification,
            Map<VoteChannel, Long> byChannel,
            Map<String, Long> quarantined,
            List<ReasonCountView> quarantineReasons,
            String root) {}

    /** GET …/receipts/{receipt}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReceiptView(VoteStatus status, VoteStep step, @Nullable ProofView proof) {}

    /** See {@link InclusionProof}. */
    record ProofView(String leaf, long index, long size, List<String> path, String root) {}
}
