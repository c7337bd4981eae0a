package org.zhumin.request;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The deadlines as {@code config/request-deadlines.yaml} has them.
 *
 * @param versions the oldest first, each in force until the next begins
 */
@Validated
@ConfigurationProperties("zhumin.request-deadlines")
record DeadlineProperties(
        @NotEmpty List<@Valid Version> versions, @Valid @NotNull EscalationLimits escalation) {
    DeadlineProperties {
        versions = List.copyOf(versions);
    }

    /**
     * The rules from one day on.
     *
     * @param kinds every kind of request
     * @param categories exceptions
     */
    record Version(
            @NotBlank String version,
            @NotNull LocalDate from,
            @NotNull Limit accept,
            @NotNull Limit sign,
            @NotNull Limit returning,
            @NotNull Limit silence,
            @NotNull Limit reopen,
            @Valid @NotNull Extensions extensions,
            @NotEmpty Map<RequestKind, @Valid KindLimits> kinds,
            @DefaultValue List<@Valid CategoryLimits> categories) {
        Version {
            kinds = Map.copyOf(kinds);
            categories = List.copyOf(categories);
        }
    }

    record Extensions(@Min(0) @Max(10) int times, @Min(0) @Max(60) int workingDays) {}

    record KindLimits(@NotNull Limit resolve) {}

    /**
     * What differs for a category and those below it.
     *
     * @param kinds for these only; empty: for all
     */
    record CategoryLimits(
            @NotBlank String code,
            @DefaultValue List<RequestKind> kinds,
            @Nullable Limit accept,
            @Nullable Limit sign,
            @Nullable Limit resolve) {
        CategoryLimits {
            kinds = List.copyOf(kinds);
        }

        boolean isFor(RequestKind kind) {
            return kinds.isEmpty() || kinds.contains(kind);
        }
    }

    /**
     * @param firstAfterDays working days over the deadline until it goes one level up
     * @param nextAfterDays working days from each level to the next
     */
    record EscalationLimits(
            @Min(1) @Max(60) int firstAfterDays, @Min(1) @Max(60) int nextAfterDays) {}
}
