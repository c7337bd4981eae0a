package org.zhumin.identity;

import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Residents as voters. */
public interface Electorate {
    /**
     * From memory, which hears of a change within two seconds; so it may be asked at every vote.
     * Empty if nobody may act under this account.
     */
    Mono<Elector> find(ResidentId id);

    /** Also of one who is leaving or has left; from the database. Empty if there is none. */
    Mono<String> findVoterKey(ResidentId id);

    /**
     * Whose vote this is: mostly one, more when a number went from account to account. Nobody who
     * is leaving. For telling them something, and for nothing that people see.
     */
    Flux<ResidentId> findVoters(String voterKey);

    /** How many residents of the area's subtree are verified this far now, at least CLAIMED. */
    Mono<Long> count(AreaCode area, Verification atLeast);
}
