package org.zhumin.supervision;

import org.zhumin.kernel.Identifier;
import org.zhumin.kernel.Ids;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The public id of a rectification order. */
public record RectificationId(String value) implements Identifier {
    public RectificationId {
        if (!Ids.isValid(value)) {
            throw new IllegalArgumentException("not an id");
        }
    }

    /** One subject, trigger and reference make one order, however often it is asked for. */
    static RectificationId of(Subject subject, Trigger trigger, String reference) {
        String key = subject.type() + ":" + subject.id() + ":" + trigger + ":" + reference;
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return new RectificationId(
                    Ids.encode(sha256.digest(key.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
