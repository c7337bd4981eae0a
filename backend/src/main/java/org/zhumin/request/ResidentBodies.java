package org.zhumin.request;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The bodies of what residents do with a request. */
final class ResidentBodies {
    private ResidentBodies() {}

    /** POST …/withdraw; may say why, to the desk. */
    record WithdrawBody(@Nullable @Size(max = 500) String text) {}

    /** POST …/appeal. */
    record AppealBody(@NotBlank @Size(max = 1000) String text) {}

    /** POST …/supplement. */
    record SupplementBody(
            @NotBlank @Size(max = 2000) String text,
            @Nullable @Size(max = 9) List<@NotBlank @Size(max = 26) String> mediaIds) {}

    /** POST …/confirmation. */
    record ConfirmBody(
            @NotNull Outcome outcome,
            @NotNull @Min(1) @Max(5) Integer satisfaction,
            @Nullable @Size(max = 500) String comment) {}

    /** POST …/reopen. */
    record ReopenBody(@NotBlank @Size(max = 500) String reason) {}
}
