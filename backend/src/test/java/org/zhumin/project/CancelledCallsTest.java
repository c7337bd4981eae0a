package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
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
import org.zhumin.project.ObservationBodies.AnswerBody;
import org.zhumin.project.ObservationBodies.ObservationBody;
import org.zhumin.project.ProjectBodies.AdvanceBody;
import org.zhumin.project.ShiftBodies.ReportBody;
import org.zhumin.testing.CancelledCalls;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The caller goes away after each write in turn, as a phone does: what was begun is done to its
 * end, and the same call again changes nothing more.
 */
class CancelledCallsTest extends CancelledCalls {
    @Autowired private ProjectSteps steps;
    @Autowired private ObservationService observing;
    @Autowired private ShiftService keeping;
    @Autowired private Projects projects;
    @Autowired private Followers followers;
    @Autowired private Shifts shifts;
    @Autowired private MongoDatabase database;

    private Person person;

    /** What is called, and where its document lies. */
    enum Call {
        PUBLISH("projects"),
        ADVANCE("projects"),
        OBSERVE("project_observations"),
        ANSWER("project_observations"),
        SIGN_UP("project_shifts"),
        REPORT("project_shifts");

        private final String collection;

        Call(String collection) {
            this.collection = collection;
        }
    }

    /**
     * What a call is about.
     *
     * @param id of the document that the call writes
     */
    private record Subject(String id, ProjectId project) {}

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    /** WeChat is asked about the words of somebody who has signed in. */
    private Actor resident() {
        return new Actor(
                new ResidentId(person.id()), "s", Verification.CLAIMED, List.of(), List.of());
    }

    @BeforeEach
    void signIn() {
        person = someone();
    }

    private static Actor staff() {
        return new Actor(
                new ResidentId("cancelling"),
                "s",
                Verification.PHONE,
                List.of(),
                List.of(
                        new Grant(
                                Role.COUNCIL,
                                new AreaCode("520100"),
                                new OrganizationId("unit"),
                                List.of(),
                                null,
                                null)));
    }

    /** Everything that the call finds, stored. */
    private Subject prepared(Call call) {
        Project project =
                switch (call) {
                    case PUBLISH -> ProjectFixture.demo(ProjectState.DRAFT, now, List.of());
                    case ADVANCE, OBSERVE, ANSWER ->
                            ProjectFixture.demo(ProjectState.WATCH, now, List.of());
                    case SIGN_UP, REPORT ->
                            ProjectFixture.demo(ProjectState.MANAGE, now, List.of());
                };
        ProjectId id = projects.insert(project).block().id();
        return switch (call) {
            case PUBLISH, ADVANCE -> new Subject(id.value(), id);
            case OBSERVE -> {
                followers.put(id, resident().id(), now).block();
                String made = Ids.random();
                yield new Subject(made, id);
            }
            case ANSWER -> {
                followers.put(id, resident().id(), now).block();
                String made = Ids.random();
                observe(id, made).block();
                yield new Subject(made, id);
            }
            case SIGN_UP -> shift(project, now.plusSeconds(3600));
            case REPORT -> shift(project, now.minusSeconds(60));
        };
    }

    private Subject shift(Project project, Instant startsAt) {
        String id = Ids.random();
        List<ResidentId> comes = startsAt.isAfter(now) ? List.of() : List.of(resident().id());
        shifts.insert(
                        new Shift(
                                new Shift.Id(id),
                                project.id(),
                                project.content().title(),
                                project.content().areaPath(),
                                null,
                                "巡灯",
                                startsAt,
                                startsAt.plusSeconds(7200),
                                5,
                                comes,
                                List.of(),
                                "",
                                now,
                                0))
                .block();
        return new Subject(id, project.id());
    }

    private Mono<Observation> observe(ProjectId project, String key) {
        return observing.observe(
                project,
                new ObservationBody(null, Observation.Kind.QUALITY, "灯杆松动", null, null),
                resident(),
                new FactKey(key, "hash"));
    }

    private Mono<?> mono(Call call, Subject on) {
        var key = new FactKey(on.id().substring(0, 25) + "k", "hash");
        return switch (call) {
            case PUBLISH -> steps.publish(on.project(), staff(), key);
            case ADVANCE ->
                    steps.advance(
                            on.project(),
                            new AdvanceBody(ProjectState.EVALUATE, null),
                            staff(),
                            key);
            case OBSERVE -> observe(on.project(), on.id());
            case ANSWER ->
                    observing.answer(
                            on.project(),
                            new Observation.Id(on.id()),
                            new AnswerBody("已加固", null, Observation.Action.EXPLAINED, null),
                            staff(),
                            key);
            case SIGN_UP -> keeping.signUp(on.project(), new Shift.Id(on.id()), resident());
            case REPORT ->
                    keeping.report(
                            on.project(),
                            new Shift.Id(on.id()),
                            new ReportBody("都好", null, null),
                            resident(),
                            key);
        };
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void isDoneToItsEndWheneverTheCallerLeaves(Call call) {
        leaveAfterEachWrite(
                () -> {
                    Subject on = prepared(call);
                    Document before = document(call, on.id());
                    return Trial.inside(
                            () -> mono(call, on),
                            List.of(on.id()),
                            () -> assertDone(call, on.id(), before));
                });
    }

    /** One version further and, but for what the points bank will do, in nobody's debt. */
    private void assertDone(Call call, String id, Document before) {
        Document done = document(call, id);
        assertThat(done).isNotNull();
        assertThat(done.getLong("version"))
                .isEqualTo(before == null ? 0L : before.getLong("version") + 1);
        List<Document> owed = done.getList("owed", Document.class, List.of());
        assertThat(owed)
                .extracting(debt -> debt.getString("kind"))
                .containsExactlyElementsOf(
                        call == Call.REPORT ? List.of(ShiftService.HOURS) : List.of());
    }

    private Document document(Call call, String id) {
        return Mono.from(
                        database.getCollection(call.collection).find(Filters.eq("_id", id)).first())
                .block();
    }
}
