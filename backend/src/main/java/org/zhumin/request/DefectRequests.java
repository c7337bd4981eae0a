package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.Area;
import org.zhumin.area.AreaTree;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.Progress;
import org.zhumin.platform.web.FactKey;
import org.zhumin.request.RequestAction.Party;
import org.zhumin.wechat.TextVerdict.Suggestion;

import reactor.core.publisher.Mono;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Makes a request of a defect that was found on what was built. Whoever owes it gives {@code
 * resident} unless that account is erased, {@code title}, {@code text}, {@code area} and, where
 * known, {@code longitude} and {@code latitude}. Its id is made of the debt, so it is one request
 * however often this is performed; triage reads the text, as of any request that was not checked.
 */
@Component
class DefectRequests implements EffectHandler {
    private final Requests requests;
    private final RequestNumbers numbers;
    private final AreaTree areas;
    private final Clocks clocks;
    private final Clock clock;

    DefectRequests(
            Requests requests, RequestNumbers numbers, AreaTree areas, Clocks clocks, Clock clock) {
        this.requests = requests;
        this.numbers = numbers;
        this.areas = areas;
        this.clocks = clocks;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "request.from-defect";
    }

    @Override
    public Mono<Progress> perform(Owed owed, String document) {
        var id = new RequestId(idOf(document, owed.id()));
        return requests.find(id)
                .switchIfEmpty(Mono.defer(() -> submit(id, owed.detail())))
                .thenReturn(Progress.done());
    }

    private Mono<ServiceRequest> submit(RequestId id, Map<String, String> detail) {
        String finder = detail.get("resident");
        var resident = new ResidentId(finder == null ? id.value() : finder);
        var step =
                new Step(
                        clock.instant(),
                        resident,
                        Party.OWNER,
                        new FactKey(id.value(), ""),
                        clocks);
        Draft draft = draft(detail);
        return numbers.next(LocalDate.ofInstant(step.at(), clock.getZone()))
                .map(
                        number ->
                                ServiceRequest.submit(
                                        draft, number, Suggestion.UNCHECKED, resident, step))
                .map(request -> finder == null ? ownerless(request, resident) : request)
                .flatMap(requests::insert);
    }

    /** As if its owner had left after it was made. */
    private ServiceRequest ownerless(ServiceRequest request, ResidentId nobody) {
        var step = Step.ofSystem(clock.instant(), clocks);
        return new RequestChange(request, null, step).without(nobody);
    }

    private Draft draft(Map<String, String> detail) {
        return new Draft(
                RequestKind.HELP,
                null,
                detail.getOrDefault("title", ""),
                detail.getOrDefault("text", ""),
                new Place(pathOf(detail.getOrDefault("area", "")), null, pointOf(detail), null),
                Map.of(),
                List.of(),
                null,
                Origin.APP,
                true);
    }

    private List<AreaCode> pathOf(String code) {
        return AreaCode.isValid(code)
                ? areas.find(new AreaCode(code)).map(Area::path).orElse(areas.city().path())
                : areas.city().path();
    }

    private static @Nullable GeoPoint pointOf(Map<String, String> detail) {
        String longitude = detail.get("longitude");
        String latitude = detail.get("latitude");
        return longitude == null || latitude == null
                ? null
                : new GeoPoint(Double.parseDouble(longitude), Double.parseDouble(latitude));
    }

    private static String idOf(String document, String debt) {
        try {
            byte[] key = ("defect:" + document + ":" + debt).getBytes(StandardCharsets.UTF_8);
            return Ids.encode(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
