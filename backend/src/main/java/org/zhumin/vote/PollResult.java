package org.zhumin.vote;

import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The count of a closed poll, made from the votes themselves.
 *
 * @param eligible how many residents could have voted when it was counted
 * @param turnout how many votes count
 * @param byArea the tally of each part of the poll's area; small parts are left out, and a further
 *     one where the difference to the total would tell
 * @param quarantined how many votes were kept out, by reason
 * @param root of the tree over the commitments, hex; see {@link MerkleTree}
 */
public record PollResult(
        PollId poll,
        Instant closedAt,
        Instant countedAt,
        long eligible,
        long turnout,
        Tally tally,
        Map<AreaCode, Tally> byArea,
        Map<Verification, Long> byVerification,
        Map<VoteChannel, Long> byChannel,
        Map<String, Long> quarantined,
        String root) {
    public PollResult {
        byArea = Map.copyOf(byArea);
        byVerification = Collections.unmodifiableMap(new TreeMap<>(byVerification));
        byChannel = Collections.unmodifiableMap(new TreeMap<>(byChannel));
        quarantined = Collections.unmodifiableMap(new TreeMap<>(quarantined));
    }
}
