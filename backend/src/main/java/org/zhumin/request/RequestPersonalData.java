package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.identity.PersonalData;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The requests of a person. Erasure takes the person out and leaves what was asked, since the desk
 * must answer for it.
 */
@Component
class RequestPersonalData implements PersonalData {
    private final Requests requests;
    private final RequestViews views;
    private final Clock clock;

    RequestPersonalData(Requests requests, RequestViews views, Clock clock) {
        this.requests = requests;
        this.views = views;
        this.clock = clock;
    }

    @Override
    public String section() {
        return "requests";
    }

    @Override
    public Mono<Map<String, Object>> export(ResidentId resident) {
        return requests.streamOwnedBy(resident)
                .map(request -> views.ownerView(request, Locale.SIMPLIFIED_CHINESE))
                .collectList()
                .map(items -> Map.of("items", List.copyOf(items)));
    }

    @Override
    public Mono<Void> erase(ResidentId resident) {
        return requests.streamOwnedBy(resident)
                .concatMap(request -> requests.save(request.withoutOwner(clock.instant())))
                .then();
    }
}
