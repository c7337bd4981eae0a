package org.zhumin.moderation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/** The bodies of moderation. */
final class ModerationBodies {
    private ModerationBodies() {}

    /** POST /reports; the text is for the desk. */
    record ReportBody(
            @NotBlank @Size(max = 40) String targetType,
            @NotBlank @Size(max = 26) String targetId,
            @NotNull ReasonCode reasonCode,
            @Nullable @Size(min = 1, max = 500) String text) {}

    /** POST …/pass says nothing. */
    record PassBody() {}

    /** POST …/withhold; everybody reads the reason's sentence in the log. */
    record WithholdBody(@NotNull ReasonCode reasonCode) {}

    /** POST …/appeal; the desk reads it. */
    record AppealBody(@NotBlank @Size(max = 1000) String text) {}
}
