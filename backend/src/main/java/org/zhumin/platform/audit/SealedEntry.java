package org.zhumin.platform.audit;

import org.jspecify.annotations.Nullable;
import org.zhumin.platform.audit.AuditTrail.Recorded;

/**
 * An entry as it was found, with what it was stored under.
 *
 * @param hash as it was stored
 */
record SealedEntry(String id, AuditEntry entry, String hash) {

    Recorded checked(@Nullable SealedEntry before) {
        return new Recorded(
                entry.chain(),
                entry.number(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.target(),
                entry.details(),
                hash,
                entry.previousHash(),
                isIntact() && isLinkedTo(before));
    }

    private boolean isIntact() {
        return id.equals(entry.id()) && hash.equals(entry.hash());
    }

    /** Only the first entry of an instance has none before it. */
    private boolean isLinkedTo(@Nullable SealedEntry before) {
        if (entry.previousHash().isEmpty()) {
            return entry.number() == 0;
        }
        return before != null
                && before.hash.equals(entry.previousHash())
                && isNextAfter(before.entry);
    }

    /** A day or a segment of the same instance begins at 0 again. */
    private boolean isNextAfter(AuditEntry before) {
        return entry.number() == 0
                ? entry.instance().equals(before.instance())
                : entry.chain().equals(before.chain()) && entry.number() == before.number() + 1;
    }
}
