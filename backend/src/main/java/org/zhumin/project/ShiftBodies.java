package org.zhumin.project;

import com.fasterxml.jackson.annotation.JsonInclude;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.zhumin.media.MediaView;

import java.time.Instant;
import java.util.List;

/** What goes in and out about shifts. */
final class ShiftBodies {
    private ShiftBodies() {}

    /** POST /projects/{id}/shifts. */
    record ShiftBody(
            @NotBlank @Size(max = 60) String title,
            @NotNull Instant startsAt,
            @NotNull Instant endsAt,
            @NotNull @Min(1) @Max(100) Integer capacity) {}

    /** POST …/report. */
    record ReportBody(
            @NotBlank @Size(max = 1000) String text,
            @Nullable @Size(max = 9) List<@NotBlank @Size(max = 26) String> mediaIds,
            @Nullable @Valid DefectBody defect) {}

    /** What is broken. */
    record DefectBody(@NotBlank @Size(max = 1000) String text) {}

    /** A shift as everybody reads it: how many, not who. */
    record ShiftView(
            Shift.Id id,
            ProjectId projectId,
            String title,
            Instant startsAt,
            Instant endsAt,
            int capacity,
            int signedUp,
            List<ReportView> reports) {}

    /** What was found. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReportView(String text, @Nullable String defect, List<MediaView> media, Instant at) {}
}
