package org.zhumin.organization;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.zhumin.area.Area;
import org.zhumin.area.AreaTree;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.FieldProblem;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.platform.problem.PlatformProblem;

import java.util.List;
import java.util.Optional;

/**
 * An organisation as an administrator, or the demo file, writes it.
 *
 * @param version when changing: the version that the change was made on; without it the last wins
 */
record OrganizationBody(
        @NotBlank @Size(max = 60) String name,
        @NotNull OrganizationKind kind,
        @Nullable CouncilType councilType,
        @NotNull String areaCode,
        @Nullable @Pattern(regexp = "[0-9A-Za-z]{1,26}") String parentId,
        @Nullable @Pattern(regexp = "[0-9+() -]{3,30}") String servicePhone,
        @Nullable @Size(max = 1000) String intro,
        @Nullable @Size(max = 50)
                List<@NotNull @Pattern(regexp = "[0-9A-Za-z._-]{1,40}") String> categories,
        @Nullable Long version) {
    /** Fails with {@code request.invalid} naming {@code areaCode} when there is no such area. */
    OrganizationDetails details(AreaTree areas) {
        return new OrganizationDetails(
                name,
                kind,
                councilType,
                area(areas),
                parentId == null ? null : new OrganizationId(parentId),
                servicePhone,
                intro,
                categories == null ? List.of() : categories);
    }

    private Area area(AreaTree areas) {
        Optional<Area> area =
                AreaCode.isValid(areaCode) ? areas.find(new AreaCode(areaCode)) : Optional.empty();
        return area.orElseThrow(OrganizationBody::noSuchArea);
    }

    private static RuntimeException noSuchArea() {
        return PlatformProblem.INVALID
                .problem()
                .withErrors(List.of(FieldProblem.of("areaCode", "field.invalid")))
                .refusal();
    }
}
