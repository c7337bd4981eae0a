package org.zhumin.identity;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.Ids;
import org.zhumin.platform.SecretPurpose;
import org.zhumin.platform.SecretRing;
import org.zhumin.platform.Secrets;

/**
 * Keyed hashes under which openids and phone numbers are found without being stored. They are made
 * with the <em>oldest</em> master secret of the ring: they are keys of documents, so they must not
 * change when the secret does, or one person could claim, and vote, twice. That secret can
 * therefore not be dropped from the ring.
 */
@Component
class Pseudonyms {
    private final Secrets secrets;

    Pseudonyms(SecretRing ring) {
        secrets = ring.all().reduce(ring.current(), (_, older) -> older);
    }

    String ofOpenid(String openid) {
        return hash(SecretPurpose.BLIND_INDEX, "openid", openid);
    }

    String ofPhone(String phone) {
        return hash(SecretPurpose.BLIND_INDEX, "phone", phone);
    }

    /** Under which the holder of this phone votes; nobody can get from one to the other. */
    String voterKey(String phone) {
        return hash(SecretPurpose.VOTER_KEYS, phone);
    }

    private String hash(SecretPurpose purpose, String... parts) {
        return Ids.encode(secrets.hmac(purpose, parts));
    }
}
