package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;

import io.micrometer.core.instrument.MeterRegistry;

import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.testing.ApplicationTest;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class ManageHttpTest extends ApplicationTest {
    private static final String PROJECTS = "/api/v1/projects/";

    @Autowired private Projects projects;
    @Autowired private MeterRegistry meters;
    @Autowired private Shifts shifts;
    @Autowired private MongoDatabase database;
    @Autowired private List<EffectHandler> handlers;

    private String managed() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Project project = ProjectFixture.demo(ProjectState.MANAGE, now, List.of());
        return projects.insert(project).block().id().value();
    }

    private Answer shift(String project, Instant startsAt, int capacity) {
        Answer planned =
                post(
                        PROJECTS + project + "/shifts",
                        signIn("council-520102").token(),
                        "{\"title\":\"周末巡灯\",\"startsAt\":\"%s\",\"endsAt\":\"%s\",\"capacity\":%d}"
                                .formatted(startsAt, startsAt.plusSeconds(7200), capacity));
        assertThat(planned.status()).as(planned.body()).isEqualTo(201);
        return planned;
    }

    @Test
    void aDefectFoundOnAShiftBecomesARequestAndHoursWait() {
        String project = managed();
        Instant start = Instant.now().plusSeconds(3);
        String path = PROJECTS + project + "/shifts/" + shift(project, start, 2).text("$.id");
        Person keeper = someoneWithPhone();
        String report = "{\"text\":\"巡查六盏灯\",\"defect\":{\"text\":\"三号灯不亮\"}}";
        assertThat(put(path + "/signup", someone().token(), null).status()).isEqualTo(403);
        assertThat(put(path + "/signup", keeper.token(), null).text("$.signedUp")).isEqualTo("1");
        assertThat(post(path + "/report", keeper.token(), report).code())
                .isEqualTo("project.not-reportable");
        assertThat(post(path + "/report", someone().token(), report).code())
                .isEqualTo("project.not-signed-up");
        Awaitility.await().until(() -> Instant.now().isAfter(start));
        assertThat(put(path + "/signup", someoneWithPhone().token(), null).code())
                .isEqualTo("project.shift-over");
        double waiting = waiting();
        Answer reported = postWithKey(path + "/report", keeper.token(), report, "s1");
        assertThat(reported.text("$.reports[0].defect")).as(reported.body()).isEqualTo("三号灯不亮");
        assertThat(reported.body()).doesNotContain(keeper.id());
        assertThat(postWithKey(path + "/report", keeper.token(), report, "s1").status())
                .isEqualTo(200);
        assertThat(post(path + "/report", keeper.token(), report).code())
                .isEqualTo("project.already-reported");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> get("/api/v1/me/requests", keeper.token()).count("$.items") == 1);
        Answer mine = get("/api/v1/me/requests", keeper.token());
        Answer request = get("/api/v1/requests/" + mine.text("$.items[0].id"), keeper.token());
        assertThat(request.text("$.content")).isEqualTo("三号灯不亮");
        assertThat(request.text("$.title")).isEqualTo("加装路灯");
        assertThat(request.text("$.area.code")).isEqualTo(JIAXIULOU);
        assertThat(waiting()).isGreaterThan(waiting);
        assertThat(get(PROJECTS + project + "/shifts", null).count("$.items")).isEqualTo(1);
    }

    @Test
    void whatWeChatDoubtsOfAReportAPersonLooksAtFirst() {
        String project = managed();
        Instant start = Instant.now().plusSeconds(2);
        String shifts = PROJECTS + project + "/shifts";
        String path = shifts + "/" + shift(project, start, 2).text("$.id");
        Person keeper = someoneWithPhone();
        put(path + "/signup", keeper.token(), null);
        Awaitility.await().until(() -> Instant.now().isAfter(start));
        Answer reported = post(path + "/report", keeper.token(), "{\"text\":\"这是复核测试\"}");
        assertThat(reported.count("$.reports")).as(reported.body()).isZero();
        String council = signIn("council-520102").token();
        Answer open = get("/api/v1/desk/moderation?limit=100", council);
        String one =
                open.<List<String>>at("$.items[?(@.targetType=='SHIFT_REPORT')].id").getFirst();
        assertThat(post("/api/v1/desk/moderation/" + one + "/pass", council, "{}").status())
                .isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> get(shifts, null).count("$.items[0].reports") == 1);
    }

    @Test
    void whoLeavesIsInNoDebtAnyMore() {
        String project = managed();
        Instant start = Instant.now().plusSeconds(2);
        String id = shift(project, start, 2).text("$.id");
        String path = PROJECTS + project + "/shifts/" + id;
        Person keeper = someoneWithPhone();
        put(path + "/signup", keeper.token(), null);
        Awaitility.await().until(() -> Instant.now().isAfter(start));
        post(path + "/report", keeper.token(), "{\"text\":\"都好\"}");
        assertThat(stored(id)).contains("points.hours").contains(keeper.id());
        Map<String, String> detail =
                Map.of(
                        "resident",
                        keeper.id(),
                        "title",
                        "加装路灯",
                        "text",
                        "三号灯不亮",
                        "area",
                        JIAXIULOU);
        Instant now = Instant.now();
        Owed defect = Owed.of("defect:x", ShiftService.DEFECT, detail, now);
        Shift shift = shifts.find(new Shift.Id(id)).block();
        shifts.save(shift.showing("none", true), List.of(defect.later(now.plusSeconds(3600))))
                .block();
        assertThat(delete("/api/v1/me", keeper.token()).status()).isEqualTo(204);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !stored(id).contains(keeper.id()));
        assertThat(stored(id)).doesNotContain("points.hours").contains("三号灯不亮");
        Owed left = Owed.of("defect:x", ShiftService.DEFECT, without(detail), now);
        EffectHandler defects =
                handlers.stream()
                        .filter(one -> one.kind().equals(ShiftService.DEFECT))
                        .findFirst()
                        .orElseThrow();
        defects.perform(left, id).block();
        defects.perform(left, id).block();
        List<Document> made =
                Flux.from(
                                database.getCollection("requests")
                                        .find(Filters.eq("areaPath", JIAXIULOU)))
                        .collectList()
                        .block();
        assertThat(made.toString()).doesNotContain(keeper.id());
    }

    private static Map<String, String> without(Map<String, String> detail) {
        var left = new HashMap<>(detail);
        left.remove("resident");
        return left;
    }

    private String stored(String shift) {
        return Mono.from(
                        database.getCollection("project_shifts")
                                .find(Filters.eq("_id", shift))
                                .first())
                .map(Document::toJson)
                .block();
    }

    private double waiting() {
        var counter =
                meters.find("zhumin.owed")
                        .tags("kind", "points.hours", "outcome", "waiting")
                        .counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void noShiftIsEverOverfull() {
        String project = managed();
        String path =
                PROJECTS
                        + project
                        + "/shifts/"
                        + shift(project, Instant.now().plusSeconds(600), 5).text("$.id");
        List<String> tokens =
                Flux.range(0, 12).map(_ -> someoneWithPhone().token()).collectList().block();
        List<Integer> statuses =
                Flux.fromIterable(tokens)
                        .flatMap(
                                token ->
                                        Mono.fromCallable(
                                                        () ->
                                                                put(path + "/signup", token, null)
                                                                        .status())
                                                .subscribeOn(Schedulers.boundedElastic()))
                        .collectList()
                        .block();
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(5);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(7);
        assertThat(get(PROJECTS + project + "/shifts", null).text("$.items[0].signedUp"))
                .isEqualTo("5");
    }

    @Test
    void whoseRequestItWasHearsOfTheProject() {
        Person owner = someoneWithPhone();
        Answer submitted =
                post(
                        "/api/v1/requests",
                        owner.token(),
                        "{\"kind\":\"SUGGEST\",\"content\":\"希望巷口装灯\",\"areaCode\":\"%s\",\"visibility\":\"PUBLIC\"}"
                                .formatted(JIAXIULOU));
        String request = submitted.text("$.id");
        String council = signIn("council-520102").token();
        Answer accepted = post("/api/v1/desk/requests/" + request + "/accept", council, "{}");
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);
        Person cosigner = someone();
        assertThat(put("/api/v1/requests/" + request + "/support", cosigner.token(), null).status())
                .isEqualTo(200);
        Answer drafted =
                post(
                        "/api/v1/projects",
                        council,
                        ProjectHttpTest.body(
                                "巷口装灯", ",\"sourceRequestIds\":[\"" + request + "\"]"));
        assertThat(drafted.status()).as(drafted.body()).isEqualTo(201);
        String project = drafted.text("$.id");
        Answer published = post(PROJECTS + project + "/publish", council, null);
        assertThat(published.text("$.sourceRequests[0].id")).isEqualTo(request);
        for (Person person : List.of(owner, cosigner)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(
                            () ->
                                    get("/api/v1/notices", person.token())
                                            .body()
                                            .contains("request.project-linked"));
        }
    }
}
