package org.zhumin.ranking;

import java.util.List;

/**
 * Whether the tallies of a month say what a recount says.
 *
 * @param orders that were recounted
 * @param waiting how many of them changed since they were counted; they are recounted as they were
 *     counted last
 * @param differing keys of tallies that say something else
 * @param result EQUAL, DIFFERS, or BUSY when batches went on all the time and nothing can be said
 */
record Audited(String period, long orders, long waiting, List<String> differing, Result result) {
    enum Result {
        EQUAL,
        DIFFERS,
        BUSY
    }
}
