package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.owed.Debtor;
import org.zhumin.platform.owed.Owed;
import org.zhumin.request.Similarity.Nearby;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The store of requests, whose documents owe what actions bring about elsewhere. Lists are newest
 * first where nothing else is said.
 */
interface Requests extends Debtor {
    Mono<ServiceRequest> find(RequestId id);

    /** Fails with {@link RequestProblem#NOT_FOUND}. */
    default Mono<ServiceRequest> get(RequestId id) {
        return find(id).switchIfEmpty(Mono.error(RequestProblem.NOT_FOUND::refusal));
    }

    /** Those of these that there are, in any order. */
    Flux<ServiceRequest> findAll(Collection<RequestId> ids);

    /**
     * The one whose entry of this operation has or had a moderator's look, see {@link TextReview}.
     */
    Mono<ServiceRequest> findReviewed(String operation);

    /**
     * Stores a new request, or gives the one that already lies under its id: the same call was made
     * before.
     *
     * @param owed by this submission; to be performed once it is stored
     */
    Mono<ServiceRequest> insert(ServiceRequest request, List<Owed> owed);

    /** The same for what owes nothing. */
    default Mono<ServiceRequest> insert(ServiceRequest request) {
        return insert(request, List.of());
    }

    /**
     * Stores the next version of a request and what it owes. The number of supporters and what the
     * stored document owes already stay what they are. Fails with {@code state.changed-meanwhile}
     * if the version before is no longer the stored one.
     *
     * @param owed by this version; to be performed once it is stored
     */
    Mono<ServiceRequest> save(ServiceRequest next, List<Owed> owed);

    /** The same for what owes nothing. */
    default Mono<ServiceRequest> save(ServiceRequest next) {
        return save(next, List.of());
    }

    /** Sets what was counted; no new version. */
    Mono<Void> setSupporters(RequestId id, int supporters);

    /** The co-signers of this merged one have been moved; no new version. */
    Mono<Void> cosignersMoved(RequestId id);

    /** What everybody may read, in an area's subtree. */
    Mono<Slice<ServiceRequest>> listPublic(PublicFilter filter, int limit, @Nullable Cursor after);

    Mono<Slice<ServiceRequest>> listOwnedBy(ResidentId owner, int limit, @Nullable Cursor after);

    /** One work list; by due date or newest first. */
    Mono<Slice<ServiceRequest>> listWork(WorkFilter filter, int limit, @Nullable Cursor after);

    /** What is open and public, in an area or around a place. */
    Mono<Slice<ServiceRequest>> listLive(LiveFilter filter, int limit, @Nullable Cursor after);

    /**
     * What is open and public around a place, the nearest first.
     *
     * @param hiddenCategories whose places are not public
     */
    Flux<Nearby> streamNearby(
            GeoPoint point, double meters, List<String> hiddenCategories, int atMost);

    /** How many are on the work list, counted up to a limit. */
    Mono<Long> countWork(WorkFilter filter, int upTo);

    /**
     * By exact number, else by the beginning of the title and, among open ones, by words anywhere
     * in it; in the order of titles.
     */
    Mono<Slice<ServiceRequest>> search(SearchFilter filter, int limit, @Nullable Cursor after);

    /** Replied ones that nobody has confirmed in time, the oldest first. */
    Flux<RequestId> streamSilent(Instant now, int atMost);

    /** Overdue ones that go up the area tree by now, the longest waiting first. */
    Flux<RequestId> streamEscalating(Instant now, int atMost);

    /** Those whose deadline has passed without a reply, the longest waiting first. */
    Flux<RequestId> streamUnanswered(Instant now, int atMost);

    /** Merged ones whose co-signers have not been moved yet. */
    Flux<RequestId> streamUnmoved(int atMost);

    /** Stores anew when it goes up the area tree, unless it has changed; no new version. */
    Mono<Void> setEscalation(ServiceRequest request);

    /** Everything in which the resident is named as owner, for export and erasure. */
    Flux<ServiceRequest> streamOwnedBy(ResidentId owner);

    /** Everything of others on whose last reply the resident has said a word. */
    Flux<ServiceRequest> streamRatedBy(ResidentId rater);

    /** Which public requests are asked for; absent filters let everything through. */
    record PublicFilter(
            AreaCode area, @Nullable String categoryCode, @Nullable RequestState state) {}

    /**
     * Which open public requests are asked for.
     *
     * @param near the middle of a circle; absent unless only what lies in it is wanted
     * @param meters its radius
     * @param hiddenCategories whose places are not public: they are in no circle
     */
    record LiveFilter(
            AreaCode area,
            @Nullable String categoryCode,
            @Nullable RequestState state,
            @Nullable GeoPoint near,
            double meters,
            List<String> hiddenCategories,
            PublicSort sort) {}

    /** Where staff look: the subtrees of these areas, and what these organisations have. */
    record Scope(List<AreaCode> areas, List<OrganizationId> organizations) {
        public Scope {
            areas = List.copyOf(areas);
            organizations = List.copyOf(organizations);
        }

        boolean isEmpty() {
            return areas.isEmpty() && organizations.isEmpty();
        }
    }

    /**
     * A work list.
     *
     * @param dueBefore only what is due before; then by due date
     */
    record WorkFilter(
            DeskQueue queue,
            Scope scope,
            @Nullable ResidentId assignee,
            @Nullable Instant dueBefore,
            DeskSort sort) {}

    /**
     * @param text a number, the beginning of a title, or words in it
     * @param queue only what is on this list too
     */
    record SearchFilter(Scope scope, String text, @Nullable DeskQueue queue) {}
}
