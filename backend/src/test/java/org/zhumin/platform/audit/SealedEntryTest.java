package org.zhumin.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class SealedEntryTest {
    private static final String DAY = "i.0:2026-11-24";
    private static final SealedEntry FIRST = sealed(entry(DAY, 0, "", "t"));
    private static final SealedEntry SECOND = sealed(entry(DAY, 1, FIRST.hash(), "t"));
    private static final SealedEntry NEXT_DAY =
            sealed(entry("i.0:2026-11-25", 0, SECOND.hash(), "t"));

    static final List<Arguments> CASES =
            List.of(
                    Arguments.of("the instance's first", FIRST, null, true),
                    Arguments.of("the next", SECOND, FIRST, true),
                    Arguments.of("the next day's first", NEXT_DAY, SECOND, true),
                    Arguments.of("a new segment", after(SECOND, "i.1:2026-11-24", 0), SECOND, true),
                    Arguments.of("the one before is gone", SECOND, null, false),
                    Arguments.of("the day's first, the one before is gone", NEXT_DAY, null, false),
                    Arguments.of(
                            "changed, with its old hash", changed(SECOND, false), FIRST, false),
                    Arguments.of("changed, with a new hash", changed(SECOND, true), FIRST, true),
                    Arguments.of("after that one", NEXT_DAY, changed(SECOND, true), false),
                    Arguments.of("stored elsewhere", moved(SECOND), FIRST, false),
                    Arguments.of("a number left out", after(FIRST, DAY, 2), FIRST, false),
                    Arguments.of("another chain's", after(FIRST, "j.0:d", 1), FIRST, false),
                    Arguments.of("another instance's", after(FIRST, "j.0:d", 0), FIRST, false),
                    Arguments.of(
                            "begins in the middle", sealed(entry(DAY, 1, "", "t")), null, false));

    @ParameterizedTest(name = "{0}")
    @FieldSource("CASES")
    void isVerified(
            String what, SealedEntry entry, @Nullable SealedEntry before, boolean expected) {
        assertThat(entry.checked(before).verified()).as(what).isEqualTo(expected);
    }

    private static SealedEntry after(SealedEntry before, String chain, long number) {
        return sealed(entry(chain, number, before.hash(), "t"));
    }

    private static SealedEntry changed(SealedEntry one, boolean withNewHash) {
        AuditEntry was = one.entry();
        AuditEntry now = entry(was.chain(), was.number(), was.previousHash(), "other");
        return withNewHash ? sealed(now) : new SealedEntry(one.id(), now, one.hash());
    }

    private static SealedEntry moved(SealedEntry one) {
        return new SealedEntry("elsewhere", one.entry(), one.hash());
    }

    private static SealedEntry sealed(AuditEntry entry) {
        return new SealedEntry(entry.id(), entry, entry.hash());
    }

    private static AuditEntry entry(String chain, long number, String previous, String target) {
        Instant at = Instant.parse("2026-11-24T04:00:00Z");
        return new AuditEntry(chain, number, previous, at, "a", "x", target, Map.of());
    }
}
