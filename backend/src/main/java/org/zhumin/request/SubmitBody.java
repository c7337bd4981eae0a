package org.zhumin.request;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * The body of POST /requests.
 *
 * @param title left out: made from the beginning of the content
 * @param content may be left out where there is a voice message
 * @param location where it is; left out: {@code areaCode} counts, then where the resident lives
 * @param mediaIds pictures that the caller has uploaded
 * @param voiceMediaId a recording that the caller has uploaded; only the desk hears it
 * @param visibility PUBLIC: others may read it once triage has looked; a REPORT never is
 * @param onBehalfOf the person for whom it is written, who has agreed
 */
record SubmitBody(
        @NotNull RequestKind kind,
        @Nullable @Size(min = 1, max = 40) String categoryCode,
        @Nullable @Size(min = 1, max = 60) String title,
        @Nullable @Size(max = 2000) String content,
        @Nullable @Valid Location location,
        @Nullable @Size(min = 6, max = 12) String areaCode,
        @Nullable @Size(max = 9) List<@NotBlank @Size(max = 26) String> mediaIds,
        @Nullable @Size(max = 26) String voiceMediaId,
        @NotNull Visibility visibility,
        @Nullable @Size(max = 30) Map<String, @NotNull String> answers,
        @Nullable @Valid OnBehalfOf onBehalfOf) {

    record Location(
            @NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude,
            @Nullable @Size(max = 200) String address) {}
}
