package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Residents.Acting;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.Set;

/** Answers other features from the residents' documents. */
@Component
class KnownResidents implements ResidentDirectory, ResidenceClaims, DeskDirectory {
    private final Residents residents;
    private final Actors actors;
    private final FieldCipher cipher;
    private final Clock clock;

    KnownResidents(Residents residents, Actors actors, FieldCipher cipher, Clock clock) {
        this.residents = residents;
        this.actors = actors;
        this.cipher = cipher;
        this.clock = clock;
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

    @Override
    public Mono<String> findPhone(ResidentId id) {
        return residents
                .find(id)
                .filter(Resident::mayAct)
                .mapNotNull(Resident::phone)
                .map(phone -> cipher.open(id, Phone.FIELD, phone.sealed()));
    }

    @Override
    public Mono<Boolean> actsFor(ResidentId id, OrganizationId organization, Set<Role> roles) {
        return residents
                .find(id)
                .filter(Resident::mayAct)
                .map(found -> found.actor("", clock.instant()))
                .map(actor -> roles.stream().anyMatch(role -> actor.hasFor(role, organization)))
                .defaultIfEmpty(false);
    }

    @Override
    public Flux<ResidentId> listActingFor(
            OrganizationId organization, Set<Role> roles, @Nullable ResidentId after, int limit) {
        return residents.listActing(
                Acting.forOrganization(organization), roles, clock.instant(), after, limit);
    }

    @Override
    public Flux<ResidentId> listActingIn(
            AreaCode area, Set<Role> roles, @Nullable ResidentId after, int limit) {
        return residents.listActing(Acting.in(area), roles, clock.instant(), after, limit);
    }
}
