package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes whoever binds the configured phone the first administrator of the city, once: a later
 * holder of the number gets nothing, and a role taken away does not come back with the phone. Two
 * claims see to that: the first says who it is, the second that it is done.
 */
@Component
class FirstAdmin {
    private static final String DONE = "/done";

    private final Claims claims;
    private final @Nullable String phoneIndex;
    private final Grant grant;

    FirstAdmin(
            Claims firstAdminClaims,
            IdentityProperties properties,
            Pseudonyms pseudonyms,
            AreaTree areas) {
        claims = firstAdminClaims;
        String phone = properties.firstAdminPhone();
        phoneIndex = phone == null || phone.isEmpty() ? null : pseudonyms.ofPhone(phone);
        grant = new Grant(Role.ADMIN, areas.city().code(), null, List.of(), null, null);
    }

    /** What the resident is to hold when the phone is bound. */
    Mono<List<Grant>> grantsOf(Resident before, String boundIndex) {
        if (!boundIndex.equals(phoneIndex)) {
            return Mono.just(before.grants());
        }
        return claims.find(boundIndex + DONE)
                .map(_ -> before.grants())
                .switchIfEmpty(Mono.defer(() -> claim(before, boundIndex)));
    }

    private Mono<List<Grant>> claim(Resident before, String boundIndex) {
        return claims.claim(boundIndex, before.id()).map(holder -> promoted(before, holder));
    }

    private List<Grant> promoted(Resident before, ResidentId holder) {
        if (!holder.equals(before.id())) {
            return before.grants();
        }
        var grants = new ArrayList<>(before.grants());
        grants.add(grant);
        return grants;
    }

    /** To be called once the resident is stored with those grants. */
    Mono<Void> settle(Resident after, String boundIndex) {
        return boundIndex.equals(phoneIndex)
                ? claims.claim(boundIndex + DONE, after.id()).then()
                : Mono.empty();
    }
}
