package org.zhumin.request;

import com.fasterxml.jackson.annotation.JsonProperty;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** The bodies of the desk's actions. */
final class DeskBodies {
    private DeskBodies() {}

    /** POST …/accept; both may be left out. */
    record AcceptBody(
            @Nullable @Size(min = 1, max = 40) String categoryCode,
            @Nullable @Size(min = 1, max = 60) String title) {}

    /** POST …/dispatch; the note is for the handler, not for the public. */
    record DispatchBody(
            @NotBlank @Size(max = 26) String organizationId,
            @Nullable @Size(max = 500) String note) {}

    /** POST …/sign, …/resume, …/withdraw say nothing. */
    record NothingBody() {}

    /** POST …/assign. */
    record AssignBody(@NotBlank @Size(max = 26) String residentId) {}

    /**
     * POST …/return; the text is for triage, the resident reads the reason's own sentence.
     *
     * @param nextOrganizationId whom the unit thinks right
     */
    record ReturnBody(
            @NotNull ReturnReason reasonCode,
            @NotBlank @Size(max = 500) String text,
            @Nullable @Size(min = 1, max = 26) String nextOrganizationId) {}

    /** A body that names uploads. */
    interface WithMedia {
        @Nullable List<String> mediaIds();
    }

    /** POST …/progress. */
    record ProgressBody(
            @NotBlank @Size(max = 2000) String text,
            @Nullable @Size(max = 9) List<@NotNull String> mediaIds,
            @NotNull @JsonProperty("public") Boolean isPublic)
            implements WithMedia {}

    /** POST …/extension; the resident reads the reason once it is approved. */
    record ExtensionBody(@NotNull OffsetDateTime until, @NotBlank @Size(max = 500) String reason) {}

    /** POST …/pause, …/escalate. */
    record ReasonBody(@NotBlank @Size(max = 500) String reason) {}

    /** POST …/{extension|pause|exclusion}/{approve|refuse}. */
    record DecisionBody(@Nullable @Size(max = 500) String text) {}

    /** POST …/reply; the resident reads it. */
    record ReplyBody(
            @NotBlank @Size(max = 2000) String text,
            @Nullable @Size(max = 9) List<@NotNull String> mediaIds)
            implements WithMedia {}

    /** POST …/merge. */
    record MergeBody(@NotBlank @Size(max = 26) String intoId) {}

    /** POST …/reject; the resident reads both. */
    record RejectBody(@NotNull RejectReason reasonCode, @NotBlank @Size(max = 500) String text) {}

    /** POST …/supervise. */
    record SuperviseBody(
            @NotNull Oversight.Level level,
            @NotNull OffsetDateTime dueAt,
            @NotBlank @Size(max = 500) String text) {}

    /** POST …/rectify. */
    record RectifyBody(@NotNull OffsetDateTime dueAt, @NotBlank @Size(max = 1000) String text) {}

    /** POST …/callback. */
    record CallbackBody(
            @NotNull Outcome outcome,
            @NotNull @Min(1) @Max(5) Integer satisfaction,
            @NotBlank @Size(max = 500) String text) {}

    /** POST …/exclusion. */
    record ExclusionBody(
            @NotNull ExclusionReason reasonCode, @NotBlank @Size(max = 500) String text) {}

    /** POST …/contact; the purpose goes into the audit log. */
    record ContactBody(@NotBlank @Size(max = 200) String purpose) {}

    /**
     * POST /desk/requests.
     *
     * @param externalId the other channel's own id; the same one again gives the same request
     */
    record IntakeBody(
            @NotNull @Pattern(regexp = "HOTLINE|GRID|VISIT|WALK_IN") String channel,
            @Nullable @Size(min = 1, max = 64) @Pattern(regexp = "[\\w.:/-]+") String externalId,
            @NotNull RequestKind kind,
            @Nullable @Size(min = 1, max = 40) String categoryCode,
            @Nullable @Size(min = 1, max = 60) String title,
            @Nullable @Size(max = 2000) String content,
            SubmitBody.@Nullable @Valid Location location,
            @Nullable @Size(min = 6, max = 12) String areaCode,
            @Nullable @Size(max = 9) List<@NotBlank @Size(max = 26) String> mediaIds,
            @Nullable @Size(max = 26) String voiceMediaId,
            @NotNull Visibility visibility,
            @Nullable @Size(max = 30) Map<String, @NotNull String> answers,
            @Nullable @Valid OnBehalfOf onBehalfOf) {
        SubmitBody submission() {
            return new SubmitBody(
                    kind,
                    categoryCode,
                    title,
                    content,
                    location,
                    areaCode,
                    mediaIds,
                    voiceMediaId,
                    visibility,
                    answers,
                    onBehalfOf);
        }
    }

    /** POST /desk/requests/batch: the same action with the same body on each. */
    record BatchBody(
            @NotEmpty @Size(max = 50) List<@NotBlank @Size(max = 26) String> ids,
            @NotNull RequestAction action,
            @Nullable JsonNode body) {}

    /** PUT /desk/reply-templates. */
    record ReplyTemplatesBody(
            @NotBlank @Size(max = 26) String organizationId,
            @NotNull @Size(max = 50) List<@Valid ReplyTemplate> items) {}

    /**
     * A text that is often used.
     *
     * @param categoryCode of the requests it is for; absent for all
     */
    record ReplyTemplate(
            @NotBlank @Size(max = 40) String title,
            @NotBlank @Size(max = 2000) String text,
            @Nullable @Size(min = 1, max = 40) String categoryCode) {}
}
