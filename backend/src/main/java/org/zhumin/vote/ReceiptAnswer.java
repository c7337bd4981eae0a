package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

/**
 * All that a receipt tells anybody who has it.
 *
 * @param proof with COUNTED only
 */
public record ReceiptAnswer(PollId poll, VoteStatus status, @Nullable Proof proof) {
    /**
     * @param leaf the hash in the published list
     * @param inclusion where it is in the tree
     * @param root as in the result
     */
    public record Proof(String leaf, InclusionProof inclusion, String root) {}
}
