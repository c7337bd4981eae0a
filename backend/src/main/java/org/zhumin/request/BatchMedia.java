package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.media.MediaHolder;
import org.zhumin.media.MediaId;
import org.zhumin.media.MediaKind;
import org.zhumin.media.MediaLibrary;
import org.zhumin.media.MediaReference;
import org.zhumin.media.MediaStatus;
import org.zhumin.platform.Detached;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.HotReads;
import org.zhumin.request.Batches.Batch;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;

/**
 * Pictures that belong to one step in many requests, such as the same photograph under each reply.
 * An upload is attached to one thing, and here that is the call, by the operation that is the
 * step's in each of its requests; it is kept while one of them has that step.
 */
@Component
class BatchMedia implements MediaHolder {
    private static final String TYPE = "request-batch";

    private final Batches batches;
    private final Requests requests;
    private final MediaLibrary library;
    private final HotReads hotReads;

    BatchMedia(Batches batches, Requests requests, MediaLibrary library, HotReads hotReads) {
        this.batches = batches;
        this.requests = requests;
        this.library = library;
        this.hotReads = hotReads;
    }

    private static MediaReference referenceOf(String operation) {
        return new MediaReference(TYPE, operation);
    }

    /**
     * Attaches them before anything is done. Fails as {@link MediaLibrary#attach}, and for another
     * call under the same key; then nothing is changed.
     */
    Mono<Void> attach(List<String> ids, ResidentId uploader, List<RequestId> about, FactKey key) {
        return ids.isEmpty() ? Mono.empty() : Detached.run(attachOnce(ids, uploader, about, key));
    }

    private Mono<Void> attachOnce(
            List<String> ids, ResidentId uploader, List<RequestId> about, FactKey key) {
        return batches.find(key.id())
                .doOnNext(before -> key.requireSameBody(before.bodyHash()))
                .then(
                        Mono.defer(
                                () ->
                                        library.attach(
                                                uploader,
                                                ids,
                                                MediaKind.IMAGE,
                                                referenceOf(key.id()))))
                .then(Mono.defer(() -> batches.insert(Batch.of(key, about))));
    }

    /** Where no request took the step, nobody has to upload twice. */
    Mono<Void> freeIfUnused(List<String> ids, FactKey key) {
        return ids.isEmpty()
                ? Mono.empty()
                : hold(key.id())
                        .filter(hold -> hold == Hold.NOT_HELD)
                        .flatMap(_ -> detach(ids, key));
    }

    private Mono<Void> detach(List<String> ids, FactKey key) {
        return library.detach(
                ids.stream().filter(Ids::isValid).map(MediaId::new).toList(),
                referenceOf(key.id()));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Mono<Hold> hold(String operation) {
        return requestsOf(operation)
                .any(request -> request.findStep(operation).isPresent())
                .map(held -> held ? Hold.KEPT : Hold.NOT_HELD);
    }

    private Flux<ServiceRequest> requestsOf(String operation) {
        return batches.find(operation).flatMapMany(batch -> requests.findAll(batch.requests()));
    }

    @Override
    public Mono<Void> judged(String operation, MediaId media, MediaStatus status) {
        return requestsOf(operation)
                .concatMap(request -> hotReads.changed(RequestTopics.of(request)))
                .then();
    }
}
