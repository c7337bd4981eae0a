package org.zhumin.request;

import static java.util.Map.entry;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.FieldProblem;
import org.zhumin.kernel.Ids;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.request.DeskBodies.AcceptBody;
import org.zhumin.request.DeskBodies.AssignBody;
import org.zhumin.request.DeskBodies.BatchBody;
import org.zhumin.request.DeskBodies.DispatchBody;
import org.zhumin.request.DeskBodies.MergeBody;
import org.zhumin.request.DeskBodies.NothingBody;
import org.zhumin.request.DeskBodies.ProgressBody;
import org.zhumin.request.DeskBodies.ReasonBody;
import org.zhumin.request.DeskBodies.RejectBody;
import org.zhumin.request.DeskBodies.ReplyBody;
import org.zhumin.request.DeskBodies.ReturnBody;
import org.zhumin.request.DeskBodies.SuperviseBody;
import org.zhumin.request.DeskBodies.WithMedia;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The actions that the desk may do on many requests at once, with one body. */
@Component
class DeskBatch {
    private final Map<RequestAction, Deed<?>> deeds;
    private final BatchMedia media;
    private final JsonMapper json;
    private final Validator validator;

    DeskBatch(
            TriageService triage,
            MergeService merges,
            HandlerService handlers,
            SupervisionService supervision,
            BatchMedia media,
            JsonMapper json,
            Validator validator) {
        this.media = media;
        this.json = json;
        this.validator = validator;
        deeds =
                Map.ofEntries(
                        deed(RequestAction.ACCEPT, AcceptBody.class, triage::accept),
                        deed(RequestAction.DISPATCH, DispatchBody.class, triage::dispatch),
                        deed(RequestAction.MERGE, MergeBody.class, merges::merge),
                        deed(RequestAction.REJECT, RejectBody.class, triage::reject),
                        deed(RequestAction.ESCALATE, ReasonBody.class, triage::escalate),
                        deed(
                                RequestAction.SIGN,
                                NothingBody.class,
                                (id, _, actor, key) -> handlers.sign(id, actor, key)),
                        deed(RequestAction.ASSIGN, AssignBody.class, handlers::assign),
                        deed(RequestAction.RETURN, ReturnBody.class, handlers::giveBack),
                        deed(RequestAction.PROGRESS, ProgressBody.class, handlers::progressOfBatch),
                        deed(RequestAction.REPLY, ReplyBody.class, handlers::replyOfBatch),
                        deed(RequestAction.SUPERVISE, SuperviseBody.class, supervision::supervise));
    }

    private static <B> Map.Entry<RequestAction, Deed<?>> deed(
            RequestAction action, Class<B> body, Call<B> call) {
        return entry(action, new Deed<>(body, call));
    }

    /**
     * Does the action on each request, one after the other; one that is refused stops no other.
     * Uploads that the body names are attached first, to all at once: where that is refused, or
     * where no batch does this action, nothing is changed.
     */
    Flux<Result> perform(BatchBody batch, Actor actor, FactKey key) {
        Deed<?> deed = deeds.get(batch.action());
        if (deed == null) {
            throw RequestProblem.ACTION_NOT_FOR_BATCH.refusal(batch.action());
        }
        return perform(deed, batch, actor, key);
    }

    private <B> Flux<Result> perform(Deed<B> deed, BatchBody batch, Actor actor, FactKey key) {
        B body = read(deed.body(), batch.body());
        List<String> ids = batch.ids().stream().distinct().toList();
        List<String> uploads = uploadsOf(body);
        return media.attach(uploads, actor.id(), requestsOf(ids), key)
                .thenMany(
                        Flux.fromIterable(ids)
                                .concatMap(id -> perform(deed.call(), id, body, actor, key)))
                .concatWith(Mono.defer(() -> media.freeIfUnused(uploads, key)).then(Mono.empty()));
    }

    private static List<String> uploadsOf(@Nullable Object body) {
        return body instanceof WithMedia named
                ? RequestMedia.distinct(named.mediaIds())
                : List.of();
    }

    private static List<RequestId> requestsOf(List<String> ids) {
        return ids.stream().filter(Ids::isValid).map(RequestId::new).toList();
    }

    private static <B> Mono<Result> perform(
            Call<B> call, String id, B body, Actor actor, FactKey key) {
        return Mono.defer(() -> call.perform(RequestController.idOf(id), body, actor, key))
                .map(done -> new Result(id, done.state(), null))
                .onErrorResume(
                        DomainException.class, refusal -> Mono.just(new Result(id, null, refusal)));
    }

    private <B> B read(Class<B> type, @Nullable JsonNode written) {
        JsonNode node = written == null || written.isNull() ? json.createObjectNode() : written;
        try {
            B body = json.treeToValue(node, type);
            requireValid(validator.validate(body));
            return body;
        } catch (JacksonException e) {
            throw PlatformProblem.MALFORMED
                    .problem()
                    .withErrors(List.of(FieldProblem.of("body", "field.invalid")))
                    .refusal();
        }
    }

    private static <B> void requireValid(Set<ConstraintViolation<B>> wrong) {
        if (!wrong.isEmpty()) {
            throw PlatformProblem.INVALID
                    .problem()
                    .withErrors(
                            wrong.stream()
                                    .map(v -> "body." + v.getPropertyPath())
                                    .sorted()
                                    .map(field -> FieldProblem.of(field, "field.invalid"))
                                    .toList())
                    .refusal();
        }
    }

    /**
     * What became of one request.
     *
     * @param state its state now; absent if it was refused
     */
    record Result(String id, @Nullable RequestState state, @Nullable DomainException refusal) {}

    /** A service's method. */
    private interface Call<B> {
        Mono<ServiceRequest> perform(RequestId id, B body, Actor actor, FactKey key);
    }

    private record Deed<B>(Class<B> body, Call<B> call) {}
}
