package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.FieldProblem;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.request.Requests.LiveFilter;
import org.zhumin.request.Requests.PublicFilter;
import org.zhumin.request.Similarity.Likely;
import org.zhumin.request.Similarity.Wanted;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;

/** What everybody may read, as lists. */
@Component
class PublicLists {
    /** How far around a place a list goes. */
    static final double NEAR_METERS = 2_000;

    /** Of the text of a request that is being written; the beginning says what it is about. */
    static final int TEXT_CHARS = 500;

    private static final int CANDIDATES = 200;
    private static final int BEST = 10;

    private final Requests requests;
    private final AreaTree areas;
    private final Categories categories;
    private final Similarity similarity;
    private final int similarMeters;

    PublicLists(
            Requests requests,
            AreaTree areas,
            Categories categories,
            RequestProperties properties) {
        this.requests = requests;
        this.areas = areas;
        this.categories = categories;
        similarMeters = properties.similarRadiusMeters();
        similarity = new Similarity(categories.parents(), similarMeters);
    }

    /**
     * Fails with {@link PlatformProblem#MALFORMED} for {@link PublicSort#NEAR} without a place, and
     * for a status that is over where only what is open is listed.
     */
    Mono<Slice<ServiceRequest>> list(Query query, PageRequest page) {
        AreaCode within =
                query.area() == null ? areas.city().code() : areas.get(query.area()).code();
        PublicSort sort = query.order();
        if (query.near() == null && sort == PublicSort.NEW) {
            var filter = new PublicFilter(within, query.category(), query.status());
            return requests.listPublic(filter, page.limit(), page.after());
        }
        if (query.near() == null && sort == PublicSort.NEAR) {
            throw malformed("near", "field.required");
        }
        if (query.status() != null && !query.status().isOpen()) {
            throw malformed("status", "field.wrong-type");
        }
        var filter =
                new LiveFilter(
                        within,
                        query.category(),
                        query.status(),
                        query.near(),
                        NEAR_METERS,
                        categories.withoutPublicLocation(),
                        sort);
        return requests.listLive(filter, page.limit(), page.after());
    }

    /**
     * The likeliest first, at most {@value #BEST}. Fails with {@link
     * RequestProblem#CATEGORY_UNKNOWN}, and with {@link PlatformProblem#MALFORMED} for a text of
     * more than {@value #TEXT_CHARS} characters.
     */
    Flux<Likely> listSimilar(GeoPoint place, @Nullable String category, @Nullable String text) {
        String written = text == null ? "" : text;
        if (written.codePointCount(0, written.length()) > TEXT_CHARS) {
            throw malformed("text", "field.size", 0, TEXT_CHARS);
        }
        String code = category == null ? null : categories.get(category).code();
        var wanted = new Wanted(place, code, written);
        return requests.streamNearby(
                        place, similarMeters, categories.withoutPublicLocation(), CANDIDATES)
                .collectList()
                .flatMapIterable(found -> similarity.rank(wanted, found, BEST));
    }

    private static RuntimeException malformed(String field, String code, Object... arguments) {
        return PlatformProblem.MALFORMED
                .problem()
                .withErrors(List.of(FieldProblem.of(field, code, arguments)))
                .refusal();
    }

    /**
     * What is asked for; absent filters let everything through.
     *
     * @param sort absent: the nearest first around a place, otherwise the newest
     */
    record Query(
            @Nullable String area,
            @Nullable String category,
            @Nullable RequestState status,
            @Nullable GeoPoint near,
            @Nullable PublicSort sort) {
        PublicSort order() {
            if (sort != null) {
                return sort;
            }
            return near == null ? PublicSort.NEW : PublicSort.NEAR;
        }
    }
}
