package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

/**
 * Where a vote came from.
 *
 * @param device whatever many votes of one sender share, such as a device's id; only a keyed hash
 *     of it is kept, for {@link VoteSignal}. Absent: not known
 */
public record VoteOrigin(VoteChannel channel, @Nullable String device) {
    public static final VoteOrigin MINI_PROGRAM = new VoteOrigin(VoteChannel.MINI_PROGRAM, null);
}
