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
 * The requests of a person, and what the person supports. Erasure takes the person out and leaves
 * what was asked, since the desk must answer for it.
 */
@Component
class RequestPersonalData implements PersonalData {
    private final Requests requests;
    private final Supports supports;
    private final SupportService support;
    private final RequestAnswers answers;
    private final Clocks clocks;
    private final Clock clock;

    RequestPersonalData(
            Requests requests,
            Supports supports,
            SupportService support,
            RequestAnswers answers,
            Clocks clocks,
            Clock clock) {
        this.requests = requests;
        this.supports = supports;
        this.support = support;
        this.answers = answers;
        this.clocks = clocks;
        this.clock = clock;
    }

    @Override
    public String section() {
        return "requests";
    }

    @Override
    public Mono<Map<String, Object>> export(ResidentId resident) {
        var mine =
                requests.streamOwnedBy(resident)
                        .concatMap(
                                request ->
                                        answers.ofOwner(
                                                request, resident, Locale.SIMPLIFIED_CHINESE))
                        .collectList();
        var supported = supports.streamBy(resident).collectList();
        return Mono.zip(mine, supported)
                .map(
                        both ->
                                Map.of(
                                        "items",
                                        List.copyOf(both.getT1()),
                                        "supported",
                                        List.copyOf(both.getT2())));
    }

    /** Also out of the ratings and the timelines of what others asked. */
    @Override
    public Mono<Void> erase(ResidentId resident) {
        return requests.streamRatedBy(resident)
                .concatWith(requests.streamOwnedBy(resident))
                .concatMap(request -> takeOut(request, resident))
                .then(Mono.defer(() -> support.forget(resident)));
    }

    private Mono<ServiceRequest> takeOut(ServiceRequest request, ResidentId resident) {
        var step = Step.ofSystem(clock.instant(), clocks);
        return requests.save(new RequestChange(request, null, step).without(resident));
    }
}
