package org.zhumin.organization;

import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.area.Area;
import org.zhumin.area.AreaTree;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.Page;
import org.zhumin.platform.web.ForEverybody;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.platform.web.PublicAnswer;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Set;

/** Who answers for what, for everybody. */
@RestController
@RequestMapping("/api/v1/organizations")
class OrganizationController {
    private static final Duration TTL = Duration.ofSeconds(60);
    private static final Set<String> TOPICS = Set.of(OrganizationService.TOPIC);

    private final OrganizationService service;
    private final OrganizationDirectory directory;
    private final AreaTree areas;
    private final HotReads hotReads;

    OrganizationController(
            OrganizationService service,
            OrganizationDirectory directory,
            AreaTree areas,
            HotReads hotReads) {
        this.service = service;
        this.directory = directory;
        this.areas = areas;
        this.hotReads = hotReads;
    }

    /**
     * @param area its subtree; without it, the whole city
     * @param q part of the name
     */
    @PublicAnswer(value = OrganizationView.Card.class, page = true)
    @GetMapping
    Mono<Void> list(
            @RequestParam @Nullable String area,
            @RequestParam @Nullable OrganizationKind kind,
            @RequestParam @Nullable @Pattern(regexp = "\\P{Cntrl}{1,40}") String q,
            @ForEverybody PageRequest page,
            ServerWebExchange exchange) {
        Area root = area == null ? areas.city() : areas.get(area);
        var query = new OrganizationQuery(root.code(), kind, q);
        return hotReads.answer(exchange, TTL, TOPICS, () -> page(query, page));
    }

    @PublicAnswer(OrganizationView.class)
    @GetMapping("/{id}")
    Mono<Void> get(@PathVariable String id, ServerWebExchange exchange) {
        if (!Ids.isValid(id)) {
            return Mono.error(OrganizationProblem.NOT_FOUND::refusal);
        }
        var organizationId = new OrganizationId(id);
        return hotReads.answer(exchange, TTL, TOPICS, () -> view(organizationId));
    }

    private Mono<Page<OrganizationView.Card>> page(OrganizationQuery query, PageRequest page) {
        return service.list(query, page.after(), page.limit())
                .map(slice -> slice.map(found -> OrganizationView.Card.of(found, areas)))
                .map(page::page);
    }

    private Mono<OrganizationView> view(OrganizationId id) {
        return directory.get(id).map(found -> OrganizationView.of(found, areas));
    }
}
