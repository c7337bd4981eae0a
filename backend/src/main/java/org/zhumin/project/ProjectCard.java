package org.zhumin.project;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.zhumin.media.MediaView;

import java.time.Instant;
import java.util.Map;

/** A project in a list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProjectCard(
        ProjectId id,
        String title,
        String summary,
        String areaName,
        @Nullable ProjectState step,
        ProjectState.Status status,
        String statusText,
        @Nullable MediaView cover,
        long budgetYuan,
        Map<String, Object> tally,
        int progress,
        @Nullable String roundId,
        @Nullable Instant closesAt,
        Instant createdAt) {}
