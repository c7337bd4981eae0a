package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.request.Supports.Support;

import reactor.core.publisher.Mono;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is mine and what I support, as one list, newest first. */
@Component
class MyRequests {
    private static final Comparator<ServiceRequest> NEWEST_FIRST =
            Comparator.comparing(ServiceRequest::createdAt)
                    .thenComparing(request -> request.id().value())
                    .reversed();

    private final Requests requests;
    private final Supports supports;

    MyRequests(Requests requests, Supports supports) {
        this.requests = requests;
        this.supports = supports;
    }

    /** Both lists are sorted alike, so a page is the beginning of the two merged. */
    Mono<Slice<ServiceRequest>> list(Actor actor, PageRequest page) {
        int limit = page.limit();
        Cursor after = page.after();
        return Mono.zip(
                        requests.listOwnedBy(actor.id(), limit, after),
                        supported(actor, limit, after))
                .map(both -> merge(both.getT1(), both.getT2(), limit));
    }

    private Mono<Slice<ServiceRequest>> supported(Actor actor, int limit, @Nullable Cursor after) {
        return supports.listBy(actor.id(), limit, after)
                .flatMap(
                        slice ->
                                requests.findAll(
                                                slice.items().stream()
                                                        .map(Support::request)
                                                        .toList())
                                        .collectList()
                                        .map(found -> new Slice<>(found, slice.next())));
    }

    private static Slice<ServiceRequest> merge(
            Slice<ServiceRequest> mine, Slice<ServiceRequest> supported, int limit) {
        List<ServiceRequest> all =
                Stream.concat(mine.items().stream(), supported.items().stream())
                        .sorted(NEWEST_FIRST)
                        .toList();
        boolean more = all.size() > limit || mine.next() != null || supported.next() != null;
        List<ServiceRequest> items = all.subList(0, Math.min(limit, all.size()));
        return items.isEmpty() || !more
                ? new Slice<>(items, null)
                : new Slice<>(items, cursorOf(items.getLast()));
    }

    private static Cursor cursorOf(ServiceRequest last) {
        return Cursor.of(Long.toString(last.createdAt().toEpochMilli()), last.id().value());
    }
}
