package org.zhumin.vote;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;

/** The leaves of counted polls as they are kept. Once written they never change. */
interface Leaves {
    /** Leaves of one piece: a whole subtree, so that a proof needs one piece and the index. */
    int PIECE = 1 << 13;

    /** Bears repetition. */
    Mono<Void> save(String root, int piece, List<byte[]> hashes);

    /** The piece's hashes, rising. */
    Mono<List<byte[]>> load(String root, int piece);

    default Flux<byte[]> stream(Index index) {
        return Flux.range(0, index.pieces().size())
                .concatMap(piece -> load(index.root(), piece))
                .concatMapIterable(hashes -> hashes);
    }

    /**
     * How the leaves of a tree are cut.
     *
     * @param root hex; of the leaves that are kept out, with a mark
     * @param size how many leaves
     */
    record Index(String root, long size, List<Piece> pieces) {
        public Index {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * @param first the lowest hash, hex
     * @param root of the subtree, hex
     */
    record Piece(String first, String root) {}
}
