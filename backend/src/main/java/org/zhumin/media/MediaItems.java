package org.zhumin.media;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The uploads as they are kept. Each write is one guarded change of one document; what its guard
 * did not find is empty. Fails with {@code service.unavailable} when the store is away.
 */
interface MediaItems {
    /** At most this many are taken up by a sweep. */
    int SWEEP_MAX = 100;

    Mono<MediaItem> find(MediaId id);

    Flux<MediaItem> list(Collection<MediaId> ids);

    Flux<MediaItem> listOf(ResidentId owner);

    Flux<MediaItem> listAttached(MediaReference reference);

    /** Stores it, or answers the one that is there. */
    Mono<MediaItem> insertOrGet(MediaItem item, Instant sweepAt);

    /** Before bytes are written under this name. */
    Mono<MediaItem> beginAttempt(MediaId id, String attempt);

    /** The bytes under this name are complete: the upload is there, unless another came first. */
    Mono<MediaItem> finish(MediaId id, String attempt, Instant askAt, Instant sweepAt);

    /** The bytes under this name are deleted. */
    Mono<Void> endAttempt(MediaId id, String attempt);

    /** The next of which WeChat is to be asked, for whoever asks until then. */
    Mono<MediaItem> claimAsk(Instant now, int asksMax, Instant until);

    /** WeChat has taken the question, and will name it so. */
    Mono<Void> asked(MediaId id, String traceId, Instant askAgainAt);

    /** WeChat could not say. */
    Mono<Void> askAgain(MediaId id, Instant at);

    /** To a person with those of which WeChat was asked often enough. */
    Mono<Void> leaveToPersons(Instant now, int asksMax);

    Mono<Void> leaveToPerson(MediaId id);

    /** It need not be listed any more. */
    Mono<Void> putBeforePerson(MediaId id);

    /** WeChat has refused it; its owner may ask for a person's look. */
    Mono<MediaItem> refuse(MediaId id, Instant now);

    /** While it is attached to nothing: not swept before then. Empty if it is gone. */
    Mono<MediaItem> keep(MediaId id, Instant sweepAt);

    Mono<MediaItem> findByTrace(String traceId);

    /** From one of these states to that one; the question to WeChat is settled. */
    Mono<MediaItem> settle(MediaId id, List<MediaState> from, MediaState to, Instant now);

    Mono<Slice<MediaItem>> listForPersons(int limit, @Nullable Cursor after);

    /** Only what is the owner's, not refused, and attached to nothing or to this already. */
    Mono<MediaItem> attach(MediaId id, ResidentId owner, MediaReference reference, Instant sweepAt);

    /** Takes it from this; it is swept unless it is attached again. */
    Mono<Void> detach(MediaId id, MediaReference reference, Instant sweepAt);

    /** Opens or closes what is attached to this for everybody. */
    Mono<Void> show(MediaReference reference, boolean shown);

    /** What a sweep is to look at. */
    Flux<MediaItem> listDue(Instant now);

    /** When to look again; absent: never. Only while it is attached to this. */
    Mono<Void> lookAgain(MediaId id, MediaReference reference, @Nullable Instant at);

    /** Nobody has attached it meanwhile: from now on it is going. */
    Mono<MediaItem> startGoing(MediaId id, @Nullable MediaReference attachedTo, Instant now);

    /** Whatever it is attached to. */
    Mono<MediaItem> startGoing(MediaId id, Instant now);

    /** Its bytes are deleted. */
    Mono<Void> forget(MediaId id);
}
