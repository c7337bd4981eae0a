package org.zhumin.request;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A request in a list.
 *
 * @param overdue computed when it was read
 */
record RequestCard(
        RequestId id,
        String number,
        RequestKind kind,
        @Nullable String categoryName,
        String title,
        String excerpt,
        RequestState status,
        String statusText,
        String areaName,
        int supporters,
        Instant createdAt,
        boolean overdue) {}
