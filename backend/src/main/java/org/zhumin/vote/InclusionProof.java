package org.zhumin.vote;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * That one leaf is under a root (RFC 9162, 2.1.3.1).
 *
 * @param index of the leaf, from 0
 * @param size how many leaves the tree has
 * @param path hashes in lower-case hex, from the leaf upwards
 */
public record InclusionProof(long index, long size, List<String> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /** The verification of RFC 9162, 2.1.3.2. */
    public boolean proves(byte[] leafHash, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (String hex : path) {
            if (last == 0) {
                return false;
            }
            byte[] other = HexFormat.of().parseHex(hex);
            if ((node & 1) == 1 || node == last) {
                hash = Hashes.node(other, hash);
                // A node without a right neighbour stands for itself on the next levels.
                int levels = Long.numberOfTrailingZeros(node);
                node >>= levels;
                last >>= levels;
            } else {
                hash = Hashes.node(hash, other);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }
}
