package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

/**
 * A vote as it is put in, or was.
 *
 * @param bundle in which it is counted; absent: by itself
 */
record BundledVote(VoteFact fact, @Nullable String bundle) {
    static BundledVote byItself(VoteFact fact) {
        return new BundledVote(fact, null);
    }
}
