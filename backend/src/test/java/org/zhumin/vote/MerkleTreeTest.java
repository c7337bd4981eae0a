package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

class MerkleTreeTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Path VERIFIER = Path.of("miniprogram-api-docs/verify-receipt.mjs");

    /** The leaves that implementations of RFC 6962 are commonly checked with. */
    private static final List<String> LEAVES =
            List.of(
                    "",
                    "00",
                    "10",
                    "2021",
                    "3031",
                    "40414243",
                    "5051525354555657",
                    "606162636465666768696a6b6c6d6e6f");

    @ParameterizedTest
    @CsvSource({
        "0,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1,6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2,fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3,aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4,d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5,4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6,76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7,ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8,5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void hashesAsRfc6962(int size, String root) {
        var tree = MerkleTree.ofData(LEAVES.subList(0, size).stream().map(HEX::parseHex).toList());
        assertThat(tree.rootHex()).isEqualTo(root);
        for (int i = 0; i < size; i++) {
            byte[] leaf = MerkleTree.leafHash(HEX.parseHex(LEAVES.get(i)));
            assertThat(tree.proofAt(i).proves(leaf, tree.root())).isTrue();
        }
    }

    /** The example of RFC 6962, 2.1.3: seven leaves, the proofs for d0, d3, d4 and d6. */
    @Test
    void provesAsTheExampleOfTheRfc() {
        var data = LEAVES.subList(0, 7).stream().map(HEX::parseHex).toList();
        List<byte[]> leaf = data.stream().map(MerkleTree::leafHash).toList();
        byte[] g = Hashes.node(leaf.get(0), leaf.get(1));
        byte[] h = Hashes.node(leaf.get(2), leaf.get(3));
        byte[] i = Hashes.node(leaf.get(4), leaf.get(5));
        byte[] k = Hashes.node(g, h);
        byte[] l = Hashes.node(i, leaf.get(6));
        var tree = MerkleTree.ofData(data);
        assertThat(tree.proofAt(0).path()).isEqualTo(hex(leaf.get(1), h, l));
        assertThat(tree.proofAt(3).path()).isEqualTo(hex(leaf.get(2), g, l));
        assertThat(tree.proofAt(4).path()).isEqualTo(hex(leaf.get(5), leaf.get(6), k));
        assertThat(tree.proofAt(6).path()).isEqualTo(hex(i, k));
    }

    private static List<String> hex(byte[]... hashes) {
        return Arrays.stream(hashes).map(HEX::formatHex).toList();
    }

    private static Opening opening(int number) {
        byte[] salt = new byte[32];
        new Random(number).nextBytes(salt);
        var vote = new Vote.Point(Vote.Choice.SUPPORT, List.of(), "“好” \"" + number + "\"\n");
        return Opening.of(salt, "project" + number, vote);
    }

    private static List<byte[]> commitments(int size) {
        var commitments = new ArrayList<byte[]>();
        for (int i = 0; i < size; i++) {
            commitments.add(opening(i).commitment());
        }
        return commitments;
    }

    @Property(tries = 100)
    void everyVoteCanBeProvedAndNothingElse(
            @ForAll @IntRange(min = 1, max = 70) int size, @ForAll Random random) {
        List<byte[]> commitments = commitments(size);
        MerkleTree tree = MerkleTree.ofCommitments(commitments);
        Collections.shuffle(commitments, random);
        assertThat(MerkleTree.ofCommitments(commitments).rootHex()).isEqualTo(tree.rootHex());
        assertThat(tree.leaves()).isSorted();
        byte[] other = MerkleTree.leafHash(opening(size).commitment());
        assertThat(tree.proofOf(other)).isEmpty();
        for (byte[] commitment : commitments) {
            byte[] leaf = MerkleTree.leafHash(commitment);
            InclusionProof proof = tree.proofOf(leaf).orElseThrow();
            assertThat(proof.proves(leaf, tree.root())).isTrue();
            assertThat(proof.proves(other, tree.root())).isFalse();
            assertThat(proof.proves(commitment, tree.root())).isFalse();
            assertThat(moved(proof, 1).proves(leaf, tree.root())).isFalse();
            assertThat(moved(proof, size).proves(leaf, tree.root())).isFalse();
            if (size > 1) {
                var shorter = proof.path().subList(1, proof.path().size());
                assertThat(
                                new InclusionProof(proof.index(), size, shorter)
                                        .proves(leaf, tree.root()))
                        .isFalse();
            }
        }
    }

    private static InclusionProof moved(InclusionProof proof, int by) {
        return new InclusionProof(proof.index() + by, proof.size(), proof.path());
    }

    @Test
    void aCommitmentDependsOnEveryPart() {
        Opening one = opening(1);
        var others =
                List.of(
                        new Opening("00".repeat(32), one.subject(), one.step(), one.choice()),
                        new Opening(one.salt(), one.subject() + "P", "OINT", one.choice()),
                        new Opening(one.salt(), "", one.step(), one.choice()),
                        new Opening(one.salt(), one.subject(), one.step(), "{}"));
        assertThat(others)
                .allSatisfy(o -> assertThat(o.commitment()).isNotEqualTo(one.commitment()));
        assertThatThrownBy(() -> new Opening("00", "s", "POINT", "{}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"1,0", "2,1", "7,0", "7,3", "7,6", "64,63", "65,64"})
    void theIndependentVerifierAgrees(int size, int voter) throws Exception {
        MerkleTree tree = MerkleTree.ofCommitments(commitments(size));
        Opening opening = opening(voter);
        byte[] leaf = MerkleTree.leafHash(opening.commitment());
        InclusionProof proof = tree.proofOf(leaf).orElseThrow();
        String root = tree.rootHex();
        String byLeaf = "\"leaf\":\"" + HEX.formatHex(leaf) + "\"";
        assertThat(verify(json(openingJson(opening), proof, root)))
                .startsWith("0 in: leaf " + (proof.index() + 1) + " of " + size)
                .contains(opening.choice());
        assertThat(verify(json(byLeaf, proof, root))).startsWith("0 in");
    }

    @Test
    void theIndependentVerifierRefuses() throws Exception {
        MerkleTree tree = MerkleTree.ofCommitments(commitments(9));
        Opening opening = opening(4);
        byte[] leaf = MerkleTree.leafHash(opening.commitment());
        InclusionProof proof = tree.proofOf(leaf).orElseThrow();
        String root = tree.rootHex();
        var forged =
                new Opening(opening.salt(), opening.subject(), "POINT", "{\"choice\":\"OPPOSE\"}");
        var shorter = new InclusionProof(proof.index(), 9, proof.path().subList(1, 2));
        String mine = openingJson(opening);
        assertThat(verify(json(openingJson(forged), proof, root))).startsWith("1 not in");
        assertThat(verify(json(mine, proof, "00".repeat(32)))).startsWith("1 not in");
        assertThat(verify(json(mine, moved(proof, 9), root))).startsWith("1 not in");
        assertThat(verify(json(mine, shorter, root))).startsWith("1 not in");
        assertThat(verify(json(mine, proof, "00"))).startsWith("2 cannot be checked");
        assertThat(verify("[")).startsWith("2 cannot be checked");
    }

    private static String openingJson(Opening opening) {
        return "\"opening\":"
                + new CanonicalJson()
                        .with("salt", opening.salt())
                        .with("subject", opening.subject())
                        .with("step", opening.step())
                        .with("choice", opening.choice());
    }

    private static String json(String leaf, InclusionProof proof, String root) {
        var path =
                new CanonicalJson()
                        .with("index", proof.index())
                        .with("size", proof.size())
                        .with("path", proof.path());
        return "{" + leaf + ",\"proof\":" + path + ",\"root\":\"" + root + "\"}";
    }

    /** The exit code and what was said. */
    private static String verify(String json) throws IOException, InterruptedException {
        Process node =
                new ProcessBuilder("node", VERIFIER.toString()).redirectErrorStream(true).start();
        try (var in = node.getOutputStream()) {
            in.write(json.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return node.waitFor() + " " + said;
    }
}
