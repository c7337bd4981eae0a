package org.zhumin.supervision;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** The bodies of this feature's calls. */
final class Bodies {
    private Bodies() {}

    /** POST …/submit: what was done. */
    record SubmitBody(@NotBlank @Size(max = 2000) String text) {}

    /**
     * POST …/verify: what was found.
     *
     * @param dueAt a new day, when it has not passed; without it the old one stays
     */
    record VerifyBody(
            @NotNull Boolean passed,
            @NotBlank @Size(max = 2000) String text,
            @Nullable Instant dueAt) {}

    /** POST …/escalate: why; with a new day, or the old one stays. */
    record EscalateBody(@NotBlank @Size(max = 2000) String text, @Nullable Instant dueAt) {}

    /** POST …/answer and …/close. */
    record TextBody(@NotBlank @Size(max = 2000) String text) {}

    /** POST /accountability-cases. */
    record OpenCaseBody(
            @NotNull CaseLevel level,
            @NotNull @Valid SubjectBody subject,
            @NotBlank @Size(max = 26) String organizationId,
            @NotBlank @Size(max = 2000) String text) {}

    record SubjectBody(
            @NotNull Subject.Type type, @NotNull @Pattern(regexp = "[0-9A-Za-z]{1,26}") String id) {
        Subject toSubject() {
            return new Subject(type, id);
        }
    }
}
