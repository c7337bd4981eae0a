package org.zhumin.request;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.request.DeskBodies.BatchBody;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Locale;

/** One action on many requests. */
@RestController
class DeskBatchController {
    private final DeskBatch batch;
    private final Texts texts;

    DeskBatchController(DeskBatch batch, Texts texts) {
        this.batch = batch;
        this.texts = texts;
    }

    /**
     * One after the other; one that is refused stops no other. The same uploads may belong to the
     * step of each; where they are refused, nothing is changed.
     */
    @PostMapping("/api/v1/desk/requests/batch")
    Mono<BatchAnswer> perform(
            @Valid @RequestBody BatchBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return batch.perform(body, actor, key.factOf(body))
                .map(result -> result(result, locale))
                .collectList()
                .map(BatchAnswer::new);
    }

    private BatchResult result(DeskBatch.Result result, Locale locale) {
        DomainException refusal = result.refusal();
        return refusal == null
                ? new BatchResult(result.id(), true, result.state(), null, null)
                : refused(result.id(), refusal, locale);
    }

    private BatchResult refused(String id, DomainException refusal, Locale locale) {
        var problem = refusal.problem();
        String code = problem.code().code();
        Object[] arguments = problem.arguments().toArray();
        return new BatchResult(id, false, null, code, texts.get(code, locale, arguments));
    }

    record BatchAnswer(List<BatchResult> results) {}

    /**
     * What became of one.
     *
     * @param status its state now, if it was done
     * @param code of the problem, if it was not
     */
    record BatchResult(
            String id,
            boolean done,
            @Nullable RequestState status,
            @Nullable String code,
            @Nullable String detail) {}
}
