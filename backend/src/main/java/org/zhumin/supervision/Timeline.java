package org.zhumin.supervision;

import org.zhumin.platform.web.FactKey;

import java.util.ArrayList;
import java.util.List;

/** Helpers on the lists of entries. */
final class Timeline {
    private Timeline() {}

    static List<SupervisionEntry> with(List<SupervisionEntry> timeline, SupervisionEntry entry) {
        var longer = new ArrayList<>(timeline);
        longer.add(entry);
        return longer;
    }

    /**
     * Whether this call was made before.
     *
     * @throws org.zhumin.kernel.DomainException {@code idempotency.other-body} if it said something
     *     else then
     */
    static boolean knows(List<SupervisionEntry> timeline, FactKey key) {
        for (SupervisionEntry entry : timeline) {
            if (entry.operation().equals(key.id())) {
                key.requireSameBody(entry.operationHash());
                return true;
            }
        }
        return false;
    }
}
