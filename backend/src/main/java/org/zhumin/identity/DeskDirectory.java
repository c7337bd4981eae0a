package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.Set;

/** What the desks that handle residents' matters may ask of people. */
public interface DeskDirectory {
    /** The bound phone number in clear, for a contact that is audited. Empty without one. */
    Mono<String> findPhone(ResidentId id);

    /** Whether the resident acts for this organisation now, in one of these roles. */
    Mono<Boolean> actsFor(ResidentId id, OrganizationId organization, Set<Role> roles);

    /**
     * Who acts for this organisation now, in one of these roles, by id.
     *
     * @param after only those whose id comes after this one
     */
    Flux<ResidentId> listActingFor(
            OrganizationId organization, Set<Role> roles, @Nullable ResidentId after, int limit);

    /** Who has one of these roles now in just this area, neither above nor below; likewise. */
    Flux<ResidentId> listActingIn(
            AreaCode area, Set<Role> roles, @Nullable ResidentId after, int limit);
}
