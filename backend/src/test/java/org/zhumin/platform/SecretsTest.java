package org.zhumin.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.HexFormat;

class SecretsTest {
    private final Secrets secrets = new Secrets(new byte[32]);

    @Test
    void everyPurposeHasItsOwnKey() {
        var keys = new HashSet<String>();
        for (SecretPurpose purpose : SecretPurpose.values()) {
            keys.add(HexFormat.of().formatHex(secrets.key(purpose, "AES").getEncoded()));
        }
        assertThat(keys).hasSize(SecretPurpose.values().length);
    }

    @Test
    void partsCannotBeShiftedIntoEachOther() {
        assertThat(secrets.hmac(SecretPurpose.FACT_IDS, "ab", "c"))
                .isNotEqualTo(secrets.hmac(SecretPurpose.FACT_IDS, "a", "bc"))
                .isNotEqualTo(secrets.hmac(SecretPurpose.FACT_IDS, "abc"));
    }

    @Test
    void anotherMasterGivesAnotherKeyIdAndOtherHashes() {
        byte[] other = new byte[32];
        other[0] = 1;
        var others = new Secrets(other);
        assertThat(others.keyId()).isNotEqualTo(secrets.keyId()).hasSize(8);
        assertThat(others.hmac(SecretPurpose.CURSORS, "a"))
                .isNotEqualTo(secrets.hmac(SecretPurpose.CURSORS, "a"));
    }

    @Test
    void aShortMasterIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Secrets(new byte[31]));
    }
}
