package org.zhumin.vote;

import org.jspecify.annotations.Nullable;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;

import java.time.Instant;

/**
 * The one vote of one voter in one poll, as it stands.
 *
 * @param revision from 1, one higher with each version; receipts name it
 * @param at when this version was received, in milliseconds
 * @param choice {@link Vote#encoded()}
 * @param contribution see {@link Contribution}, whether or not it counts
 * @param takenBack a tombstone: the vote before it stays in {@code choice}
 * @param quarantine a code; absent: it is not kept out
 * @param appeal what the voter says against the quarantine
 * @param verification of the voter when voting
 * @param cell the part of the poll's area in which the voter lives
 * @param origin see {@link Receipts#origin}
 * @param leaving the voter's account is erased: the pseudonym goes when the result is out
 */
record VoteFact(
        PollId poll,
        String voterKey,
        int revision,
        Instant at,
        String choice,
        String contribution,
        boolean takenBack,
        @Nullable String quarantine,
        @Nullable String appeal,
        Verification verification,
        VoteChannel channel,
        AreaCode cell,
        @Nullable String origin,
        boolean leaving) {

    Vote vote() {
        return VoteTexts.read(poll.step(), choice);
    }

    boolean counts() {
        return !takenBack && quarantine == null;
    }

    /** What it adds to the tally; absent if it does not count. */
    @Nullable String counted() {
        return counts() ? contribution : null;
    }

    /** What it would add. */
    @Nullable String uncounted() {
        return counts() ? null : contribution;
    }

    boolean saysTheSameAs(VoteFact other) {
        return takenBack == other.takenBack && choice.equals(other.choice);
    }

    /** A newer version takes the place; what staff decided about the vote stays. */
    VoteFact replacedBy(VoteFact newer) {
        return new VoteFact(
                poll,
                voterKey,
                revision + 1,
                newer.at,
                newer.choice,
                newer.contribution,
                newer.takenBack,
                quarantine,
                appeal,
                newer.verification,
                newer.channel,
                newer.cell,
                newer.origin,
                false);
    }

    VoteFact takenBack(Instant moment) {
        return new VoteFact(
                poll,
                voterKey,
                revision + 1,
                moment,
                choice,
                contribution,
                true,
                quarantine,
                appeal,
                verification,
                channel,
                cell,
                origin,
                leaving);
    }

    /**
     * Without what the voter wrote; the choice goes on counting. A changed text is a new version.
     */
    VoteFact left() {
        String bare = VoteTexts.withoutText(vote()).encoded();
        return new VoteFact(
                poll,
                voterKey,
                bare.equals(choice) ? revision : revision + 1,
                at,
                bare,
                contribution,
                takenBack,
                quarantine,
                null,
                verification,
                channel,
                cell,
                null,
                true);
    }

    /** Under another key, with nothing that leads to the voter. */
    VoteFact under(String otherKey) {
        return new VoteFact(
                poll,
                otherKey,
                revision,
                at,
                VoteTexts.withoutText(vote()).encoded(),
                contribution,
                takenBack,
                quarantine,
                null,
                verification,
                channel,
                cell,
                null,
                false);
    }
}
