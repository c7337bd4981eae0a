package org.zhumin.project;

import com.fasterxml.jackson.annotation.JsonInclude;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.zhumin.media.MediaView;
import org.zhumin.project.Observation.Action;
import org.zhumin.project.Observation.Kind;
import org.zhumin.project.ProjectBodies.LocationBody;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What goes in and out about observations. */
final class ObservationBodies {
    private ObservationBodies() {}

    /** POST /projects/{id}/observations. */
    record ObservationBody(
            @Nullable @Pattern(regexp = "[0-9A-Za-z]{1,26}") String milestoneId,
            @NotNull Kind kind,
            @NotBlank @Size(max = 2000) String text,
            @Nullable @Size(max = 9) List<@NotBlank @Size(max = 26) String> mediaIds,
            @Nullable @Valid LocationBody location) {}

    /** POST …/answer. */
    record AnswerBody(
            @NotBlank @Size(max = 2000) String text,
            @Nullable @Size(max = 9) List<@NotBlank @Size(max = 26) String> mediaIds,
            @NotNull Action action,
            @Nullable LocalDate dueOn) {}

    /**
     * An observation as people read it.
     *
     * @param projectTitle for the desk
     * @param publication for the desk and who wrote it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ObservationView(
            Observation.Id id,
            ProjectId projectId,
            @Nullable String projectTitle,
            @Nullable String milestoneId,
            Observation.Kind kind,
            String text,
            List<MediaView> media,
            ProjectContent.@Nullable Place location,
            Observation.State state,
            Observation.@Nullable Publication publication,
            Instant answerBy,
            boolean overdue,
            @Nullable AnswerView answer,
            Instant createdAt) {}

    /** What was said to it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AnswerView(
            String text,
            List<MediaView> media,
            Observation.Action action,
            @Nullable LocalDate dueOn,
            String by,
            Instant at) {}
}
