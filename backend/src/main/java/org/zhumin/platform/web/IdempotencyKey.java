package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Ids;
import org.zhumin.platform.SecretPurpose;
import org.zhumin.platform.Secrets;

import tools.jackson.databind.json.JsonMapper;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The caller's {@code Idempotency-Key}, as a controller argument of a POST. A phone that hears no
 * answer repeats the call with the same key: the fact that the first call made is found by the id
 * that both derive, and is answered again.
 */
public final class IdempotencyKey {
    private final @Nullable String value;
    private final String caller;
    private final String route;
    private final Secrets secrets;
    private final JsonMapper json;

    IdempotencyKey(
            @Nullable String value, String caller, String route, Secrets secrets, JsonMapper json) {
        this.value = value;
        this.caller = caller;
        this.route = route;
        this.secrets = secrets;
        this.json = json;
    }

    public boolean isGiven() {
        return value != null;
    }

    /** The id of the fact that this call makes, and the hash of its body. */
    public FactKey factOf(Object body) {
        return value == null
                ? new FactKey(Ids.random(), "")
                : new FactKey(
                        Ids.encode(secrets.hmac(SecretPurpose.FACT_IDS, caller, route, value)),
                        hash(body));
    }

    private String hash(Object body) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(json.writeValueAsBytes(body)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
