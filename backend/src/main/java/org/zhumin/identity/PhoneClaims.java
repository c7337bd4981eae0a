package org.zhumin.identity;

import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** To whom each phone number is on its way or belongs; see {@link PhoneBinding} for the rules. */
interface PhoneClaims {
    Mono<PhoneClaim> find(String phoneIndex);

    /**
     * Moves the number to this resident and remembers whoever had it before as one to be stripped.
     */
    Mono<PhoneClaim> move(String phoneIndex, ResidentId to, String move);

    /** Forgets who was to be stripped, if the claim has not moved since. */
    Mono<Void> settle(PhoneClaim claim);

    /** Gives the number back, if the claim has not moved since. */
    Mono<Void> release(PhoneClaim claim);

    Flux<PhoneClaim> listOf(ResidentId holder);
}
