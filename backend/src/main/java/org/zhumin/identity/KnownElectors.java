package org.zhumin.identity;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Answers the vote engine from the residents' documents, as {@link Actors} keeps them. */
@Component
class KnownElectors implements Electorate {
    private final Actors actors;
    private final Residents residents;
    private final LegalDocuments documents;

    KnownElectors(Actors actors, Residents residents, LegalDocuments documents) {
        this.actors = actors;
        this.residents = residents;
        this.documents = documents;
    }

    @Override
    public Mono<Elector> find(ResidentId id) {
        return actors.find(id).filter(Resident::mayAct).map(this::elector);
    }

    private Elector elector(Resident resident) {
        Residence residence = resident.residence();
        boolean lives = residence.status().counts();
        return new Elector(
                resident.voterKey(),
                resident.verification(),
                lives ? residence.path() : List.of(),
                lives ? residence.since() : null,
                residence.previous() != null,
                resident.ageBand(),
                consents(resident));
    }

    private Set<ConsentScope> consents(Resident resident) {
        var present = EnumSet.noneOf(ConsentScope.class);
        for (Consent consent : resident.consents()) {
            if (consent.version().equals(documents.version())) {
                present.add(consent.scope());
            }
        }
        return present;
    }

    @Override
    public Mono<String> findVoterKey(ResidentId id) {
        return residents.find(id).mapNotNull(Resident::voterKey);
    }

    @Override
    public Flux<ResidentId> findVoters(String voterKey) {
        return residents.listVoters(voterKey);
    }

    @Override
    public Mono<Long> count(AreaCode area, Verification atLeast) {
        return residents.countLiving(area, atLeast == Verification.VERIFIED);
    }
}
