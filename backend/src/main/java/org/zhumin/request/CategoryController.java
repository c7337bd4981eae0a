package org.zhumin.request;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.kernel.Page;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.PublicAnswer;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Set;

/** The category tree, whole: it is configuration and small. */
@RestController
class CategoryController {
    private static final Duration TTL = Duration.ofMinutes(10);

    private final Categories categories;
    private final HotReads hotReads;

    CategoryController(Categories categories, HotReads hotReads) {
        this.categories = categories;
        this.hotReads = hotReads;
    }

    @PublicAnswer(value = Category.class, page = true)
    @GetMapping("/api/v1/request-categories")
    Mono<Void> list(ServerWebExchange exchange) {
        return hotReads.answer(
                exchange,
                TTL,
                Set.of("request-categories"),
                () -> Mono.just(new Page<>(categories.roots(), null)));
    }
}
