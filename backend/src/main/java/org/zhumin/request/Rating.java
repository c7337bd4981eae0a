package org.zhumin.request;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The owner's word on the reply.
 *
 * @param satisfaction 1 to 5
 */
record Rating(Outcome outcome, int satisfaction, @Nullable String comment, Instant at) {}
