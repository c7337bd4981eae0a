package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.request.Requests.Scope;
import org.zhumin.request.Requests.SearchFilter;
import org.zhumin.request.Requests.WorkFilter;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The work lists of the desk, its badges, and one request as staff see it. */
@Component
class DeskService {
    /** A badge shows no more than that; counting further would cost more than it tells. */
    static final int COUNT_LIMIT = 1_000;

    private static final int SEARCH_CHARS = 2;

    private final Requests requests;
    private final Clock clock;

    DeskService(Requests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    Mono<Slice<ServiceRequest>> list(Query query, Actor actor, PageRequest page) {
        Scope scope = scopeOf(actor);
        if (query.text() != null) {
            return search(query.text(), query.queue(), scope, page);
        }
        DeskQueue queue = query.queue();
        if (queue == null) {
            throw RequestProblem.SEARCH_TOO_SHORT.refusal();
        }
        WorkFilter filter = filterOf(queue, scope, query);
        return !queue.isFor(scope)
                ? Mono.just(new Slice<>(List.of(), null))
                : requests.listWork(filter, page.limit(), page.after());
    }

    private Mono<Slice<ServiceRequest>> search(
            String text, @Nullable DeskQueue queue, Scope scope, PageRequest page) {
        String wanted = text.strip();
        if (wanted.codePointCount(0, wanted.length()) < SEARCH_CHARS) {
            throw RequestProblem.SEARCH_TOO_SHORT.refusal();
        }
        return requests.search(new SearchFilter(scope, wanted, queue), page.limit(), page.after());
    }

    private WorkFilter filterOf(DeskQueue queue, Scope scope, Query query) {
        Instant dueBefore = query.dueBefore();
        if (queue == DeskQueue.OVERDUE) {
            Instant now = clock.instant();
            dueBefore = dueBefore == null || now.isBefore(dueBefore) ? now : dueBefore;
        }
        DeskSort sort = query.sort();
        if (dueBefore != null && sort == DeskSort.NEW) {
            throw RequestProblem.SORT_NOT_FOR_QUEUE.refusal();
        }
        return new WorkFilter(
                queue, scope, query.assignee(), dueBefore, sort == null ? DeskSort.DUE : sort);
    }

    /** How many are on each list, at most {@value #COUNT_LIMIT}. */
    Mono<Map<DeskQueue, Long>> count(Actor actor) {
        Scope scope = scopeOf(actor);
        var none = new Query(null, null, null, null, null);
        return Flux.fromStream(Arrays.stream(DeskQueue.values()))
                .concatMap(
                        queue ->
                                !queue.isFor(scope)
                                        ? Mono.just(Map.entry(queue, 0L))
                                        : requests.countWork(
                                                        filterOf(queue, scope, none), COUNT_LIMIT)
                                                .map(n -> Map.entry(queue, n)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, LinkedHashMap::new);
    }

    private static Scope scopeOf(Actor actor) {
        var scope = new Scope(DeskRules.areasOf(actor), DeskRules.organizationsOf(actor));
        if (scope.isEmpty()) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
        return scope;
    }

    Mono<ServiceRequest> read(RequestId id, Actor actor) {
        return requests.get(id)
                .filter(request -> DeskRules.maySee(request, actor))
                .switchIfEmpty(Mono.error(RequestProblem.NOT_FOUND::refusal));
    }

    /**
     * What is asked for.
     *
     * @param text a number, the beginning of a title or words in it; then the order is that of
     *     titles
     */
    record Query(
            @Nullable DeskQueue queue,
            @Nullable ResidentId assignee,
            @Nullable String text,
            @Nullable Instant dueBefore,
            @Nullable DeskSort sort) {}
}
