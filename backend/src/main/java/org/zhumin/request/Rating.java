package org.zhumin.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The owner's word on the reply.
 *
 * @param satisfaction 1 to 5
 */
record Rating(Outcome outcome, int satisfaction, @Nullable String comment, Instant at) {}
