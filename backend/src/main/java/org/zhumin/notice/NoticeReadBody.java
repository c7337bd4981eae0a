package org.zhumin.notice;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * POST /notices/read; one of the two.
 *
 * @param ids these; what is no notice of the caller's is passed over
 * @param upTo all up to and at this time, which is the {@code at} of the newest one shown
 */
record NoticeReadBody(
        @Nullable @Size(min = 1, max = 100) List<@NotNull String> ids, @Nullable Instant upTo) {}
