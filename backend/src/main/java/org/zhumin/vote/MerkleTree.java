package org.zhumin.vote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The Merkle tree hash of RFC 6962, 2.1 over the commitments of a closed vote. Its leaves are
 * sorted by their hash, so that their order says nothing of who voted when. About 64 bytes for each
 * leaf.
 */
public final class MerkleTree {
    private static final HexFormat HEX = HexFormat.of();

    /** From the leaves to the root; a node without a right neighbour moves up as it is. */
    private final List<byte[][]> levels;

    private MerkleTree(byte[][] leaves) {
        levels = new ArrayList<>();
        levels.add(leaves);
        for (byte[][] level = leaves; level.length > 1; level = levels.getLast()) {
            levels.add(parents(level));
        }
    }

    /**
     * @param commitments of the votes that count, see {@link Opening#commitment}
     */
    public static MerkleTree ofCommitments(Collection<byte[]> commitments) {
        byte[][] leaves = commitments.stream().map(Hashes::leaf).toArray(byte[][]::new);
        Arrays.sort(leaves, Arrays::compareUnsigned);
        return new MerkleTree(leaves);
    }

    /** The leaves in the order that they come in, as the RFC's own examples need. */
    static MerkleTree ofData(List<byte[]> data) {
        return new MerkleTree(data.stream().map(Hashes::leaf).toArray(byte[][]::new));
    }

    /**
     * A part of a tree, or the top of one.
     *
     * @param hashes of nodes of one level, in order
     */
    static MerkleTree ofNodes(byte[][] hashes) {
        return new MerkleTree(hashes);
    }

    /** The hash under which a commitment is among the leaves. */
    public static byte[] leafHash(byte[] commitment) {
        return Hashes.leaf(commitment);
    }

    private static byte[][] parents(byte[][] level) {
        byte[][] parents = new byte[(level.length + 1) / 2][];
        for (int i = 0; i < parents.length; i++) {
            parents[i] =
                    2 * i + 1 < level.length
                            ? Hashes.node(level[2 * i], level[2 * i + 1])
                            : level[2 * i];
        }
        return parents;
    }

    public int size() {
        return levels.getFirst().length;
    }

    /** The hash of nothing if there is no leaf. */
    public byte[] root() {
        return size() == 0 ? Hashes.empty() : levels.getLast()[0].clone();
    }

    public String rootHex() {
        return HEX.formatHex(root());
    }

    /** The leaves' hashes in hex, rising. */
    public List<String> leaves() {
        return Arrays.stream(levels.getFirst()).map(HEX::formatHex).toList();
    }

    /** Empty if there is no such leaf. */
    public Optional<InclusionProof> proofOf(byte[] leafHash) {
        int index = Arrays.binarySearch(levels.getFirst(), leafHash, Arrays::compareUnsigned);
        return index < 0 ? Optional.empty() : Optional.of(proofAt(index));
    }

    InclusionProof proofAt(int index) {
        var path = new ArrayList<String>();
        int node = index;
        for (byte[][] level : levels) {
            int sibling = node ^ 1;
            if (sibling < level.length) {
                path.add(HEX.formatHex(level[sibling]));
            }
            node /= 2;
        }
        return new InclusionProof(index, size(), path);
    }
}
