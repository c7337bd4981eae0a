package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Grant;
import org.zhumin.identity.Role;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.web.FactKey;
import org.zhumin.request.DeskBodies.AcceptBody;
import org.zhumin.request.DeskBodies.DispatchBody;
import org.zhumin.request.DeskBodies.MergeBody;
import org.zhumin.request.DeskBodies.ReplyBody;
import org.zhumin.request.ResidentBodies.ConfirmBody;
import org.zhumin.testing.CancelledCalls;

import reactor.core.publisher.Mono;

import java.util.List;

/**
 * The caller goes away after each write in turn, as a phone does: what was begun is done to its
 * end, and the same call again changes nothing more.
 */
class CancelledCallsTest extends CancelledCalls {
    @Autowired private TriageService triage;
    @Autowired private HandlerService handlers;
    @Autowired private ResidentService residents;
    @Autowired private MergeService merges;
    @Autowired private Requests requests;
    @Autowired private Supports supports;
    @Autowired private MongoDatabase database;

    /** What is called. */
    enum Call {
        ACCEPT(RequestState.SUBMITTED, RequestState.ACCEPTED),
        DISPATCH(RequestState.ACCEPTED, RequestState.DISPATCHED),
        REPLY(RequestState.IN_PROGRESS, RequestState.REPLIED),
        CONFIRM(RequestState.REPLIED, RequestState.CLOSED),
        MERGE(RequestState.IN_PROGRESS, RequestState.MERGED);

        private final RequestState from;
        private final RequestState to;

        Call(RequestState from, RequestState to) {
            this.from = from;
            this.to = to;
        }
    }

    private Mono<ServiceRequest> mono(Call call, ServiceRequest request, RequestId into) {
        var key = new FactKey("k" + request.id().value(), "hash");
        RequestId id = request.id();
        return switch (call) {
            case ACCEPT -> triage.accept(id, new AcceptBody(null, null), staff(), key);
            case DISPATCH -> triage.dispatch(id, new DispatchBody("demounit", null), staff(), key);
            case REPLY -> handlers.reply(id, new ReplyBody("已修好", null), staff(), key);
            case CONFIRM ->
                    residents.confirm(
                            id, new ConfirmBody(Outcome.SOLVED, 5, null), owner(request), key);
            case MERGE -> merges.merge(id, new MergeBody(into.value()), staff(), key);
        };
    }

    private static Actor staff() {
        return new Actor(
                new ResidentId("cancelling"),
                "s",
                Verification.PHONE,
                List.of(),
                List.of(
                        grant(Role.COUNCIL, null),
                        grant(Role.HANDLER, new OrganizationId("unit"))));
    }

    private static Grant grant(Role role, OrganizationId unit) {
        return new Grant(role, new AreaCode("520100"), unit, List.of(), null, null);
    }

    private static Actor owner(ServiceRequest request) {
        return RequestFixture.resident(request.owner().value());
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void isDoneToItsEndWheneverTheCallerLeaves(Call call) {
        leaveAfterEachWrite(
                () -> {
                    ServiceRequest request = stored(call.from);
                    RequestId into = stored(RequestState.IN_PROGRESS).id();
                    return Trial.inside(
                            () -> mono(call, request, into),
                            List.of(request.id().value()),
                            () -> assertDone(call, request, into));
                });
    }

    private ServiceRequest stored(RequestState state) {
        var owner = new ResidentId(Ids.random());
        ServiceRequest request = owned(RequestFixture.in(state), owner);
        return requests.insert(request).then(requests.get(request.id())).block();
    }

    /** Somebody of their own, so that a merge has an owner to move. */
    private static ServiceRequest owned(ServiceRequest request, ResidentId owner) {
        return new ServiceRequest(
                request.id(),
                request.number(),
                request.kind(),
                request.categoryCode(),
                request.title(),
                request.content(),
                request.place(),
                request.answers(),
                request.mediaIds(),
                request.origin(),
                owner,
                request.state(),
                request.publication(),
                request.textCheck(),
                request.desk(),
                request.timeline(),
                request.ratings(),
                request.closedAs(),
                request.reopens(),
                request.returns(),
                request.supporters(),
                request.approvals(),
                request.supervision(),
                request.exclusion(),
                request.appealed(),
                request.mergedInto(),
                request.movesCosigners(),
                request.duplicates(),
                request.milestones(),
                request.deadlines(),
                request.outcome(),
                request.bodyHash(),
                request.createdAt(),
                request.updatedAt(),
                request.version());
    }

    private void assertDone(Call call, ServiceRequest before, RequestId into) {
        RequestId id = before.id();
        ServiceRequest done = requests.get(id).block();
        assertThat(done.version()).isEqualTo(before.version() + 1);
        assertThat(done.state()).isEqualTo(call.to);
        assertThat(done.movesCosigners()).isFalse();
        List<Document> owed = document(id).getList("owed", Document.class);
        assertThat(owed == null || owed.isEmpty()).isTrue();
        if (call == Call.MERGE) {
            assertThat(requests.get(into).block().duplicates()).containsExactly(id);
            assertThat(supports.count(into).block()).isOne();
            assertThat(requests.get(into).block().supporters()).isOne();
        }
    }

    private Document document(RequestId id) {
        return Mono.from(
                        database.getCollection("requests")
                                .find(Filters.eq("_id", id.value()))
                                .first())
                .block();
    }
}
