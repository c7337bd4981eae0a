package org.zhumin.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.SecretRing;
import org.zhumin.platform.Secrets;

import java.util.Arrays;
import java.util.List;

class SealingTest {
    private static final ResidentId ANNA = new ResidentId("anna");
    private static final Secrets OLD = secrets(1);
    private static final Secrets NEW = secrets(2);

    private static Secrets secrets(int fill) {
        byte[] master = new byte[32];
        Arrays.fill(master, (byte) fill);
        return new Secrets(master);
    }

    private static SecretRing ring(Secrets current, Secrets... previous) {
        return new SecretRing(current, List.of(previous));
    }

    @Test
    void aSealedValueOpensForItsOwnerAndFieldOnly() {
        var cipher = new FieldCipher(ring(OLD));
        String sealed = cipher.seal(ANNA, "phone", "13800000000");

        assertThat(sealed).doesNotContain("138");
        assertThat(cipher.open(ANNA, "phone", sealed)).isEqualTo("13800000000");
        assertThat(cipher.seal(ANNA, "phone", "13800000000")).isNotEqualTo(sealed);
        assertThatIllegalStateException().isThrownBy(() -> cipher.open(ANNA, "room", sealed));
        assertThatIllegalStateException()
                .isThrownBy(() -> cipher.open(new ResidentId("bert"), "phone", sealed));
    }

    @Test
    void whatAnOlderSecretSealedOpensWhileTheRingHoldsIt() {
        String sealed = new FieldCipher(ring(OLD)).seal(ANNA, "phone", "1");

        assertThat(new FieldCipher(ring(NEW, OLD)).open(ANNA, "phone", sealed)).isEqualTo("1");
        assertThatIllegalStateException()
                .isThrownBy(() -> new FieldCipher(ring(NEW)).open(ANNA, "phone", sealed));
    }

    @Test
    void aNewSecretChangesNoPseudonym() {
        var before = new Pseudonyms(ring(OLD));
        var after = new Pseudonyms(ring(NEW, OLD));

        assertThat(after.ofPhone("1")).isEqualTo(before.ofPhone("1"));
        assertThat(after.ofOpenid("o")).isEqualTo(before.ofOpenid("o"));
        assertThat(after.voterKey("1")).isEqualTo(before.voterKey("1"));
    }

    @Test
    void pseudonymsOfOneValueDifferByPurpose() {
        var pseudonyms = new Pseudonyms(ring(OLD));

        assertThat(
                        List.of(
                                pseudonyms.ofPhone("1"),
                                pseudonyms.ofOpenid("1"),
                                pseudonyms.voterKey("1")))
                .doesNotHaveDuplicates();
    }
}
