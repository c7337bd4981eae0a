package org.zhumin.identity;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.kernel.Page;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.audit.AuditTrail;
import org.zhumin.platform.audit.AuditTrail.Filter;
import org.zhumin.platform.audit.AuditTrail.Recorded;
import org.zhumin.platform.web.PageRequest;

import reactor.core.publisher.Mono;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What staff did, for auditors and administrators of the city. */
@RestController
class AuditController {
    private final AuditTrail trail;
    private final AuditLog log;
    private final CityOversight oversight;

    AuditController(AuditTrail trail, AuditLog log, CityOversight oversight) {
        this.trail = trail;
        this.log = log;
        this.oversight = oversight;
    }

    /**
     * Newest first; of one resident who acted, of one thing acted upon, or all. That it was read,
     * and by which filter, is recorded before: one entry a page, the newest that the page may show.
     */
    @GetMapping("/api/v1/admin/audit")
    Mono<AuditPage> list(
            Actor reader,
            @RequestParam(required = false) @Pattern(regexp = "[0-9A-Za-z]{1,26}")
                    @Nullable String actor,
            @RequestParam(required = false) @Size(min = 1, max = 100) @Nullable String target,
            PageRequest page) {
        var filter = new Filter(actor, target);
        return Mono.defer(
                        () -> {
                            oversight.require(reader);
                            return log.record(reader.id(), "audit.read", "audit", named(filter));
                        })
                .then(Mono.defer(() -> trail.list(filter, page.limit(), page.after())))
                .map(slice -> view(page, slice));
    }

    private static Map<String, String> named(Filter filter) {
        var details = new HashMap<String, String>();
        if (filter.actor() != null) {
            details.put("actor", filter.actor());
        }
        if (filter.target() != null) {
            details.put("target", filter.target());
        }
        return details;
    }

    private static AuditPage view(PageRequest page, Slice<Recorded> slice) {
        Page<Recorded> entries = page.page(slice);
        return new AuditPage(
                entries.items(),
                entries.nextCursor(),
                slice.items().stream().allMatch(Recorded::verified));
    }

    /**
     * @param verified whether every entry of the page is
     */
    record AuditPage(List<Recorded> items, @Nullable String nextCursor, boolean verified) {}
}
