package org.zhumin.identity;

import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

import java.util.Set;

/** What other features may know of a resident who is not the caller. */
public interface ResidentDirectory {
    /** For calls to WeChat about this person; never shown, never logged. Empty once erased. */
    Mono<String> findOpenid(ResidentId id);

    /** How far the resident is verified now. Empty once erased. */
    Mono<Verification> findVerification(ResidentId id);

    /** Under which name the resident appears; never the real one. Empty once erased. */
    Mono<String> findNickname(ResidentId id);

    /** The bound phone number in clear, for a contact that is audited. Empty without one. */
    Mono<String> findPhone(ResidentId id);

    /** Whether the resident acts for this organisation now, in one of these roles. */
    Mono<Boolean> actsFor(ResidentId id, OrganizationId organization, Set<Role> roles);
}
