package org.zhumin.vote;

import org.zhumin.kernel.AreaCode;

import java.time.Instant;

/**
 * Far more votes of one part of the area in a short time than there usually are: for people to look
 * at. Innocent neighbours are among them, so nothing can be done to a burst as a whole.
 *
 * @param to exclusive
 * @param usual how many votes such a time has on average
 */
public record VoteBurst(AreaCode area, Instant from, Instant to, long votes, double usual) {}
