package org.zhumin.ranking;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.area.Area;
import org.zhumin.area.AreaLevel;
import org.zhumin.area.AreaTree;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.PublicAnswer;
import org.zhumin.ranking.RankingService.InputsFile;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Set;

/** Rankings, for everybody. */
@RestController
@RequestMapping("/api/v1/rankings")
class RankingController {
    /** A month, {@code yyyy-MM}. */
    static final String PERIOD = "20\\d{2}-(0[1-9]|1[0-2])";

    /** What public rankings depend on, besides what is counted every few seconds. */
    static final String TOPIC = "rankings";

    private static final Duration TTL = Duration.ofSeconds(10);
    private static final int LINES_A_BUFFER = 200;

    private final RankingService service;
    private final AreaTree areas;
    private final HotReads hotReads;
    private final Clock clock;

    RankingController(RankingService service, AreaTree areas, HotReads hotReads, Clock clock) {
        this.service = service;
        this.areas = areas;
        this.hotReads = hotReads;
        this.clock = clock;
    }

    /**
     * @param period without it, this month
     * @param area where the orders are; without it, the whole city
     * @param level of the organisations; without it, all of them together
     * @param version of the edition; without it, the latest published one, and if there is none,
     *     what is counted so far
     */
    @PublicAnswer(RankingView.class)
    @GetMapping
    Mono<Void> read(
            @RequestParam @Nullable @Pattern(regexp = PERIOD) String period,
            @RequestParam @Nullable String area,
            @RequestParam @Nullable AreaLevel level,
            @RequestParam @Nullable @Min(1) Integer version,
            ServerWebExchange exchange) {
        YearMonth month = period == null ? YearMonth.now(clock) : YearMonth.parse(period);
        Area where = area == null ? areas.city() : areas.get(area);
        return hotReads.answer(
                exchange, TTL, Set.of(TOPIC), () -> service.read(month, where, level, version));
    }

    /** Every order that was counted, as CSV, as a stream. */
    @GetMapping("/{period}/inputs.csv")
    Mono<Void> readInputs(
            @PathVariable @Pattern(regexp = PERIOD) String period,
            @RequestParam @Nullable @Min(1) Integer version,
            ServerHttpResponse response) {
        return Mono.defer(() -> service.readInputs(YearMonth.parse(period), version))
                .flatMap(file -> write(file, response));
    }

    private static Mono<Void> write(InputsFile file, ServerHttpResponse response) {
        HttpHeaders headers = response.getHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8;header=present");
        headers.setContentDisposition(
                ContentDisposition.attachment().filename(file.name()).build());
        headers.setCacheControl("no-cache");
        DataBufferFactory buffers = response.bufferFactory();
        Flux<DataBuffer> body =
                file.lines()
                        .startWith(Csv.HEADER)
                        .buffer(LINES_A_BUFFER)
                        .map(lines -> String.join("", lines).getBytes(StandardCharsets.UTF_8))
                        .map(buffers::wrap);
        return response.writeWith(body);
    }
}
