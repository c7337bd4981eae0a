package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.media.MediaHolder;
import org.zhumin.media.MediaId;
import org.zhumin.media.MediaReference;
import org.zhumin.media.MediaStatus;
import org.zhumin.platform.web.HotReads;

import reactor.core.publisher.Mono;

/**
 * Answers for the uploads of requests. What was submitted with a request is attached to its id;
 * what came with a reply, a progress note or a supplement to the id, a colon, and the operation of
 * that step: so a step that was never stored keeps nothing.
 */
@Component
class RequestMediaHolder implements MediaHolder {
    private static final String TYPE = "request";

    private final Requests requests;
    private final HotReads hotReads;

    RequestMediaHolder(Requests requests, HotReads hotReads) {
        this.requests = requests;
        this.hotReads = hotReads;
    }

    static MediaReference referenceOf(RequestId request) {
        return new MediaReference(TYPE, request.value());
    }

    static MediaReference referenceOf(RequestId request, String operation) {
        return new MediaReference(TYPE, request.value() + ":" + operation);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Mono<Hold> hold(String id) {
        return requests.find(requestOf(id))
                .map(request -> holds(request, id) ? Hold.KEPT : Hold.NOT_HELD)
                .defaultIfEmpty(Hold.NOT_HELD);
    }

    private static boolean holds(ServiceRequest request, String id) {
        int colon = id.indexOf(':');
        return colon < 0 || request.findStep(id.substring(colon + 1)).isPresent();
    }

    private static RequestId requestOf(String id) {
        int colon = id.indexOf(':');
        return new RequestId(colon < 0 ? id : id.substring(0, colon));
    }

    /** What everybody may see of the request has changed. */
    @Override
    public Mono<Void> judged(String id, MediaId media, MediaStatus status) {
        return requests.find(requestOf(id))
                .flatMap(request -> hotReads.changed(RequestTopics.of(request)));
    }
}
