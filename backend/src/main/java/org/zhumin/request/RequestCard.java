package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.media.MediaView;

import java.time.Instant;

/**
 * A request in a list.
 *
 * @param overdue computed when it was read
 * @param cover the first picture that the reader may see
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
        boolean overdue,
        @Nullable MediaView cover) {}
