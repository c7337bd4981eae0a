package org.zhumin.moderation;

import org.zhumin.kernel.Identifier;
import org.zhumin.kernel.Ids;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The public id of a case. It follows from the content and the round, so that whoever opens the
 * same round at the same time opens the same case.
 */
public record CaseId(String value) implements Identifier {
    public CaseId {
        if (!Ids.isValid(value)) {
            throw new IllegalArgumentException("not an id");
        }
    }

    /**
     * @param round 1 for the first case about this content
     */
    static CaseId of(Target target, int round) {
        return new CaseId(derive("case", target.type(), target.id(), Integer.toString(round)));
    }

    /** One id for the same parts, always; no part may hold a line break. */
    static String derive(String... parts) {
        try {
            byte[] text = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
            return Ids.encode(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
