package org.zhumin.project;

import java.time.Instant;

/**
 * Whether a candidate can be done and for how much, as everybody reads it.
 *
 * @param costYuan what the round is asked for
 */
public record Review(boolean feasible, long costYuan, String explanation, Instant at) {}
