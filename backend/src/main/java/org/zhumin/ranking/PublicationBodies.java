package org.zhumin.ranking;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/** What the calls around a publication say. */
final class PublicationBodies {
    private PublicationBodies() {}

    /**
     * @param reason needed for a correction
     */
    record FreezeBody(@Nullable @Size(min = 1, max = 500) String reason) {}

    record PublishBody() {}

    /**
     * @param number of the order, as {@code inputs.csv} has it
     */
    record ObjectionBody(
            @NotNull @Pattern(regexp = "[0-9A-Za-z]{1,26}") String organizationId,
            @NotNull @Pattern(regexp = "[0-9A-Za-z]{1,40}") String number,
            @NotBlank @Size(max = 1000) String text) {}

    /**
     * @param reasonCode one of the formula's exclusions
     */
    record AcceptBody(
            @NotNull @Pattern(regexp = "[A-Z][A-Z_]{0,39}") String reasonCode,
            @NotBlank @Size(max = 1000) String text) {}

    record RefuseBody(@NotBlank @Size(max = 1000) String text) {}
}
