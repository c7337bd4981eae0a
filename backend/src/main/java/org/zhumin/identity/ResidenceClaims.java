package org.zhumin.identity;

import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

/** What other features may know of residence claims. */
public interface ResidenceClaims {
    /** Whether somebody is still to decide on the resident's claim; false once erased. */
    Mono<Boolean> isOpen(ResidentId resident);
}
