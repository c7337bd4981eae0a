package org.zhumin.request;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/** The body of POST /requests/{id}/confirmation. */
record ConfirmBody(
        @NotNull Outcome outcome,
        @NotNull @Min(1) @Max(5) Integer satisfaction,
        @Nullable @Size(max = 500) String comment) {}
