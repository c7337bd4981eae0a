package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

/**
 * A vote as this instance has put it in.
 *
 * @param bundle in which it is counted; absent: by itself
 */
record WrittenVote(VoteFact fact, @Nullable Bundle bundle) {
    BundledVote bundled() {
        return new BundledVote(fact, bundle == null ? null : bundle.id());
    }

    /** Then a change of it may be counted in another bundle. */
    boolean isCountedInBundle() {
        return bundle != null && bundle.isCounted();
    }
}
