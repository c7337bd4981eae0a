package org.zhumin.request;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * The person for whom somebody else writes, who has agreed. Encrypted where it is stored; the phone
 * and the address are shown only to a {@link RequestAction#CONTACT} that is audited.
 *
 * @param relation of the writer to the person, such as 子女 or 网格员
 */
record OnBehalfOf(
        @NotBlank @Size(max = 40) @Pattern(regexp = "\\P{Cntrl}*") String name,
        @Nullable @Pattern(regexp = "\\+?[0-9][0-9-]{5,18}") String phone,
        @Nullable @Size(min = 1, max = 200) @Pattern(regexp = "\\P{Cntrl}*") String address,
        @NotBlank @Size(max = 40) @Pattern(regexp = "\\P{Cntrl}*") String relation,
        @NotNull Consent consent) {

    /** How the person agreed. */
    enum Consent {
        VERBAL,
        PAPER
    }
}
