package org.zhumin.media;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.Detached;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What other features do with uploads. Attach before storing the thing that they belong to, under
 * the id that it will have, and answer for it as {@link MediaHolder}: what was attached to a thing
 * that never came is then deleted after a day.
 */
@Service
public class MediaLibrary {
    private static final Duration APPEAL_MAX = Duration.ofDays(30);

    private final MediaItems items;
    private final MediaViews views;
    private final MediaRemoval removal;
    private final MediaHolders holders;
    private final MediaProperties properties;
    private final Clock clock;

    MediaLibrary(
            MediaItems items,
            MediaViews views,
            MediaRemoval removal,
            MediaHolders holders,
            MediaProperties properties,
            Clock clock) {
        this.items = items;
        this.views = views;
        this.removal = removal;
        this.holders = holders;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Attaches uploads of this owner. All or none; attaching again to the same thing changes
     * nothing.
     *
     * @param ids as they came in
     * @param kind what they must be; absent: either
     * @return the ids, each once, in their order
     */
    public Mono<List<MediaId>> attach(
            ResidentId owner,
            Collection<String> ids,
            @Nullable MediaKind kind,
            MediaReference reference) {
        return Mono.defer(
                () -> {
                    List<MediaId> wanted = idsOf(ids);
                    return wanted.isEmpty()
                            ? Mono.just(wanted)
                            : Detached.run(attachAll(owner, wanted, kind, reference));
                });
    }

    /** The same for uploads of either kind, if there are any; the ids as records keep them. */
    public Mono<List<String>> attach(
            ResidentId owner, @Nullable Collection<String> ids, MediaReference reference) {
        return attach(owner, ids == null ? List.of() : ids, null, reference)
                .map(all -> all.stream().map(MediaId::value).toList());
    }

    private static List<MediaId> idsOf(Collection<String> texts) {
        var ids = new LinkedHashSet<MediaId>();
        for (String text : texts) {
            if (!Ids.isValid(text)) {
                // Not repeated in the answer, since it can be anything.
                throw MediaProblem.UNKNOWN.refusal("?");
            }
            ids.add(new MediaId(text));
        }
        return List.copyOf(ids);
    }

    private Mono<List<MediaId>> attachAll(
            ResidentId owner,
            List<MediaId> ids,
            @Nullable MediaKind kind,
            MediaReference reference) {
        var fresh = new ArrayList<MediaId>();
        return byId(ids)
                .flatMapMany(
                        found ->
                                Flux.fromIterable(ids)
                                        .map(
                                                id ->
                                                        checked(
                                                                id,
                                                                found.get(id),
                                                                owner,
                                                                kind,
                                                                reference)))
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(item -> attachOne(item, owner, reference, fresh))
                .then()
                .onErrorResume(failure -> release(fresh, reference).then(Mono.error(failure)))
                .thenReturn(ids);
    }

    private Mono<Map<MediaId, MediaItem>> byId(Collection<MediaId> ids) {
        return items.list(ids).collectMap(MediaItem::id);
    }

    private static MediaItem checked(
            MediaId id,
            @Nullable MediaItem item,
            ResidentId owner,
            @Nullable MediaKind kind,
            MediaReference reference) {
        if (item == null || !item.isThere() || !item.owner().equals(owner)) {
            throw MediaProblem.UNKNOWN.refusal(id.value());
        }
        if (kind != null && item.kind() != kind) {
            throw MediaProblem.WRONG_KIND.refusal(id.value());
        }
        MediaReference holder = item.reference();
        if (holder != null && !holder.equals(reference)) {
            throw MediaProblem.IN_USE.refusal(id.value());
        }
        if (holder == null && item.state() == MediaState.REFUSED) {
            throw MediaProblem.REFUSED.refusal(id.value());
        }
        return item;
    }

    private Mono<Void> attachOne(
            MediaItem item, ResidentId owner, MediaReference reference, List<MediaId> fresh) {
        if (item.reference() != null) {
            return Mono.empty();
        }
        return items.attach(
                        item.id(),
                        owner,
                        reference,
                        clock.instant().plus(properties.keepUnattached()))
                .switchIfEmpty(Mono.defer(() -> refused(item.id(), owner, reference)))
                .doOnNext(_ -> fresh.add(item.id()))
                .then();
    }

    /** Something came between; what it is now says why. */
    private Mono<MediaItem> refused(MediaId id, ResidentId owner, MediaReference reference) {
        return items.find(id)
                .map(now -> checked(id, now, owner, null, reference))
                .flatMap(_ -> Mono.<MediaItem>error(MediaProblem.IN_USE.refusal(id.value())))
                .switchIfEmpty(Mono.error(() -> MediaProblem.UNKNOWN.refusal(id.value())));
    }

    private Mono<Void> release(List<MediaId> ids, MediaReference reference) {
        return Flux.fromIterable(List.copyOf(ids))
                .concatMap(
                        id ->
                                items.detach(
                                        id,
                                        reference,
                                        clock.instant().plus(properties.keepUnattached())))
                .then();
    }

    /**
     * Takes these from what they belong to; attached to nothing else, they are deleted in a day.
     */
    public Mono<Void> detach(Collection<MediaId> ids, MediaReference reference) {
        return Detached.run(release(List.copyOf(ids), reference));
    }

    /**
     * Deletes at once all that is attached to this.
     *
     * @param except these stay
     */
    public Mono<Void> erase(MediaReference reference, Collection<MediaId> except) {
        return Detached.run(
                items.listAttached(reference)
                        .filter(item -> !except.contains(item.id()))
                        .concatMap(removal::erase)
                        .then());
    }

    /**
     * Opens all that is attached to this for everybody, once each has passed, or closes it again.
     * Public media has an address that never expires and that is kept by others for days.
     */
    public Mono<Void> show(MediaReference reference, boolean everybody) {
        return items.show(reference, everybody);
    }

    /** In the order of the ids; what the viewer is not to see, or is gone, is left out. */
    public Mono<List<MediaView>> views(Collection<MediaId> ids, MediaViewer viewer) {
        return viewsById(ids, viewer)
                .map(found -> ids.stream().map(found::get).filter(Objects::nonNull).toList());
    }

    /** For many things at once, such as the covers of a list: one query. */
    public Mono<Map<MediaId, MediaView>> viewsById(Collection<MediaId> ids, MediaViewer viewer) {
        return items.list(new LinkedHashSet<>(ids))
                .mapNotNull(item -> views.find(item, viewer))
                .collectMap(MediaView::id, view -> view, LinkedHashMap::new);
    }

    /** All that is attached to this, oldest first. */
    public Mono<List<MediaView>> viewsOf(MediaReference reference, MediaViewer viewer) {
        return items.listAttached(reference)
                .sort(Comparator.comparing(MediaItem::createdAt))
                .mapNotNull(item -> views.find(item, viewer))
                .collectList();
    }

    /** One upload for who moderates, whatever its status; empty if there is none. */
    public Mono<MediaForReview> find(MediaId id) {
        return items.find(id).filter(MediaItem::isThere).map(this::forReview);
    }

    /**
     * What is to be put before moderation, oldest first: what WeChat could not judge, and what it
     * refused.
     */
    public Mono<Slice<MediaForReview>> listForReview(int limit, @Nullable Cursor after) {
        return items.listForPersons(limit, after).map(slice -> slice.map(this::forReview));
    }

    private MediaForReview forReview(MediaItem item) {
        return new MediaForReview(
                views.ofOwner(item), item.owner(), item.reference(), item.createdAt());
    }

    /** It is before a person now, and {@link #listForReview} need not name it again. */
    public Mono<Void> putBeforePerson(MediaId id) {
        return items.putBeforePerson(id);
    }

    /**
     * Its owner appeals: it is not deleted for belonging to nothing before that is decided, for a
     * month at most. Fails with {@link MediaProblem#NOT_FOUND} if it is gone.
     */
    public Mono<Void> keepForAppeal(MediaId id) {
        return items.keep(id, clock.instant().plus(APPEAL_MAX))
                .switchIfEmpty(Mono.error(MediaProblem.NOT_FOUND::refusal))
                .then();
    }

    /**
     * A person's word, which stands against WeChat's. The caller has audited it. Saying it again
     * changes nothing. What passes may be attached from now on, for as long as after an upload.
     * Fails with {@link MediaProblem#NOT_FOUND}.
     */
    public Mono<Void> judge(MediaId id, boolean passes) {
        MediaState to = passes ? MediaState.PASSED : MediaState.REFUSED;
        var from = List.of(MediaState.CHECKING, MediaState.PASSED, MediaState.REFUSED);
        return Detached.run(
                items.settle(id, from, to, clock.instant())
                        .flatMap(
                                item ->
                                        items.keep(
                                                item.id(),
                                                clock.instant().plus(properties.keepUnattached())))
                        .switchIfEmpty(Mono.error(MediaProblem.NOT_FOUND::refusal))
                        .flatMap(holders::judged));
    }

    /**
     * Media as moderation sees it.
     *
     * @param owner who may appeal
     * @param reference what it is attached to, if anything
     */
    public record MediaForReview(
            MediaView media,
            ResidentId owner,
            @Nullable MediaReference reference,
            Instant uploadedAt) {}
}
