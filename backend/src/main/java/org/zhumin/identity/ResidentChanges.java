package org.zhumin.identity;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;

import java.util.function.UnaryOperator;

/** Load, decide, save, tell: the one way in which a resident's document is changed. */
@Component
class ResidentChanges {
    private static final int ATTEMPTS = 5;

    private final Residents residents;
    private final Actors actors;

    ResidentChanges(Residents residents, Actors actors) {
        this.residents = residents;
        this.actors = actors;
    }

    /**
     * Applies the transition to the present version, again if another change came in between. A
     * transition that answers the same resident writes nothing.
     *
     * @param transition pure; it may refuse by throwing
     */
    Mono<Resident> change(ResidentId id, UnaryOperator<Resident> transition) {
        return attempt(id, transition, ATTEMPTS);
    }

    private Mono<Resident> attempt(
            ResidentId id, UnaryOperator<Resident> transition, int attempts) {
        return attempts == 0
                ? Mono.error(PlatformProblem.STALE::refusal)
                : get(id).flatMap(before -> save(before, transition.apply(before)))
                        .switchIfEmpty(Mono.defer(() -> attempt(id, transition, attempts - 1)));
    }

    private Mono<Resident> save(Resident before, Resident after) {
        return before.equals(after)
                ? Mono.just(before)
                : residents
                        .save(after)
                        .flatMap(saved -> actors.changed(saved.id()).thenReturn(saved));
    }

    /** Fails with {@code resident.not-found} also when the resident is leaving. */
    Mono<Resident> get(ResidentId id) {
        return residents
                .find(id)
                .filter(Resident::mayAct)
                .switchIfEmpty(Mono.error(IdentityProblem.RESIDENT_NOT_FOUND::refusal));
    }
}
