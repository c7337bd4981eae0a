package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.platform.web.HotCall;
import org.zhumin.project.VoteBodies.PointBody;

import reactor.core.publisher.Mono;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import java.util.Objects;

/** Votes on 点 without words, which come in crowds; {@link VoteController} has all others. */
@Component
class PointVoteCall implements HotCall {
    private final VoteService service;
    private final ObjectReader bodies;

    PointVoteCall(VoteService service, JsonMapper json) {
        this.service = service;
        bodies = json.readerFor(PointBody.class);
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.PUT;
    }

    @Override
    public String path() {
        return "/api/v1/projects/{id}/votes/POINT";
    }

    @Override
    public @Nullable Mono<?> read(
            Authentication caller, String id, HttpHeaders headers, byte[] body) {
        PointBody point = read(body);
        return point == null || !(caller.getPrincipal() instanceof Actor actor)
                ? null
                : Mono.defer(() -> cast(id, point, actor, headers));
    }

    private Mono<?> cast(String id, PointBody point, Actor actor, HttpHeaders headers) {
        String device = headers.getFirst(VoteController.DEVICE);
        return service.cast(
                        ProjectId.of(id),
                        point.vote(),
                        null,
                        actor,
                        VoteController.originOf(device))
                .map(VoteViews::of);
    }

    /** Null if it is refused or has words. */
    private @Nullable PointBody read(byte[] body) {
        try {
            PointBody point = bodies.readValue(body);
            return point != null && isUsual(point) ? point : null;
        } catch (JacksonException refused) {
            return null;
        }
    }

    private static boolean isUsual(PointBody point) {
        return point.choice() != null && point.comment() == null && !hasGaps(point);
    }

    private static boolean hasGaps(PointBody point) {
        return point.optionCodes() != null
                && point.optionCodes().stream().anyMatch(Objects::isNull);
    }
}
