package org.zhumin.identity;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

/** Answers other features from the residents' documents. */
@Component
class KnownResidents implements ResidentDirectory, ResidenceClaims {
    private final Residents residents;
    private final Actors actors;
    private final FieldCipher cipher;

    KnownResidents(Residents residents, Actors actors, FieldCipher cipher) {
        this.residents = residents;
        this.actors = actors;
        this.cipher = cipher;
    }

    /** From memory: it is asked about who calls, at every text, and changes only by erasure. */
    @Override
    public Mono<String> findOpenid(ResidentId id) {
        return actors.find(id)
                .mapNotNull(found -> cipher.openNullable(id, Resident.OPENID, found.openid()));
    }

    @Override
    public Mono<Verification> findVerification(ResidentId id) {
        return residents.find(id).filter(Resident::mayAct).map(Resident::verification);
    }

    @Override
    public Mono<String> findNickname(ResidentId id) {
        return residents.find(id).mapNotNull(Resident::nickname);
    }

    @Override
    public Mono<Boolean> isOpen(ResidentId id) {
        return residents
                .find(id)
                .map(found -> found.residence().status() == ResidenceStatus.CLAIMED)
                .defaultIfEmpty(false);
    }
}
