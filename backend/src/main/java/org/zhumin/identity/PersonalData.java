package org.zhumin.identity;

import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

import java.util.Map;

/**
 * Implemented by every feature that holds something about a person, so that export and erasure of
 * an account reach all of it (Personal Information Protection Law of the PRC, articles 45 and 47).
 */
public interface PersonalData {
    /** The name of this part in the export, for example {@code requests}. */
    String section();

    /** Everything held about the resident, as JSON values. */
    Mono<Map<String, Object>> export(ResidentId resident);

    /** Erases or detaches it. Called again until it succeeds, so it must bear repetition. */
    Mono<Void> erase(ResidentId resident);
}
