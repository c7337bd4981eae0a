package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
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
import org.zhumin.testing.ApplicationTest;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The caller goes away after each write in turn, as a phone does: what was begun is done to its
 * end, and the same call again changes nothing more.
 */
@Import(CancelledCallsTest.Writes.class)
class CancelledCallsTest extends ApplicationTest {
    private static final int WRITES_MAX = 12;

    @Autowired private TriageService triage;
    @Autowired private HandlerService handlers;
    @Autowired private ResidentService residents;
    @Autowired private MergeService merges;
    @Autowired private Requests requests;
    @Autowired private Supports supports;
    @Autowired private MongoDatabase database;
    @Autowired private Writes writes;

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
    void isDoneToItsEndWheneverTheCallerLeaves(Call call) throws InterruptedException {
        boolean completed = false;
        for (int after = 1; after <= WRITES_MAX && !completed; after++) {
            ServiceRequest request = stored(call.from);
            RequestId into = stored(RequestState.IN_PROGRESS).id();
            completed = leaveAfter(after, request.id(), mono(call, request, into));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertDone(call, request.id(), into));
            mono(call, request, into).block();
            assertThat(requests.get(request.id()).block().version())
                    .isEqualTo(request.version() + 1);
        }
        assertThat(completed).as("ends within so many writes").isTrue();
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

    /** Whether it was done before the caller could leave. */
    private boolean leaveAfter(int count, RequestId id, Mono<ServiceRequest> call)
            throws InterruptedException {
        var over = new CountDownLatch(1);
        var isDone = new AtomicInteger();
        CountDownLatch written = writes.expect(count, id);
        Disposable caller =
                call.doOnNext(_ -> isDone.incrementAndGet())
                        .doOnTerminate(over::countDown)
                        .subscribe();
        while (written.getCount() > 0 && !over.await(1, TimeUnit.MILLISECONDS)) {
            assertThat(caller.isDisposed() && over.getCount() > 0).isFalse();
        }
        caller.dispose();
        return isDone.get() > 0 && written.getCount() > 0;
    }

    private void assertDone(Call call, RequestId id, RequestId into) {
        ServiceRequest done = requests.get(id).block();
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

    /** Counts the writes of calls about one request, and tells when there were so many. */
    @TestConfiguration
    static class Writes implements CommandListener {
        private static final Set<String> COMMANDS = Set.of("insert", "update", "delete");

        /** Written by rankings alone, whenever they like. */
        private static final String OF_RANKINGS = "projected";

        private final Set<Integer> underWay = ConcurrentHashMap.newKeySet();
        private volatile String id = "nobody";
        private volatile CountDownLatch expected = new CountDownLatch(0);

        CountDownLatch expect(int count, RequestId request) {
            id = request.value();
            expected = new CountDownLatch(count);
            return expected;
        }

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (COMMANDS.contains(event.getCommandName())) {
                String command = event.getCommand().toString();
                if (command.contains(id) && !command.contains(OF_RANKINGS)) {
                    underWay.add(event.getRequestId());
                }
            }
        }

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            if (underWay.remove(event.getRequestId())) {
                expected.countDown();
            }
        }

        @Bean
        MongoClientSettingsBuilderCustomizer writesAreCounted() {
            return settings -> settings.addCommandListener(this);
        }
    }
}
