package org.zhumin.kernel;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One page of a list as it is answered; {@code nextCursor} is opaque, signed, and null on the last
 * page.
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
