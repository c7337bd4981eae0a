package org.zhumin.platform.audit;

import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

import java.util.Map;

/**
 * What staff did, in entries that are only ever added. Each instance chains its entries of one day:
 * an entry carries the hash of the one before, so that nothing can be taken out or changed unseen.
 */
public interface AuditLog {
    /**
     * Completes when the entry is durable. To be called before the act itself: an act that then
     * fails shows as attempted, and none goes unrecorded.
     *
     * @param actor who acts
     * @param action stable name, such as {@code request.accept}
     * @param target id of what is acted upon
     * @param details what else matters; never personal data
     */
    Mono<Void> record(ResidentId actor, String action, String target, Map<String, String> details);

    default Mono<Void> record(ResidentId actor, String action, String target) {
        return record(actor, action, target, Map.of());
    }
}
