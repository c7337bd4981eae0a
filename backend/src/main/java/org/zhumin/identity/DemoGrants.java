package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.Area;
import org.zhumin.area.AreaTree;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.wechat.SimulatedPeople;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The roles of the demo's people, given when they first sign in, and only where WeChat is
 * simulated: {@code sim-council} over the whole city, {@code sim-council-520102} over that subtree.
 */
@Component
class DemoGrants {
    private static final Pattern CODE = Pattern.compile("sim-([a-z]+)(?:-(\\d{6,12}))?");

    /** Who acts for an organisation; in a subtree, for the one whose id ends in its code. */
    private static final Map<Role, String> ORGANIZATIONS =
            Map.of(
                    Role.HANDLER, "demounit",
                    Role.COUNCIL, "democouncil",
                    Role.ORGANIZER, "demosocial",
                    Role.MERCHANT, "demomerchant");

    private final boolean enabled;
    private final AreaTree areas;
    private final OrganizationAreas organizations;

    DemoGrants(SimulatedPeople people, AreaTree areas, OrganizationAreas organizations) {
        enabled = people.allowed();
        this.areas = areas;
        this.organizations = organizations;
    }

    /** The grants of whoever signs in with this code; none for anybody who is not of the demo. */
    Mono<List<Grant>> of(String code) {
        Matcher parts = CODE.matcher(code);
        if (!enabled || !parts.matches()) {
            return Mono.just(List.of());
        }
        Role role = roleOf(parts.group(1));
        AreaCode area = areaOf(parts.group(2));
        if (role == null || area == null) {
            return Mono.just(List.of());
        }
        return organizationOf(role, parts.group(2))
                .map(organization -> grants(role, area, organization.orElse(null)));
    }

    private static List<Grant> grants(
            Role role, AreaCode area, @Nullable OrganizationId organization) {
        return List.of(new Grant(role, area, organization, List.of(), null, null));
    }

    private static @Nullable Role roleOf(String name) {
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(name)) {
                return role;
            }
        }
        return null;
    }

    private @Nullable AreaCode areaOf(@Nullable String code) {
        if (code == null) {
            return areas.city().code();
        }
        return AreaCode.isValid(code)
                ? areas.find(new AreaCode(code)).map(Area::code).orElse(null)
                : null;
    }

    private Mono<Optional<OrganizationId>> organizationOf(Role role, @Nullable String area) {
        String prefix = ORGANIZATIONS.get(role);
        if (prefix == null) {
            return Mono.just(Optional.empty());
        }
        if (area == null) {
            return Mono.just(Optional.of(new OrganizationId(prefix)));
        }
        var organization = new OrganizationId(prefix + area);
        return organizations
                .findArea(organization)
                .map(_ -> Optional.of(organization))
                .defaultIfEmpty(Optional.empty());
    }
}
