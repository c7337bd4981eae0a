package org.zhumin.request;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A time in which the clock stood still.
 *
 * @param until absent while it still does
 */
public record Pause(Instant from, @Nullable Instant until) {}
