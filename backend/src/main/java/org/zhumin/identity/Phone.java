package org.zhumin.identity;

import java.time.Instant;

/**
 * A bound phone number.
 *
 * @param index its keyed hash, the key of its claim
 * @param sealed the encrypted number
 * @param move which move of the claim brought it here
 * @param operation the call that bound it, so that a repeated call is answered again
 * @param bodyHash what that call said
 */
record Phone(
        String index,
        String sealed,
        String move,
        String operation,
        String bodyHash,
        Instant boundAt) {
    /** The field's name for encryption. */
    static final String FIELD = "phone";

    /** {@code 138****1234}; a short or foreign number shows its last two characters at most. */
    static String masked(String number) {
        return number.length() == 11
                ? number.substring(0, 3) + "****" + number.substring(7)
                : "****" + number.substring(Math.max(0, number.length() - 2));
    }
}
