package org.zhumin.vote;

import org.jspecify.annotations.Nullable;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The count of one poll while it is made, vote by vote. What it gives depends on the votes alone,
 * not on their order, so two that count the same votes get the same.
 */
final class Count {
    private static final HexFormat HEX = HexFormat.of();

    /** In place of the root where leaves that are kept out are named. */
    private static final String KEPT_OUT = "-kept-out";

    private final Poll poll;
    private final Instant closedAt;
    private final Map<String, Long> contributions = new HashMap<>();
    private final Map<AreaCode, Map<String, Long>> byArea = new HashMap<>();
    private final Map<Verification, Long> byVerification = new EnumMap<>(Verification.class);
    private final Map<VoteChannel, Long> byChannel = new EnumMap<>(VoteChannel.class);
    private final Map<String, Long> quarantined = new TreeMap<>();
    private final List<byte[]> leaves = new ArrayList<>();
    private final List<byte[]> keptOut = new ArrayList<>();
    private @Nullable MerkleTree tree;

    Count(Poll poll) {
        this.poll = poll;
        closedAt = Objects.requireNonNull(poll.closesAt());
    }

    /**
     * @param leaf of this vote
     */
    Count add(VoteFact fact, byte[] leaf) {
        String reason = fact.quarantine();
        if (!fact.at().isBefore(closedAt) || fact.takenBack()) {
            return this;
        }
        if (reason != null) {
            quarantined.merge(reason, 1L, Long::sum);
            keptOut.add(leaf);
            return this;
        }
        contributions.merge(fact.contribution(), 1L, Long::sum);
        byArea.computeIfAbsent(fact.cell(), _ -> new HashMap<>())
                .merge(fact.contribution(), 1L, Long::sum);
        byVerification.merge(fact.verification(), 1L, Long::sum);
        byChannel.merge(fact.channel(), 1L, Long::sum);
        leaves.add(leaf);
        return this;
    }

    /** Sorts; no more votes can be added. */
    Count finish() {
        leaves.sort(Arrays::compareUnsigned);
        keptOut.sort(Arrays::compareUnsigned);
        tree = MerkleTree.ofNodes(leaves.toArray(byte[][]::new));
        return this;
    }

    private String root() {
        return Objects.requireNonNull(tree, "not finished").rootHex();
    }

    PollResult result(long eligible, Instant now) {
        return new PollResult(
                poll.id(),
                closedAt,
                now,
                eligible,
                leaves.size(),
                tally(contributions),
                shownAreas(),
                byVerification,
                byChannel,
                quarantined,
                root());
    }

    private Tally tally(Map<String, Long> votes) {
        return Contribution.tally(poll.id().step(), votes);
    }

    /** Without small cells; and where those together would be small, without the next as well. */
    private Map<AreaCode, Tally> shownAreas() {
        var shown = new HashMap<AreaCode, Tally>();
        byArea.forEach((area, votes) -> shown.put(area, tally(votes)));
        long hidden = 0;
        for (AreaCode area : List.copyOf(shown.keySet())) {
            long total = total(shown, area);
            if (total < poll.minimumCell()) {
                shown.remove(area);
                hidden += total;
            }
        }
        if (hidden > 0 && hidden < poll.minimumCell()) {
            shown.keySet().stream()
                    .min(
                            Comparator.comparingLong((AreaCode area) -> total(shown, area))
                                    .thenComparing(AreaCode::value))
                    .ifPresent(shown::remove);
        }
        return shown;
    }

    private static long total(Map<AreaCode, Tally> shown, AreaCode area) {
        return Objects.requireNonNull(shown.get(area)).total();
    }

    /** The leaves of the tree as they are to be kept. */
    List<Piece> pieces() {
        return cut(leaves, root());
    }

    /** The leaves beside the tree. */
    List<Piece> piecesKeptOut() {
        return cut(keptOut, root() + KEPT_OUT);
    }

    Leaves.Index index() {
        return index(root(), leaves.size(), pieces());
    }

    Leaves.Index indexKeptOut() {
        return index(root() + KEPT_OUT, keptOut.size(), piecesKeptOut());
    }

    private static Leaves.Index index(String root, int size, List<Piece> pieces) {
        return new Leaves.Index(root, size, pieces.stream().map(Piece::indexed).toList());
    }

    private static List<Piece> cut(List<byte[]> hashes, String root) {
        var pieces = new ArrayList<Piece>();
        for (int from = 0; from < hashes.size(); from += Leaves.PIECE) {
            int to = Math.min(hashes.size(), from + Leaves.PIECE);
            pieces.add(new Piece(root, pieces.size(), hashes.subList(from, to)));
        }
        return pieces;
    }

    /**
     * @param root under which it is kept
     */
    record Piece(String root, int number, List<byte[]> hashes) {
        Leaves.Piece indexed() {
            var subtree = MerkleTree.ofNodes(hashes.toArray(byte[][]::new));
            return new Leaves.Piece(HEX.formatHex(hashes.getFirst()), subtree.rootHex());
        }
    }
}
