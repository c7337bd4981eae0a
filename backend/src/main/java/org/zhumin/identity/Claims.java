package org.zhumin.identity;

import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

/** Who holds a unique key. A key has one holder at most, whatever happens at once. */
interface Claims {
    Mono<ResidentId> find(String key);

    /** Takes the key unless somebody holds it; answers who holds it now. */
    Mono<ResidentId> claim(String key, ResidentId wanted);

    /** Gives back what this resident holds; nobody else's. */
    Mono<Void> releaseAll(ResidentId holder);
}
