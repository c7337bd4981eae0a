package org.zhumin.platform.ops;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How much of one kind of work waits.
 *
 * @param waiting at most {@link Operations#COUNT_MAX}, which then says "or more"
 * @param oldestAt since when the oldest of these waits; absent when nothing does
 */
public record Backlog(
        MongoBacklogs.Kind kind, String name, long waiting, @Nullable Instant oldestAt) {}
