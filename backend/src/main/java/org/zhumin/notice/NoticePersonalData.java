package org.zhumin.notice;

import org.springframework.stereotype.Component;
import org.zhumin.identity.PersonalData;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The inbox and the acceptances of a person. Erasure deletes both: they are nobody else's. */
@Component
class NoticePersonalData implements PersonalData {
    private final Inbox inbox;
    private final Grants grants;
    private final NoticeService service;

    NoticePersonalData(Inbox inbox, Grants grants, NoticeService service) {
        this.inbox = inbox;
        this.grants = grants;
        this.service = service;
    }

    @Override
    public String section() {
        return "notices";
    }

    @Override
    public Mono<Map<String, Object>> export(ResidentId resident) {
        return Mono.zip(
                inbox.streamOf(resident)
                        .map(notice -> service.view(notice, Locale.SIMPLIFIED_CHINESE))
                        .collectList(),
                grants.find(resident).defaultIfEmpty(Map.of()),
                (items, left) -> Map.of("items", List.copyOf(items), "acceptances", left));
    }

    @Override
    public Mono<Void> erase(ResidentId resident) {
        return inbox.deleteOf(resident).then(Mono.defer(() -> grants.delete(resident)));
    }
}
