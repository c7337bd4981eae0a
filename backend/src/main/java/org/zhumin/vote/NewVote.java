package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

/**
 * A vote that is about to be inserted.
 *
 * @param bundle in which it is counted; absent: by itself
 */
record NewVote(VoteFact fact, @Nullable String bundle) {}
