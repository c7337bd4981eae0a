package org.zhumin.identity;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.FieldProblem;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.platform.problem.PlatformProblem;

import java.util.List;

/**
 * Where a resident lives: a community, or a place in it.
 *
 * @param realName for whoever verifies the claim; erased by the decision
 * @param evidenceMediaIds uploaded pictures; erased by the decision
 */
record ResidenceBody(
        @Nullable String areaCode,
        @Nullable Double longitude,
        @Nullable Double latitude,
        @Nullable @Size(min = 1, max = 40) @Pattern(regexp = "\\P{Cntrl}*") String building,
        @Nullable @Size(min = 1, max = 20) @Pattern(regexp = "\\P{Cntrl}*") String unit,
        @Nullable @Size(min = 1, max = 20) @Pattern(regexp = "\\P{Cntrl}*") String room,
        @Nullable @Size(min = 1, max = 40) @Pattern(regexp = "\\P{Cntrl}*") String realName,
        @Nullable @Size(max = 9) List<String> evidenceMediaIds) {

    /** The place, if that is how the community is told; refuses none or both ways. */
    @Nullable GeoPoint place() {
        if (areaCode != null) {
            if (longitude != null || latitude != null) {
                throw invalid(FieldProblem.of("areaCode", "field.invalid"));
            }
            return null;
        }
        if (longitude == null && latitude == null) {
            throw invalid(FieldProblem.of("areaCode", "field.required"));
        }
        if (longitude == null) {
            throw invalid(FieldProblem.of("longitude", "field.required"));
        }
        if (latitude == null) {
            throw invalid(FieldProblem.of("latitude", "field.required"));
        }
        if (!GeoPoint.isValid(longitude, latitude)) {
            throw invalid(FieldProblem.of("longitude", "field.invalid"));
        }
        return new GeoPoint(longitude, latitude);
    }

    private static RuntimeException invalid(FieldProblem error) {
        return PlatformProblem.INVALID.problem().withErrors(List.of(error)).refusal();
    }

    Residence.Address address() {
        return new Residence.Address(building, unit, room);
    }
}
