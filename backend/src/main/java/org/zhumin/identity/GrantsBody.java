package org.zhumin.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** Every grant that the resident is to have inside the granter's subtree. */
record GrantsBody(@NotNull @Size(max = 50) List<@NotNull @Valid GrantBody> grants) {

    /**
     * @param areaCode the area of the organisation if it is left out
     * @param gridIds grids of the area; left out: all of them
     */
    record GrantBody(
            @NotNull Role role,
            @Nullable @Size(max = 12) String areaCode,
            @Nullable @Size(max = 26) String organizationId,
            @Nullable @Size(max = 100) List<@NotNull @Size(max = 26) String> gridIds,
            @Nullable Instant from,
            @Nullable Instant to) {}
}
