package org.zhumin.identity;

import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;

import reactor.core.publisher.Mono;

/**
 * Where organisations stand. Grants name organisations, but they are kept a floor above: that floor
 * implements this.
 */
public interface OrganizationAreas {
    /** Empty if there is no such organisation. */
    Mono<AreaCode> findArea(OrganizationId id);
}
