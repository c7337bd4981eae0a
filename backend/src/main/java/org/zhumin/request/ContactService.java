package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.identity.DeskDirectory;
import org.zhumin.platform.web.FactKey;
import org.zhumin.request.DeskBodies.ContactBody;
import org.zhumin.request.RequestActs.Act;

import reactor.core.publisher.Mono;

import java.util.Map;
import java.util.Optional;

/**
 * Tells the desk and the handler how to reach who asked. Each time goes into the audit log and the
 * timeline with its purpose before anything is shown; never for a report.
 */
@Component
class ContactService {
    private final RequestActs acts;
    private final DeskDirectory residents;

    ContactService(RequestActs acts, DeskDirectory residents) {
        this.acts = acts;
        this.residents = residents;
    }

    Mono<Contact> contact(RequestId id, ContactBody body, Actor actor, FactKey key) {
        var act = new Act(RequestAction.CONTACT, id, actor, key, Map.of("purpose", body.purpose()));
        return acts.perform(
                        act, (request, step) -> HandlerMoves.contact(request, body.purpose(), step))
                .flatMap(this::reveal);
    }

    private Mono<Contact> reveal(ServiceRequest request) {
        if (request.kind() == RequestKind.REPORT) {
            return Mono.error(RequestProblem.REPORTER_PROTECTED::refusal);
        }
        return Mono.justOrEmpty(request.owner())
                .flatMap(residents::findPhone)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(phone -> Contact.of(request, phone.orElse(null)));
    }

    /**
     * How to reach who asked; what is not known is absent.
     *
     * @param phone of the resident's own account
     * @param onBehalfOf the person for whom somebody else wrote
     */
    record Contact(
            RequestId id,
            @Nullable String phone,
            @Nullable String address,
            @Nullable OnBehalfOf onBehalfOf) {
        static Contact of(ServiceRequest request, @Nullable String phone) {
            return new Contact(
                    request.id(), phone, request.place().address(), request.origin().onBehalfOf());
        }
    }
}
