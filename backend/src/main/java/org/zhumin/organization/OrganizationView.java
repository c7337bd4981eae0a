package org.zhumin.organization;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.zhumin.area.AreaName;
import org.zhumin.area.AreaTree;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;

import java.util.List;

/**
 * An organisation as everybody sees it.
 *
 * @param path from the city down to its area
 * @param version to be sent back with a change
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrganizationView(
        OrganizationId id,
        String name,
        OrganizationKind kind,
        @Nullable CouncilType councilType,
        AreaCode areaCode,
        List<AreaName> path,
        @Nullable OrganizationId parentId,
        @Nullable String servicePhone,
        @Nullable String intro,
        List<String> categories,
        long version) {
    static OrganizationView of(Organization organization, AreaTree areas) {
        return new OrganizationView(
                organization.id(),
                organization.name(),
                organization.kind(),
                organization.councilType(),
                organization.areaCode(),
                areas.names(organization.areaPath()),
                organization.parentId(),
                organization.servicePhone(),
                organization.intro(),
                organization.categories(),
                organization.version());
    }

    /** One line of a list. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Card(
            OrganizationId id,
            String name,
            OrganizationKind kind,
            @Nullable CouncilType councilType,
            AreaCode areaCode,
            String areaName,
            @Nullable String servicePhone) {
        static Card of(Organization organization, AreaTree areas) {
            return new Card(
                    organization.id(),
                    organization.name(),
                    organization.kind(),
                    organization.councilType(),
                    organization.areaCode(),
                    areas.names(List.of(organization.areaCode())).stream()
                            .map(AreaName::name)
                            .findFirst()
                            .orElse(""),
                    organization.servicePhone());
        }
    }
}
