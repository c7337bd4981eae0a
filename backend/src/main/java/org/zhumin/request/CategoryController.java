package org.zhumin.request;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.kernel.Page;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.PublicAnswer;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The category tree, whole: it is configuration and small. */
@RestController
class CategoryController {
    private static final Duration TTL = Duration.ofMinutes(10);

    private final Categories categories;
    private final DeadlineRules deadlines;
    private final HotReads hotReads;
    private final Clock clock;

    CategoryController(
            Categories categories, DeadlineRules deadlines, HotReads hotReads, Clock clock) {
        this.categories = categories;
        this.deadlines = deadlines;
        this.clock = clock;
        this.hotReads = hotReads;
    }

    @PublicAnswer(value = CategoryView.class, page = true)
    @GetMapping("/api/v1/request-categories")
    Mono<Void> list(ServerWebExchange exchange) {
        return hotReads.answer(
                exchange, TTL, Set.of("request-categories"), () -> Mono.fromSupplier(this::tree));
    }

    /** With the deadlines of today. */
    private Page<CategoryView> tree() {
        Instant now = clock.instant();
        return new Page<>(
                categories.roots().stream()
                        .map(category -> CategoryView.of(category, deadlines, now))
                        .toList(),
                null);
    }
}
