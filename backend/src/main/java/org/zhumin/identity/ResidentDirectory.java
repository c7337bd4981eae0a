package org.zhumin.identity;

import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

/** What other features may know of a resident who is not the caller. */
public interface ResidentDirectory {
    /** For calls to WeChat about this person; never shown, never logged. Empty once erased. */
    Mono<String> findOpenid(ResidentId id);

    /** How far the resident is verified now. Empty once erased. */
    Mono<Verification> findVerification(ResidentId id);

    /** Under which name the resident appears; never the real one. Empty once erased. */
    Mono<String> findNickname(ResidentId id);
}
