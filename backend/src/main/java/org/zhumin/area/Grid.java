package org.zhumin.area;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;

import java.util.List;

/**
 * A grid (网格): the part of a community that its grid workers look after.
 *
 * @param areaCode the area that it belongs to, mostly a community
 * @param version which drawing of the grids it comes from, as the file says
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Grid(
        GridId id, AreaCode areaCode, String name, List<Worker> workers, @Nullable String version) {
    public Grid {
        workers = List.copyOf(workers);
    }

    /**
     * A grid worker (网格员) as everybody may see them.
     *
     * @param servicePhone the number of the service, never a private one
     */
    public record Worker(String name, String servicePhone) {}
}
