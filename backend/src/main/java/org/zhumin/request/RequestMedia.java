package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ProblemKind;
import org.zhumin.kernel.ResidentId;
import org.zhumin.media.MediaHolder.Hold;
import org.zhumin.media.MediaId;
import org.zhumin.media.MediaKind;
import org.zhumin.media.MediaLibrary;
import org.zhumin.media.MediaReference;
import org.zhumin.request.RequestActs.Act;
import org.zhumin.request.RequestActs.Transition;

import reactor.core.publisher.Mono;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Attaches uploads to a request or to one step of it before that is stored, and frees them again
 * when it is refused, so that nobody has to upload twice. What a crash leaves attached to nothing
 * is deleted in a day, see {@link RequestMediaHolder}.
 */
@Component
class RequestMedia {
    private final Requests requests;
    private final RequestActs acts;
    private final MediaLibrary library;
    private final RequestMediaHolder holder;

    RequestMedia(
            Requests requests, RequestActs acts, MediaLibrary library, RequestMediaHolder holder) {
        this.requests = requests;
        this.acts = acts;
        this.library = library;
        this.holder = holder;
    }

    /**
     * Stores a submission with its uploads. What lies there under this id already is given as it
     * is.
     *
     * @param uploader whose they must be
     */
    Mono<ServiceRequest> submit(
            Draft draft, ResidentId uploader, RequestId id, Mono<ServiceRequest> insert) {
        if (draft.uploads().isEmpty()) {
            return insert;
        }
        MediaReference reference = RequestMediaHolder.referenceOf(id);
        return requests.find(id)
                .switchIfEmpty(
                        Mono.defer(
                                () ->
                                        attach(draft, uploader, reference)
                                                .then(insert)
                                                .delayUntil(
                                                        stored ->
                                                                freeOthers(
                                                                        draft, stored,
                                                                        reference))));
    }

    private Mono<Void> attach(Draft draft, ResidentId uploader, MediaReference reference) {
        String voice = draft.voiceMediaId();
        Mono<Void> pictures = attachPictures(uploader, draft.mediaIds(), reference);
        return voice == null
                ? pictures
                : pictures.then(
                                library.attach(
                                        uploader, List.of(voice), MediaKind.AUDIO, reference))
                        .onErrorResume(
                                failure ->
                                        detach(draft.mediaIds(), reference)
                                                .then(Mono.error(failure)))
                        .then();
    }

    private Mono<Void> attachPictures(
            ResidentId uploader, List<String> ids, MediaReference reference) {
        return library.attach(uploader, ids, MediaKind.IMAGE, reference).then();
    }

    /** Of two calls at once under one key that say different things, one was stored. */
    private Mono<Void> freeOthers(Draft draft, ServiceRequest stored, MediaReference reference) {
        var others =
                draft.uploads().stream().filter(id -> !stored.mediaIds().contains(id)).toList();
        return others.isEmpty() ? Mono.empty() : detach(others, reference);
    }

    /** Does an action to whose entry pictures of the actor belong. */
    Mono<ServiceRequest> perform(Act act, List<String> ids, Transition transition) {
        if (ids.isEmpty()) {
            return acts.perform(act, transition);
        }
        MediaReference reference = RequestMediaHolder.referenceOf(act.id(), act.key().id());
        return acts.plan(
                        act,
                        (request, step) -> {
                            ServiceRequest next = transition.apply(request, step);
                            return attachPictures(act.actor().id(), ids, reference)
                                    .thenReturn(next);
                        })
                .onErrorResume(
                        RequestMedia::isRefusal,
                        refusal -> free(ids, reference).then(Mono.error(refusal)));
    }

    /** Where the store did not answer, the step may have been taken all the same. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof DomainException refusal
                && refusal.problem().code().kind() != ProblemKind.UNAVAILABLE;
    }

    /** Unless the same call, made twice at once, has taken the step. */
    private Mono<Void> free(List<String> ids, MediaReference reference) {
        return holder.hold(reference.id())
                .filter(hold -> hold == Hold.NOT_HELD)
                .flatMap(_ -> detach(ids, reference));
    }

    private Mono<Void> detach(Collection<String> ids, MediaReference reference) {
        return library.detach(
                ids.stream().filter(Ids::isValid).map(MediaId::new).toList(), reference);
    }

    /** Each once, in the order in which they came; absent: none. */
    static List<String> distinct(@Nullable List<String> ids) {
        return Objects.requireNonNullElse(ids, List.<String>of()).stream().distinct().toList();
    }
}
