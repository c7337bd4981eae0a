package org.zhumin.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class AuditEntryTest {
    private static final Instant AT = Instant.parse("2026-11-24T04:00:00Z");
    private static final AuditEntry ENTRY = entry("c", 1, "p", AT, "a", "x", "t", Map.of("k", "v"));

    static final List<AuditEntry> CHANGED =
            List.of(
                    entry("d", 1, "p", AT, "a", "x", "t", Map.of("k", "v")),
                    entry("c", 2, "p", AT, "a", "x", "t", Map.of("k", "v")),
                    entry("c", 1, "q", AT, "a", "x", "t", Map.of("k", "v")),
                    entry("c", 1, "p", AT.plusMillis(1), "a", "x", "t", Map.of("k", "v")),
                    entry("c", 1, "p", AT, "b", "x", "t", Map.of("k", "v")),
                    entry("c", 1, "p", AT, "a", "y", "t", Map.of("k", "v")),
                    entry("c", 1, "p", AT, "a", "x", "u", Map.of("k", "v")),
                    entry("c", 1, "p", AT, "a", "x", "t", Map.of("k", "w")),
                    entry("c", 1, "p", AT, "a", "x", "t", Map.of("kv", "")),
                    entry("c", 1, "p", AT, "ax", "", "t", Map.of("k", "v")));

    @ParameterizedTest
    @FieldSource("CHANGED")
    void anyChangeChangesTheHash(AuditEntry changed) {
        assertThat(changed.hash()).isNotEqualTo(ENTRY.hash());
    }

    private static AuditEntry entry(
            String chain,
            long number,
            String previous,
            Instant at,
            String actor,
            String action,
            String target,
            Map<String, String> details) {
        return new AuditEntry(chain, number, previous, at, actor, action, target, details);
    }
}
