package org.zhumin.platform.owed;

import reactor.core.publisher.Mono;

/**
 * Performs the debts of one kind. A component of an upper floor.
 *
 * <p>A debt is performed at least once: a process may die after the effect and before the debt is
 * removed. So the effect must be idempotent by (reason, reference), where the reference holds the
 * debt's id, and performing it twice is harmless. What cannot be so, such as sending to WeChat,
 * marks first that it is about to be sent, and does not send what is marked.
 */
public interface EffectHandler {
    /** See {@link Owed#kind()}; no two handlers have the same. */
    String kind();

    /**
     * Does it within twenty seconds, or one portion of it when it concerns many: then the answer
     * names the cursor for the next portion. An error leaves the debt for later; empty is done.
     *
     * @param document the id of the document that owes
     */
    Mono<Progress> perform(Owed owed, String document);
}
