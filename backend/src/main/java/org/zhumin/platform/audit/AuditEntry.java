package org.zhumin.platform.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of the audit log.
 *
 * @param chain instance, segment and day
 * @param number position in the chain, from 0
 * @param previousHash hash of this instance's entry before, empty for its first
 */
record AuditEntry(
        String chain,
        long number,
        String previousHash,
        Instant at,
        String actor,
        String action,
        String target,
        Map<String, String> details) {

    AuditEntry {
        details = Map.copyOf(details);
    }

    String id() {
        return chain + ":" + number;
    }

    String instance() {
        return chain.substring(0, Math.max(chain.indexOf('.'), 0));
    }

    /** SHA-256 over every field, each preceded by its length. */
    String hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            add(sha256, chain);
            add(sha256, Long.toString(number));
            add(sha256, previousHash);
            add(sha256, Long.toString(at.toEpochMilli()));
            add(sha256, actor);
            add(sha256, action);
            add(sha256, target);
            new TreeMap<>(details)
                    .forEach(
                            (key, value) -> {
                                add(sha256, key);
                                add(sha256, value);
                            });
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
