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
import org.zhumin.kernel.FieldProblem;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.Ids;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.PublicAnswer;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which grid a place lies in and who looks after it (我的网格员), for everybody. */
@RestController
@RequestMapping("/api/v1")
class GridController {
    private static final Duration TTL = Duration.ofMinutes(10);
    private static final Pattern DEGREES = Pattern.compile("-?\\d{1,3}(\\.\\d{1,20})?");

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
                () ->
                        place(
                                grids.locate(
                                        new GeoPoint(
                                                degrees("longitude", longitude, 180),
                                                degrees("latitude", latitude, 90)))));
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

    /** Plain decimals only: no NaN, no Infinity, no 1e999, none of Java's own notations. */
    private static double degrees(String field, String text, int max) {
        if (!DEGREES.matcher(text).matches()) {
            throw malformed(FieldProblem.of(field, "field.wrong-type"));
        }
        double degrees = Double.parseDouble(text);
        if (degrees > max) {
            throw malformed(FieldProblem.of(field, "field.too-large", max));
        }
        if (degrees < -max) {
            throw malformed(FieldProblem.of(field, "field.too-small", -max));
        }
        return degrees;
    }

    private static RuntimeException malformed(FieldProblem error) {
        return PlatformProblem.MALFORMED.problem().withErrors(List.of(error)).refusal();
    }

    /**
     * @param gridId absent where no grid is drawn
     * @param path from the city down to the area
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(@Nullable GridId gridId, AreaCode areaCode, List<AreaName> path) {}
}
