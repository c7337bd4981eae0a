package org.zhumin.request;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.util.List;

/**
 * What residents may ask about, and how long things take.
 *
 * @param categories the tree, at least one
 * @param limits in days
 */
@Validated
@ConfigurationProperties("zhumin.request")
record RequestProperties(
        @NotEmpty List<@Valid Category> categories, @DefaultValue @Valid Limits limits) {
    /**
     * How many days an action may still be taken.
     *
     * @param returnDays from dispatch until a unit must have said that it is not the right one
     * @param confirmDays from a reply until silence closes
     * @param reopenDays from closing until it can no longer be reopened, from a rejection until it
     *     can no longer be appealed
     * @param extensionDays how much later than the due date an extension may ask for
     */
    record Limits(
            @DefaultValue("2") @Min(1) @Max(30) int returnDays,
            @DefaultValue("7") @Min(1) @Max(60) int confirmDays,
            @DefaultValue("15") @Min(1) @Max(365) int reopenDays,
            @DefaultValue("10") @Min(1) @Max(365) int extensionDays) {}
}
