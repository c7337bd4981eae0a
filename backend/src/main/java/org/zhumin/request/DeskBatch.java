package org.zhumin.request;

import static java.util.Map.entry;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.FieldProblem;
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
    private final JsonMapper json;
    private final Validator validator;

    DeskBatch(
            TriageService triage,
            MergeService merges,
            HandlerService handlers,
            SupervisionService supervision,
            JsonMapper json,
            Validator validator) {
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
                        deed(RequestAction.PROGRESS, ProgressBody.class, handlers::progress),
                        deed(RequestAction.REPLY, ReplyBody.class, handlers::reply),
                        deed(RequestAction.SUPERVISE, SuperviseBody.class, supervision::supervise));
    }

    private static <B> Map.Entry<RequestAction, Deed<?>> deed(
            RequestAction action, Class<B> body, Call<B> call) {
        return entry(action, new Deed<>(body, call));
    }

    /** The action on one request, to be done for each; refuses what no batch does. */
    Each each(BatchBody batch, Actor actor, FactKey key) {
        Deed<?> deed = deeds.get(batch.action());
        if (deed == null) {
            throw RequestProblem.ACTION_NOT_FOR_BATCH.refusal(batch.action());
        }
        return bind(deed, batch.body(), actor, key);
    }

    private <B> Each bind(Deed<B> deed, @Nullable JsonNode written, Actor actor, FactKey key) {
        B body = read(deed.body(), written);
        return id -> deed.call().perform(id, body, actor, key);
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

    /** Does it on one request. */
    interface Each {
        Mono<ServiceRequest> perform(RequestId id);
    }

    /** A service's method. */
    private interface Call<B> {
        Mono<ServiceRequest> perform(RequestId id, B body, Actor actor, FactKey key);
    }

    private record Deed<B>(Class<B> body, Call<B> call) {}
}
