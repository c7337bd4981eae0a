package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.Page;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.web.ForEverybody;
import org.zhumin.platform.web.GeoParameters;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.platform.web.PublicAnswer;
import org.zhumin.request.PublicLists.Query;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** The public requests as a list, and those that may be what somebody is about to submit. */
@RestController
@RequestMapping("/api/v1/requests")
class PublicListController {
    /** Changes drop the answer at once; this is for instances that hear of none. */
    private static final Duration TTL = Duration.ofSeconds(10);

    private final PublicLists lists;
    private final RequestAnswers answers;
    private final HotReads hotReads;

    PublicListController(PublicLists lists, RequestAnswers answers, HotReads hotReads) {
        this.lists = lists;
        this.answers = answers;
        this.hotReads = hotReads;
    }

    /**
     * Newest first and of every state, unless {@code near} or {@code sort} says otherwise: around a
     * place, and in the order of supporters, there is only what is open.
     *
     * @param near {@code longitude,latitude}: what is open within 2 km of there, the nearest first
     *     unless {@code sort} says otherwise
     * @param sort {@code NEAR} needs {@code near}, and ends after the nearest 200
     */
    @PublicAnswer(value = RequestCard.class, page = true)
    @GetMapping
    Mono<Void> list(
            @RequestParam @Nullable String area,
            @RequestParam @Nullable String category,
            @RequestParam @Nullable RequestState status,
            @RequestParam @Nullable String near,
            @RequestParam @Nullable PublicSort sort,
            @ForEverybody PageRequest page,
            ServerWebExchange exchange) {
        GeoPoint place = near == null ? null : GeoParameters.pair("near", near);
        var query = new Query(area, category, status, place, sort);
        Locale locale = Texts.localeOf(exchange);
        return hotReads.answer(
                exchange,
                TTL,
                Set.of(RequestTopics.LISTS),
                () ->
                        lists.list(query, page)
                                .flatMap(slice -> answers.cards(slice, locale))
                                .map(page::page));
    }

    /**
     * Open public requests nearby that may be about the same thing, the likeliest first, at most
     * ten.
     *
     * @param text what has been written so far, at most 500 characters of it
     */
    @GetMapping("/similar")
    Mono<Page<SimilarRequest>> listSimilar(
            @RequestParam String longitude,
            @RequestParam String latitude,
            @RequestParam @Nullable String categoryCode,
            @RequestParam @Nullable String text,
            Actor actor) {
        return lists.listSimilar(GeoParameters.point(longitude, latitude), categoryCode, text)
                .map(SimilarRequest::of)
                .collectList()
                .map(found -> new Page<>(found, null));
    }
}
