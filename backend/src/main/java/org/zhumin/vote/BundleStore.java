package org.zhumin.vote;

import org.zhumin.vote.TallyIntake.Added;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The bundles that are not counted, see {@link Bundles}. One that is not here any more is counted.
 * Every write is durable when it completes.
 */
interface BundleStore {
    /** Before the first vote is put in. */
    Mono<Void> open(String id, Instant at);

    /** Says what is in it. False if it was given up meanwhile. */
    Mono<Boolean> close(String id, List<Added> added);

    /** All of them. */
    Mono<List<Kept>> list();

    /** Which of them are there. */
    Mono<Set<String>> find(Collection<String> ids);

    /** Nobody will close it any more. False if it is closed or gone. */
    Mono<Boolean> giveUp(String id);

    /** Makes what is in one that was given up votes that have yet to be counted one by one. */
    Mono<Void> scatter(String id);

    /** They are counted, or hold nothing. */
    Mono<Void> remove(Collection<String> ids);

    /**
     * @param added empty unless it is closed
     */
    record Kept(String id, Instant openedAt, State state, List<Added> added) {
        public Kept {
            added = List.copyOf(added);
        }

        Kept in(State other) {
            return new Kept(id, openedAt, other, added);
        }
    }

    enum State {
        /** Votes are put in, or were when its instance was last seen. */
        OPEN,
        /** It is said what is in it. */
        CLOSED,
        /** Given up. */
        LOST,
        /**
         * Given up, and its votes are in no bundle. It is kept for a while, for one that is put in
         * late.
         */
        SCATTERED;

        boolean isGivenUp() {
            return this == LOST || this == SCATTERED;
        }
    }
}
