package org.zhumin.platform.web;

import org.zhumin.platform.problem.PlatformProblem;

/**
 * Under which id a call's fact is stored, and a hash of what the call said. Without an
 * Idempotency-Key the id is random and the hash empty.
 */
public record FactKey(String id, String bodyHash) {
    /**
     * To be called with the hash stored in a fact that already lies under this id.
     *
     * @throws org.zhumin.kernel.DomainException {@link PlatformProblem#OTHER_BODY} if the first
     *     call said something else
     */
    public void requireSameBody(String storedHash) {
        if (!bodyHash.equals(storedHash)) {
            throw PlatformProblem.OTHER_BODY.refusal();
        }
    }
}
