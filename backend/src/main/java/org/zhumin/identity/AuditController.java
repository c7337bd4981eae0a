package org.zhumin.identity;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.kernel.Page;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.audit.AuditTrail;
import org.zhumin.platform.audit.AuditTrail.Filter;
import org.zhumin.platform.audit.AuditTrail.Recorded;
import org.zhumin.platform.web.PageRequest;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What staff did, for auditors and administrators of the city. */
@RestController
class AuditController {
    private final AuditTrail trail;
    private final CityOversight oversight;

    AuditController(AuditTrail trail, CityOversight oversight) {
        this.trail = trail;
        this.oversight = oversight;
    }

    /** Newest first; of one resident who acted, of one thing acted upon, or all. */
    @GetMapping("/api/v1/admin/audit")
    Mono<AuditPage> list(
            Actor reader,
            @RequestParam(required = false) @Pattern(regexp = "[0-9A-Za-z]{1,26}")
                    @Nullable String actor,
            @RequestParam(required = false) @Size(min = 1, max = 100) @Nullable String target,
            PageRequest page) {
        return Mono.defer(
                        () -> {
                            oversight.require(reader);
                            return trail.list(
                                    new Filter(actor, target), page.limit(), page.after());
                        })
                .map(slice -> view(page, slice));
    }

    private static AuditPage view(PageRequest page, Slice<Recorded> slice) {
        Page<AuditEntryView> entries = page.page(slice.map(AuditController::view));
        return new AuditPage(
                entries.items(),
                entries.nextCursor(),
                slice.items().stream().allMatch(Recorded::verified));
    }

    private static AuditEntryView view(Recorded one) {
        return new AuditEntryView(
                one.chain(),
                one.number(),
                one.at(),
                one.actor(),
                one.action(),
                one.target(),
                one.details(),
                one.hash(),
                one.previousHash(),
                one.verified());
    }

    /**
     * @param verified whether every entry of the page is
     */
    record AuditPage(List<AuditEntryView> items, @Nullable String nextCursor, boolean verified) {}

    /**
     * @param chain instance, segment and day; every instance chains its own entries
     * @param sequence position in the chain, from 0
     * @param actor the resident who acted
     * @param previousHash of the same instance's entry before, empty for its first
     * @param verified false if the entry was changed since, or the one before it was changed or
     *     taken out
     */
    record AuditEntryView(
            String chain,
            long sequence,
            Instant at,
            String actor,
            String action,
            String target,
            Map<String, String> details,
            String hash,
            String previousHash,
            boolean verified) {}
}
