package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.Area;
import org.zhumin.area.AreaTree;
import org.zhumin.area.GridId;
import org.zhumin.area.GridIndex;
import org.zhumin.identity.GrantsBody.GrantBody;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.FieldProblem;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** From what an administrator wrote to grants whose area, grids and organisation exist. */
@Component
class GrantForms {
    private final AreaTree areas;
    private final GridIndex grids;
    private final OrganizationAreas organizations;

    GrantForms(AreaTree areas, GridIndex grids, OrganizationAreas organizations) {
        this.areas = areas;
        this.grids = grids;
        this.organizations = organizations;
    }

    /** Each with an area. Fails with {@link IdentityProblem#GRANT_INVALID}, naming the field. */
    Mono<List<Grant>> read(List<GrantBody> forms) {
        return Flux.range(0, forms.size())
                .concatMap(i -> read(forms.get(i), "grants[" + i + "]."))
                .collectList();
    }

    private Mono<Grant> read(GrantBody form, String at) {
        String id = form.organizationId();
        if (id == null) {
            return Mono.fromSupplier(() -> grant(form, at, form.areaCode(), null));
        }
        return Mono.just(id)
                .filter(Ids::isValid)
                .map(OrganizationId::new)
                .flatMap(organization -> ofOrganization(form, at, organization))
                .switchIfEmpty(Mono.error(() -> invalid(at + "organizationId", "field.invalid")));
    }

    private Mono<Grant> ofOrganization(GrantBody form, String at, OrganizationId organization) {
        return organizations
                .findArea(organization)
                .map(AreaCode::value)
                .map(area -> Objects.requireNonNullElse(form.areaCode(), area))
                .map(area -> grant(form, at, area, organization));
    }

    private Grant grant(
            GrantBody form,
            String at,
            @Nullable String areaCode,
            @Nullable OrganizationId organization) {
        Area area = area(areaCode, at);
        List<String> gridIds = Objects.requireNonNullElse(form.gridIds(), List.of());
        if (!gridIds.stream().allMatch(grid -> isWithin(grid, area.code()))) {
            throw invalid(at + "gridIds", "field.invalid");
        }
        if (form.from() != null && form.to() != null && !form.from().isBefore(form.to())) {
            throw invalid(at + "to", "field.invalid");
        }
        return new Grant(form.role(), area.code(), organization, gridIds, form.from(), form.to());
    }

    private Area area(@Nullable String code, String at) {
        if (code == null) {
            throw invalid(at + "areaCode", "field.required");
        }
        Optional<Area> found =
                AreaCode.isValid(code) ? areas.find(new AreaCode(code)) : Optional.empty();
        return found.orElseThrow(() -> invalid(at + "areaCode", "field.invalid"));
    }

    private boolean isWithin(String grid, AreaCode area) {
        return Ids.isValid(grid)
                && grids.find(new GridId(grid))
                        .filter(found -> areas.isWithin(found.areaCode(), area))
                        .isPresent();
    }

    private static RuntimeException invalid(String field, String code) {
        return IdentityProblem.GRANT_INVALID
                .problem()
                .withErrors(List.of(FieldProblem.of(field, code)))
                .refusal();
    }
}
