package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * Where a vote came from.
 *
 * @param device whatever many votes of one sender share, such as a device's id; only a keyed hash
 *     of it is kept, for {@link VoteSignal}. Absent: not known
 * @param cohort a group that the door counts apart as well, such as {@code followers}: small
 *     letters, see {@link Tally#ofCohort}. Absent: none
 */
public record VoteOrigin(VoteChannel channel, @Nullable String device, @Nullable String cohort) {
    public static final VoteOrigin MINI_PROGRAM =
            new VoteOrigin(VoteChannel.MINI_PROGRAM, null, null);

    private static final Pattern COHORT = Pattern.compile("[a-z]{1,16}");

    public VoteOrigin {
        if (cohort != null && !COHORT.matcher(cohort).matches()) {
            throw new IllegalArgumentException("no such cohort: " + cohort);
        }
    }

    /** Of the mini program on this device. */
    public static VoteOrigin ofDevice(@Nullable String device) {
        return device == null
                ? MINI_PROGRAM
                : new VoteOrigin(VoteChannel.MINI_PROGRAM, device, null);
    }

    /** Of who belongs to this group. */
    public VoteOrigin in(String group) {
        return new VoteOrigin(channel, device, group);
    }
}
