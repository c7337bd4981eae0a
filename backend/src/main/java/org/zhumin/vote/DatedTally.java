package org.zhumin.vote;

import java.time.Instant;

/**
 * A tally, or what comes to one.
 *
 * @param at when it last changed
 */
record DatedTally(Tally tally, Instant at) {
    DatedTally plus(DatedTally later) {
        return new DatedTally(tally.plus(later.tally), later.at);
    }
}
