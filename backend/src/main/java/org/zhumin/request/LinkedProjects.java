package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.notice.NewNotice;
import org.zhumin.notice.Notices;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.Progress;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells the owner and the co-signers of a request that a project grew from it. The project owes it:
 * {@code request} and {@code project} are ids, {@code title} is the project's. Nobody hears of a
 * request that was never theirs.
 */
@Component
class LinkedProjects implements EffectHandler {
    private static final int PORTION = 24;
    private static final int AT_ONCE = 8;

    private final Requests requests;
    private final Supports supports;
    private final Notices notices;

    LinkedProjects(Requests requests, Supports supports, Notices notices) {
        this.requests = requests;
        this.supports = supports;
        this.notices = notices;
    }

    @Override
    public String kind() {
        return "request.project-linked";
    }

    @Override
    public Mono<Progress> perform(Owed owed, String document) {
        String id = owed.detail().getOrDefault("request", "");
        return Mono.just(id)
                .filter(Ids::isValid)
                .flatMap(valid -> requests.find(new RequestId(valid)))
                .filter(request -> request.kind() != RequestKind.REPORT)
                .flatMap(request -> tell(owed, request));
    }

    private Mono<Progress> tell(Owed owed, ServiceRequest request) {
        var after = owed.cursor() == null ? null : new ResidentId(owed.cursor());
        return supports.listOf(request.id(), after, PORTION)
                .map(Supports.Support::resident)
                .collectList()
                .flatMap(
                        portion ->
                                Flux.fromIterable(with(request, portion, after == null))
                                        .flatMap(
                                                to -> notices.tell(news(owed, request, to)),
                                                AT_ONCE)
                                        .then(Mono.fromSupplier(() -> progress(portion))));
    }

    private static List<ResidentId> with(
            ServiceRequest request, List<ResidentId> portion, boolean first) {
        var all = new ArrayList<>(portion);
        if (first && request.owner() != null) {
            all.add(request.owner());
        }
        return all;
    }

    private static Progress progress(List<ResidentId> portion) {
        return portion.size() < PORTION
                ? Progress.done()
                : Progress.upTo(portion.getLast().value());
    }

    private static NewNotice news(Owed owed, ServiceRequest request, ResidentId to) {
        String project = owed.detail().getOrDefault("project", "");
        return new NewNotice(
                to,
                RequestNotice.PROJECT_LINKED,
                RequestNotice.PROJECT_LINKED.code(),
                request.id().value() + ":" + project,
                List.of(request.number(), owed.detail().getOrDefault("title", "")),
                "pages/project/detail?id=" + project);
    }
}
