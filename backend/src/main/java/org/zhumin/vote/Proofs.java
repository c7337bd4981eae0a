package org.zhumin.vote;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** Finds leaves in what is kept of a counted poll. */
@Component
class Proofs {
    private static final HexFormat HEX = HexFormat.of();
    private static final String HEADER = "leaf,state\n";

    private final Leaves leaves;

    Proofs(Leaves leaves) {
        this.leaves = leaves;
    }

    /** Empty if the leaf is not in the tree. */
    Mono<ReceiptAnswer.Proof> prove(Leaves.Index index, byte[] leaf) {
        int piece = pieceOf(index, HEX.formatHex(leaf));
        return piece < 0
                ? Mono.empty()
                : leaves.load(index.root(), piece)
                        .mapNotNull(
                                hashes ->
                                        MerkleTree.ofNodes(hashes.toArray(byte[][]::new))
                                                .proofOf(leaf)
                                                .orElse(null))
                        .map(inPiece -> inTree(index, piece, inPiece))
                        .map(
                                proof ->
                                        new ReceiptAnswer.Proof(
                                                HEX.formatHex(leaf), proof, index.root()));
    }

    private static int pieceOf(Leaves.Index index, String leaf) {
        List<String> firsts = index.pieces().stream().map(Leaves.Piece::first).toList();
        int found = Collections.binarySearch(firsts, leaf);
        return found >= 0 ? found : -found - 2;
    }

    /** Pieces are whole subtrees, so one path goes on where the other ends. */
    private static InclusionProof inTree(Leaves.Index index, int piece, InclusionProof inPiece) {
        byte[][] roots =
                index.pieces().stream()
                        .map(Leaves.Piece::root)
                        .map(HEX::parseHex)
                        .toArray(byte[][]::new);
        var path = new ArrayList<>(inPiece.path());
        path.addAll(MerkleTree.ofNodes(roots).proofAt(piece).path());
        return new InclusionProof(
                (long) piece * Leaves.PIECE + inPiece.index(), index.size(), path);
    }

    /** Both kinds in one order. */
    Flux<String> csv(Polls.Counted counted) {
        return Flux.concat(
                Flux.just(HEADER),
                Flux.mergeComparing(
                                (Line one, Line other) ->
                                        Arrays.compareUnsigned(one.leaf(), other.leaf()),
                                lines(counted.leaves(), VoteStatus.COUNTED),
                                lines(counted.keptOut(), VoteStatus.QUARANTINED))
                        .buffer(1000)
                        .map(Proofs::text));
    }

    private Flux<Line> lines(Leaves.Index index, VoteStatus status) {
        return leaves.stream(index).map(leaf -> new Line(leaf, status));
    }

    private static String text(List<Line> lines) {
        var text = new StringBuilder();
        lines.forEach(
                line ->
                        text.append(HEX.formatHex(line.leaf()))
                                .append(',')
                                .append(line.status())
                                .append('\n'));
        return text.toString();
    }

    private record Line(byte[] leaf, VoteStatus status) {}
}
