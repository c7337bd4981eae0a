package org.zhumin.ranking;

import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.organization.Organization;
import org.zhumin.organization.OrganizationDirectory;
import org.zhumin.organization.OrganizationKind;
import org.zhumin.ranking.RankingRow.Ranked;
import org.zhumin.ranking.Roster.Member;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;

/** Makes the roster of the organisations' directory. */
@Component
class Rosters {
    /** How old the roster of a live ranking may be. */
    private static final Duration AGE = Duration.ofSeconds(60);

    private final OrganizationDirectory organizations;
    private final AreaTree areas;
    private final Mono<Roster> recent;

    Rosters(OrganizationDirectory organizations, AreaTree areas) {
        this.organizations = organizations;
        this.areas = areas;
        recent = Mono.defer(this::load).cache(_ -> AGE, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** At most a minute old. */
    Mono<Roster> recent() {
        return recent;
    }

    Mono<Roster> load() {
        return Flux.just(OrganizationKind.UNIT, OrganizationKind.COUNCIL)
                .concatMap(kind -> organizations.listAll(areas.city().code(), kind))
                .flatMapIterable(this::members)
                .collectList()
                .map(Roster::new);
    }

    /** One, or none if the tree no longer knows its area. */
    private Iterable<Member> members(Organization organization) {
        var who = new Ranked(organization.id(), organization.name());
        return areas.find(organization.areaCode()).stream()
                .map(area -> new Member(who, area.level(), organization.areaPath()))
                .toList();
    }
}
