package org.zhumin.area;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Ids;
import org.zhumin.platform.web.GeoParameters;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.PublicAnswer;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which grid a place lies in and who looks after it (我的网格员), for everybody. */
@RestController
@RequestMapping("/api/v1")
class GridController {
    private static final Duration TTL = Duration.ofMinutes(10);

    private final AreaTree areas;
    private final GridIndex grids;
    private final HotReads hotReads;

    GridController(AreaTree areas, GridIndex grids, HotReads hotReads) {
        this.areas = areas;
        this.grids = grids;
        this.hotReads = hotReads;
    }

    /** Not kept by {@link HotReads}: hardly two phones stand on the same spot. */
    @GetMapping("/areas/locate")
    Mono<Place> locate(@RequestParam String longitude, @RequestParam String latitude) {
        return Mono.fromSupplier(
                () -> place(grids.locate(GeoParameters.point(longitude, latitude))));
    }

    @PublicAnswer(Grid.class)
    @GetMapping("/grids/{id}")
    Mono<Void> get(@PathVariable String id, ServerWebExchange exchange) {
        Grid grid = grid(id);
        return hotReads.answer(exchange, TTL, Set.of(), () -> Mono.just(grid));
    }

    private Grid grid(String id) {
        Optional<Grid> grid = Ids.isValid(id) ? grids.find(new GridId(id)) : Optional.empty();
        return grid.orElseThrow(AreaProblem.GRID_NOT_FOUND::refusal);
    }

    private Place place(Located located) {
        return new Place(located.gridId(), located.areaCode(), areas.names(located.path()));
    }

    /**
     * @param gridId absent where no grid is drawn
     * @param path from the city down to the area
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(@Nullable GridId gridId, AreaCode areaCode, List<AreaName> path) {}
}
