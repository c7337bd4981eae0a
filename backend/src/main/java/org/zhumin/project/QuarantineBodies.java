package org.zhumin.project;

import com.fasterxml.jackson.annotation.JsonInclude;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.zhumin.vote.VoteBurst;
import org.zhumin.vote.VoteSignal;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What goes in and out about votes that are kept out. Nothing of it says who voted, or what. */
final class QuarantineBodies {
    private static final int RECEIPT_CHARS = 100;
    private static final int TEXT_CHARS = 500;

    private QuarantineBodies() {}

    /** POST …/quarantine: all votes of one origin, or the one that a receipt names. */
    record QuarantineBody(
            @Nullable @Size(max = RECEIPT_CHARS) String origin,
            @Nullable @Size(max = RECEIPT_CHARS) String receipt,
            @NotNull QuarantineReason reasonCode) {
        @AssertTrue
        boolean isOfOne() {
            return (origin == null) != (receipt == null);
        }
    }

    /** POST …/quarantine/lift. */
    record LiftBody(@NotBlank @Size(max = RECEIPT_CHARS) String receipt) {}

    /** How an appeal is decided. */
    enum AppealOutcome {
        /** The vote counts again. */
        GRANTED,
        /** It stays out, and its voter reads why. */
        DISMISSED
    }

    /** POST …/quarantine/decide. */
    record DecideBody(
            @NotBlank @Size(max = RECEIPT_CHARS) String receipt,
            @NotNull AppealOutcome outcome,
            @NotBlank @Size(max = TEXT_CHARS) String text) {}

    /** POST …/appeal. */
    record AppealBody(@NotBlank @Size(max = TEXT_CHARS) String text) {}

    /**
     * GET …/signals: for people to look at; nothing follows by itself.
     *
     * @param quarantined how many votes are kept out now, by reason
     * @param quarantineReasons the same in words
     */
    record SignalsView(
            List<VoteSignal> devices,
            List<VoteBurst> bursts,
            Map<String, Long> quarantined,
            List<ReasonCountView> quarantineReasons) {}

    /**
     * How many votes are kept out now, by reason.
     *
     * @param quarantineReasons the same in words
     */
    record QuarantinedView(
            Map<String, Long> quarantined, List<ReasonCountView> quarantineReasons) {}

    /** A vote that is kept out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeptOutView(
            String receipt,
            String reasonCode,
            String reasonText,
            Instant votedAt,
            @Nullable AppealView appeal) {}

    /** How many votes were kept out for one reason. */
    record ReasonCountView(String reasonCode, String reasonText, long votes) {}

    /**
     * What the voter says against it, and what came of it.
     *
     * @param status of the appeal
     * @param decision why the vote stays out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AppealView(
            String reasonCode,
            String reasonText,
            String text,
            Instant at,
            AppealStatus status,
            @Nullable String decision,
            @Nullable Instant decidedAt) {}

    /** One that is granted is gone, and the vote counts. */
    enum AppealStatus {
        WAITING,
        DISMISSED
    }
}
