package org.zhumin.identity;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.web.FactKey;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;

/**
 * Binds a number to a resident, taking it from whoever has it. At no moment, wherever this stops
 * and whatever runs beside it, do two residents carry one number. The writes, in this order:
 *
 * <ol>
 *   <li>the claim moves to the resident, and whoever held it joins the claim's {@code from}
 *   <li>everybody in {@code from} is stripped of the number, <em>and their version raised</em>: a
 *       binding they had begun fails, since it saves over the version it read before it claimed
 *   <li>the resident, as read before the first step, is saved with the number
 *   <li>{@code from} is emptied, if the claim has not moved since
 *   <li>the claim of the resident's earlier number is released, if that has not moved since
 * </ol>
 *
 * Stopped after the first write, the number is still where it was; after the second, nowhere; after
 * the third, here. Whoever binds next finds in {@code from} all who must be stripped, so a stop
 * leaves nothing to repair.
 */
@Component
class PhoneBinding {
    private static final int ATTEMPTS = 4;

    private final Residents residents;
    private final PhoneClaims claims;
    private final Pseudonyms pseudonyms;
    private final FieldCipher cipher;
    private final FirstAdmin firstAdmin;
    private final Clock clock;

    PhoneBinding(
            Residents residents,
            PhoneClaims claims,
            Pseudonyms pseudonyms,
            FieldCipher cipher,
            FirstAdmin firstAdmin,
            Clock clock) {
        this.residents = residents;
        this.claims = claims;
        this.pseudonyms = pseudonyms;
        this.cipher = cipher;
        this.firstAdmin = firstAdmin;
        this.clock = clock;
    }

    /** Answers the resident and everybody else who changed. */
    Mono<Bound> bind(ResidentId id, String number, FactKey call) {
        return bind(id, number, call, ATTEMPTS);
    }

    private Mono<Bound> bind(ResidentId id, String number, FactKey call, int attempts) {
        return attempts == 0
                ? Mono.error(IdentityProblem.PHONE_CONTESTED::refusal)
                : attempt(id, number, call)
                        .switchIfEmpty(Mono.defer(() -> bind(id, number, call, attempts - 1)));
    }

    private Mono<Bound> attempt(ResidentId id, String number, FactKey call) {
        return residents
                .find(id)
                .filter(Resident::mayAct)
                .switchIfEmpty(Mono.error(IdentityProblem.RESIDENT_NOT_FOUND::refusal))
                .flatMap(before -> claimAndSave(before, number, call));
    }

    /** Empty if the resident was changed meanwhile. */
    private Mono<Bound> claimAndSave(Resident before, String number, FactKey call) {
        return claims.move(pseudonyms.ofPhone(number), before.id(), Ids.random())
                .flatMap(
                        claim ->
                                strip(claim)
                                        .then(Mono.defer(() -> save(before, number, call, claim)))
                                        .flatMap(after -> settle(before, after, claim)));
    }

    private Mono<Void> strip(PhoneClaim claim) {
        return Flux.fromIterable(claim.from())
                .concatMap(carrier -> residents.stripPhone(carrier, claim.phoneIndex()))
                .then();
    }

    private Mono<Resident> save(Resident before, String number, FactKey call, PhoneClaim claim) {
        var phone =
                new Phone(
                        claim.phoneIndex(),
                        cipher.seal(before.id(), Phone.FIELD, number),
                        claim.move(),
                        call.id(),
                        call.bodyHash(),
                        clock.instant());
        return firstAdmin
                .grantsOf(before, claim.phoneIndex())
                .map(grants -> before.withPhone(phone, pseudonyms.voterKey(number), grants))
                .flatMap(residents::save);
    }

    private Mono<Bound> settle(Resident before, Resident after, PhoneClaim claim) {
        return claims.settle(claim)
                .then(Mono.defer(() -> firstAdmin.settle(after, claim.phoneIndex())))
                .then(Mono.defer(() -> releaseEarlier(before, claim)))
                .thenReturn(new Bound(after, claim.from()));
    }

    private Mono<Void> releaseEarlier(Resident before, PhoneClaim present) {
        Phone earlier = before.phone();
        return earlier == null || earlier.index().equals(present.phoneIndex())
                ? Mono.empty()
                : claims.find(earlier.index())
                        .filter(claim -> claim.move().equals(earlier.move()))
                        .flatMap(this::release);
    }

    /** Takes every number from a resident who is leaving, and gives it back. */
    Mono<Void> releaseAll(ResidentId holder) {
        return claims.listOf(holder).concatMap(this::takeAndRelease).then();
    }

    private Mono<Void> takeAndRelease(PhoneClaim claim) {
        return residents
                .stripPhone(claim.holder(), claim.phoneIndex())
                .then(Mono.defer(() -> release(claim)));
    }

    /** Whoever may still carry the number is stripped first: nobody would look for them later. */
    private Mono<Void> release(PhoneClaim claim) {
        return strip(claim).then(Mono.defer(() -> claims.release(claim)));
    }

    /**
     * @param others who may have lost the number
     */
    record Bound(Resident resident, List<ResidentId> others) {}
}
