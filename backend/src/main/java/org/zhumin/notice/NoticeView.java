package org.zhumin.notice;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** An entry of the inbox as its owner reads it. */
record NoticeView(
        String id,
        Instant at,
        String type,
        String title,
        String text,
        @Nullable String page,
        boolean read) {}
