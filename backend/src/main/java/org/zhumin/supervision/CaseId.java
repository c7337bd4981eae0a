package org.zhumin.supervision;

import org.zhumin.kernel.Identifier;
import org.zhumin.kernel.Ids;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The public id of an accountability case. */
public record CaseId(String value) implements Identifier {
    public CaseId {
        if (!Ids.isValid(value)) {
            throw new IllegalArgumentException("not an id");
        }
    }

    /** One subject and reference make one case by rule, however often it is asked for. */
    static CaseId of(Subject subject, String reference) {
        String key = "case:" + subject.type() + ":" + subject.id() + ":" + reference;
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return new CaseId(Ids.encode(sha256.digest(key.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
