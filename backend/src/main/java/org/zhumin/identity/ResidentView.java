package org.zhumin.identity;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.zhumin.area.AreaName;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.util.List;

/**
 * A resident as they see themselves.
 *
 * @param phoneMasked such as {@code 138****1234}; the whole number is never shown
 * @param phoneMovedAt when the number was bound to another account; absent otherwise
 * @param roles the grants that count now
 */
record ResidentView(
        ResidentId id,
        @Nullable String nickname,
        @Nullable String avatar,
        boolean phoneBound,
        @Nullable String phoneMasked,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant phoneMovedAt,
        Verification verification,
        ResidenceView residence,
        @Nullable AgeBand ageBand,
        List<Grant> roles,
        List<ConsentView> consents) {

    /**
     * @param path from the city down to the community
     * @param reason why it was refused
     * @param building with unit and room: as the owner gave them
     */
    record ResidenceView(
            ResidenceStatus status,
            @Nullable AreaCode areaCode,
            @Nullable String gridId,
            List<AreaName> path,
            @Nullable Instant since,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String building,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String unit,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String room,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {}

    record ConsentView(ConsentScope scope, String version, Instant at) {}
}
