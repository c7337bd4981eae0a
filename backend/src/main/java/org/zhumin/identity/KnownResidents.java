package org.zhumin.identity;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

/** Answers other features from the residents' documents. */
@Component
class KnownResidents implements ResidentDirectory {
    private final Residents residents;
    private final FieldCipher cipher;

    KnownResidents(Residents residents, FieldCipher cipher) {
        this.residents = residents;
        this.cipher = cipher;
    }

    @Override
    public Mono<String> findOpenid(ResidentId id) {
        return residents
                .find(id)
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
}
