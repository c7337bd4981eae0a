package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhumin.kernel.Ids;
import org.zhumin.testing.ApplicationTest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

class WatchHttpTest extends ApplicationTest {
    private static final String PROJECTS = "/api/v1/projects/";

    @Autowired private Projects projects;
    @Autowired private ProjectSweeper sweeper;

    private String watched(Milestone... milestones) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Project project = ProjectFixture.watched(now, List.of(milestones));
        return projects.insert(project).block().id().value();
    }

    @Test
    void milestonesMoveTheProgressAndTheMoney() {
        String path = PROJECTS + watched();
        String clerk = signIn("handler").token();
        String one = "{\"title\":\"立杆\",\"dueOn\":\"2030-05-01\",\"weight\":3}";
        Answer added = postWithKey(path + "/milestones", clerk, one, "m1");
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(postWithKey(path + "/milestones", clerk, one, "m1").count("$.milestones"))
                .isEqualTo(1);
        post(path + "/milestones", clerk, one.replace("立杆", "通电").replace(":3", ":1"));
        String id = added.text("$.milestones[0].id");
        Answer done =
                put(
                        path + "/milestones/" + id,
                        clerk,
                        "{\"title\":\"立杆\",\"dueOn\":\"2030-05-01\",\"weight\":3,\"state\":\"DONE\","
                            + "\"reportText\":\"六杆已立\",\"spentYuan\":20000}");
        assertThat(done.text("$.progress")).as(done.body()).isEqualTo("75");
        assertThat(done.text("$.spentYuan")).isEqualTo("20000");
        Answer timeline = get(path + "/timeline", null);
        assertThat(timeline.text("$.items[0].text")).isEqualTo("节点“立杆”：已完成");
        assertThat(timeline.text("$.items[0].words")).isEqualTo("六杆已立");
        assertThat(put(path + "/milestones/none", clerk, one).status()).isEqualTo(404);
        assertThat(post(path + "/milestones", someone().token(), one).status()).isEqualTo(403);
        assertThat(post(path + "/milestones", clerk, "{\"title\":\"甲\",\"dueOn\":\"x\"}").status())
                .isEqualTo(400);
        assertThat(
                        post(
                                        path + "/milestones",
                                        clerk,
                                        "{\"title\":\"甲\",\"dueOn\":\"2030-01-01\",\"weight\":0}")
                                .status())
                .isEqualTo(422);
    }

    @Test
    void aMissedMilestoneOpensARectificationAndFollowersAreTold() {
        var missed = LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(2);
        String milestone = Ids.random();
        String id =
                watched(ProjectFixture.milestone(milestone, missed, 1, Milestone.State.STARTED));
        Person follower = someone();
        assertThat(put(PROJECTS + id + "/follow", follower.token(), null).status()).isEqualTo(204);
        sweeper.missMilestones().block();
        sweeper.missMilestones().block();
        String supervisor = signIn("supervisor").token();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(
                                                get("/api/v1/rectifications?limit=100", supervisor)
                                                        .<List<String>>at(
                                                                "$.items[?(@.subject.id=='"
                                                                        + id
                                                                        + "')].trigger"))
                                        .containsExactly("MISSED_MILESTONE"));
        assertThat(get(PROJECTS + id + "/timeline", null).text("$.items[0].type"))
                .isEqualTo("MILESTONE_MISSED");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                get("/api/v1/notices", follower.token())
                                        .body()
                                        .contains("project.milestone-missed"));
    }

    @Test
    void anObservationIsAnsweredInTime() {
        String id = watched();
        String path = PROJECTS + id;
        Person watcher = someone();
        String body =
                """
                {"kind":"QUALITY","text":"灯杆未固定，联系我13812345678","location":{"longitude":106.71951,
                 "latitude":26.57352,"address":"某门口"}}
                """;
        Answer early = post(path + "/observations", watcher.token(), body);
        assertThat(early.status()).isEqualTo(403);
        assertThat(early.code()).isEqualTo("project.followers-only");
        put(path + "/follow", watcher.token(), null);
        Answer made = postWithKey(path + "/observations", watcher.token(), body, "o1");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String observation = made.text("$.id");
        assertThat(postWithKey(path + "/observations", watcher.token(), body, "o1").text("$.id"))
                .isEqualTo(observation);
        Answer list = get(path + "/observations?state=OPEN", null);
        assertThat(list.count("$.items")).isEqualTo(1);
        assertThat(list.body())
                .doesNotContain("13812345678")
                .doesNotContain("某门口")
                .doesNotContain(watcher.id());
        assertThat(list.text("$.items[0].location.longitude")).isEqualTo("106.72");

        String clerk = signIn("handler").token();
        assertThat(
                        get("/api/v1/desk/observations?limit=100", clerk)
                                .<List<String>>at("$.items[*].id"))
                .contains(observation);
        assertThat(get("/api/v1/desk/observations", watcher.token()).status()).isEqualTo(403);
        String answer = path + "/observations/" + observation + "/answer";
        String fix = "{\"text\":\"已加固\",\"action\":\"FIX\"}";
        assertThat(post(answer, clerk, fix).code()).isEqualTo("project.due-date-needed");
        String dated = "{\"text\":\"已加固\",\"action\":\"FIX\",\"dueOn\":\"2030-01-02\"}";
        assertThat(post(answer, watcher.token(), dated).status()).isEqualTo(403);
        Answer answered = postWithKey(answer, clerk, dated, "a1");
        assertThat(answered.text("$.state")).as(answered.body()).isEqualTo("ANSWERED");
        assertThat(postWithKey(answer, clerk, dated, "a1").status()).isEqualTo(200);
        assertThat(post(answer, signIn("council").token(), dated).code())
                .isEqualTo("project.observation-already-answered");
        assertThat(get(path + "/observations", null).text("$.items[0].answer.text"))
                .isEqualTo("已加固");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                get("/api/v1/notices", watcher.token())
                                        .body()
                                        .contains("project.observation-answered"));
        Answer report =
                post(
                        "/api/v1/reports",
                        someone().token(),
                        "{\"targetType\":\"OBSERVATION\",\"targetId\":\"%s\",\"reasonCode\":\"OTHER\"}"
                                .formatted(observation));
        assertThat(report.status()).as(report.body()).isBetween(200, 204);
    }

    @Test
    void whatWeChatDoubtsAPersonLooksAtFirst() {
        String path = PROJECTS + watched();
        Person watcher = someone();
        put(path + "/follow", watcher.token(), null);
        Answer refused =
                post(
                        path + "/observations",
                        watcher.token(),
                        "{\"kind\":\"SAFETY\",\"text\":\"这是违规测试\"}");
        assertThat(refused.code()).isEqualTo("project.content-refused");
        Answer doubted =
                post(
                        path + "/observations",
                        watcher.token(),
                        "{\"kind\":\"SAFETY\",\"text\":\"这是复核测试\"}");
        assertThat(doubted.text("$.publication")).as(doubted.body()).isEqualTo("PENDING");
        assertThat(get(path + "/observations", null).count("$.items")).isZero();
        String council = signIn("council-520102").token();
        String target = doubted.text("$.id");
        Answer open = get("/api/v1/desk/moderation?limit=100", council);
        String one =
                open.<List<String>>at("$.items[?(@.targetId=='" + target + "')].id").getFirst();
        Answer passed = post("/api/v1/desk/moderation/" + one + "/pass", council, "{}");
        assertThat(passed.status()).as(passed.body()).isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> get(path + "/observations", null).count("$.items") == 1);
    }
}
