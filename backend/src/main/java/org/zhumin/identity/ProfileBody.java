package org.zhumin.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * How a resident appears to others. Replaces what was there: what is left out is removed.
 *
 * @param avatar address of a picture
 */
record ProfileBody(
        @NotBlank @Size(max = 20) @Pattern(regexp = "\\P{Cntrl}*") String nickname,
        @Nullable @Size(max = 512) @Pattern(regexp = "https://[\\x21-\\x7e]+") String avatar,
        @Nullable AgeBand ageBand) {}
