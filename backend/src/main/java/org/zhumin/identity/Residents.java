package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The residents as they are kept. Fails with {@code service.unavailable} when the store is away.
 */
interface Residents {
    /** At most this many erasures are taken up at a time. */
    int ERASING_LIMIT = 100;

    Mono<Resident> find(ResidentId id);

    /** Stores a new resident, or answers the one that is there. */
    Mono<Resident> insertOrGet(Resident resident);

    /** Replaces the version before; empty if that is not the present one. */
    Mono<Resident> save(Resident resident);

    /**
     * Takes this phone from the resident, if it is there, and raises the version in any case: a
     * binding that the resident has begun must fail.
     */
    Mono<Void> stripPhone(ResidentId id, String phoneIndex);

    /** Residence claims that wait for a decision in any of these scopes, oldest first. */
    Mono<Slice<Resident>> listClaims(List<ClaimScope> scopes, @Nullable Cursor after, int limit);

    /** Who has a grant in the subtree of any of these areas. */
    Mono<Slice<Resident>> listGranted(List<AreaCode> areas, @Nullable Cursor after, int limit);

    /** How many with a phone live in the area's subtree; only verified ones, or claimed too. */
    Mono<Long> countLiving(AreaCode area, boolean verifiedOnly);

    /**
     * Who has a grant there, in one of these roles, that counts at this moment, by id.
     *
     * @param after only those whose id comes after this one
     */
    Flux<ResidentId> listActing(
            Acting where, Set<Role> roles, Instant at, @Nullable ResidentId after, int limit);

    /** Whose pseudonym this is, without those who leave or have left; at most a few. */
    Flux<ResidentId> listVoters(String voterKey);

    /** Who asked for erasure before this moment and is not erased yet. */
    Flux<ResidentId> listErasing(Instant askedBefore);

    /** What was written at or after this moment of the database's time, in no order. */
    Flux<Changed> streamChanged(Instant since);

    /** The database's time of the last write; empty before the first. */
    Mono<Instant> findLastChange();

    /** Where somebody acts: one of the two. */
    record Acting(@Nullable OrganizationId organization, @Nullable AreaCode area) {
        static Acting forOrganization(OrganizationId organization) {
            return new Acting(organization, null);
        }

        static Acting in(AreaCode area) {
            return new Acting(null, area);
        }
    }

    record Changed(ResidentId id, Instant at) {}

    /**
     * Where somebody decides on claims.
     *
     * @param gridIds only these grids; empty: all of the area
     */
    record ClaimScope(AreaCode area, List<String> gridIds) {
        boolean holds(Residence residence) {
            return residence.path().contains(area)
                    && (gridIds.isEmpty()
                            || (residence.gridId() != null
                                    && gridIds.contains(residence.gridId())));
        }
    }
}
