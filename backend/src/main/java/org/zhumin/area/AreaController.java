package org.zhumin.area;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Page;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.web.ForEverybody;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.platform.web.PublicAnswer;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** The area tree, for everybody. */
@RestController
@RequestMapping("/api/v1/areas")
class AreaController {
    /** The tree changes only with the day. */
    private static final Duration TTL = Duration.ofMinutes(10);

    private final AreaTree areas;
    private final GridIndex grids;
    private final HotReads hotReads;
    private final Clock clock;

    AreaController(AreaTree areas, GridIndex grids, HotReads hotReads, Clock clock) {
        this.areas = areas;
        this.grids = grids;
        this.hotReads = hotReads;
        this.clock = clock;
    }

    /** Without a parent the list holds the city alone. */
    @PublicAnswer(value = Item.class, page = true)
    @GetMapping
    Mono<Void> list(
            @RequestParam @Nullable String parent,
            @ForEverybody PageRequest page,
            ServerWebExchange exchange) {
        Area area = parent == null ? null : areas.get(parent);
        return hotReads.answer(
                exchange, TTL, Set.of(), () -> Mono.fromSupplier(() -> page(area, page)));
    }

    @PublicAnswer(Detail.class)
    @GetMapping("/{code}")
    Mono<Void> get(@PathVariable String code, ServerWebExchange exchange) {
        Area area = areas.get(code);
        return hotReads.answer(
                exchange, TTL, Set.of(), () -> Mono.fromSupplier(() -> detail(area)));
    }

    private Page<Item> page(@Nullable Area parent, PageRequest page) {
        LocalDate today = LocalDate.now(clock);
        List<Area> all =
                parent == null ? List.of(areas.city()) : areas.children(parent.code(), today);
        return page.page(slice(all, page.after(), page.limit()).map(area -> item(area, today)));
    }

    private static Slice<Area> slice(List<Area> sorted, @Nullable Cursor after, int limit) {
        String last = after == null ? "" : after.keys().getFirst();
        List<Area> rest =
                sorted.stream()
                        .filter(area -> area.code().value().compareTo(last) > 0)
                        .limit(limit + 1)
                        .toList();
        return Slice.of(rest, limit, area -> Cursor.of(area.code().value()));
    }

    private Item item(Area area, LocalDate today) {
        boolean hasChildren = areas.hasChildren(area.code(), today);
        return new Item(area.code(), area.name(), area.level(), hasChildren);
    }

    private Detail detail(Area area) {
        return new Detail(
                area.code(),
                area.name(),
                area.level(),
                areas.names(area.path()),
                grids.count(area.code()));
    }

    record Item(AreaCode code, String name, AreaLevel level, boolean hasChildren) {}

    /**
     * @param path from the city down to the area itself
     * @param grids how many lie in its subtree
     */
    record Detail(AreaCode code, String name, AreaLevel level, List<AreaName> path, int grids) {}
}
