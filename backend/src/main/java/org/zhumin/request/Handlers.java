package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.Area;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.DeskDirectory;
import org.zhumin.identity.Role;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.organization.Organization;
import org.zhumin.organization.OrganizationDirectory;

import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The organisations that may handle a request, and their people. */
@Component
class Handlers {
    private static final Set<Role> CLERKS = Set.of(Role.HANDLER, Role.COUNCIL);

    private final OrganizationDirectory organizations;
    private final DeskDirectory residents;
    private final AreaTree areas;

    Handlers(OrganizationDirectory organizations, DeskDirectory residents, AreaTree areas) {
        this.organizations = organizations;
        this.residents = residents;
        this.areas = areas;
    }

    /** Fails with {@link RequestProblem#HANDLER_UNKNOWN}. */
    Mono<Handler> get(String organization) {
        return Mono.just(organization)
                .filter(Ids::isValid)
                .flatMap(id -> organizations.find(new OrganizationId(id)))
                .map(this::handler)
                .switchIfEmpty(Mono.error(RequestProblem.HANDLER_UNKNOWN::refusal));
    }

    private Handler handler(Organization found) {
        return new Handler(
                found.id(),
                found.name(),
                areas.find(found.areaCode()).map(Area::level).orElse(null));
    }

    Mono<Optional<Handler>> getIfNamed(@Nullable String organization) {
        return organization == null
                ? Mono.just(Optional.empty())
                : get(organization).map(Optional::of);
    }

    /**
     * Who might answer: whom the unit that returned it named, then the nearest that answers for the
     * category.
     */
    Mono<List<Handler>> suggest(ServiceRequest request) {
        return organizations
                .suggest(request.place().areaPath(), request.categoryCode())
                .map(this::handler)
                .collectList()
                .map(found -> withNextHop(request.desk().nextHop(), found));
    }

    private static List<Handler> withNextHop(@Nullable Handler next, List<Handler> found) {
        if (next == null) {
            return found;
        }
        var all = new ArrayList<Handler>();
        all.add(next);
        found.stream()
                .filter(handler -> !handler.organizationId().equals(next.organizationId()))
                .forEach(all::add);
        return all;
    }

    /** Fails with {@link RequestProblem#ASSIGNEE_UNKNOWN} unless this one acts for the handler. */
    Mono<ResidentId> getClerk(@Nullable Handler handler, String resident) {
        return Mono.justOrEmpty(handler)
                .filter(_ -> Ids.isValid(resident))
                .filterWhen(
                        found ->
                                residents.actsFor(
                                        new ResidentId(resident), found.organizationId(), CLERKS))
                .map(_ -> new ResidentId(resident))
                .switchIfEmpty(Mono.error(RequestProblem.ASSIGNEE_UNKNOWN::refusal));
    }
}
