package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.BodyInserters;
import org.zhumin.testing.WaitingTest;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

class RoundHttpTest extends WaitingTest {
    private static final String ROUNDS = "/api/v1/rounds";

    @Autowired private Projects projects;

    private Person neighbour() {
        Person person = someoneWithPhone();
        put("/api/v1/me/residence", person.token(), "{\"areaCode\":\"%s\"}".formatted(JIAXIULOU));
        return person;
    }

    private static String plan(String rule, int seconds) {
        return """
        {"title":"群众点单","areaCode":"%s","budgetYuan":100,"rule":"%s","ballot":"APPROVAL",
         "opensAt":"%s","closesAt":"%s","effect":"BINDING"}
        """
                .formatted(JIAXIULOU, rule, Instant.now(), Instant.now().plusSeconds(seconds));
    }

    private String candidate(String council, String round, String title, int cost) {
        Answer drafted =
                post(
                        "/api/v1/projects",
                        council,
                        ProjectHttpTest.body(title, ",\"roundId\":\"" + round + "\""));
        assertThat(drafted.status()).as(drafted.body()).isEqualTo(201);
        String id = drafted.text("$.id");
        publish(council, id, cost);
        return id;
    }

    private void publish(String council, String id, int cost) {
        String path = "/api/v1/projects/" + id;
        assertThat(post(path + "/publish", council, null).code())
                .isEqualTo("project.review-needed");
        post(
                path + "/review",
                council,
                "{\"feasible\":true,\"costYuan\":%d,\"explanation\":\"可行\"}".formatted(cost));
        assertThat(post(path + "/publish", council, null).text("$.step")).isEqualTo("POINT");
    }

    private Answer ballot(String round, Person person, String... ids) {
        return put(
                ROUNDS + "/" + round + "/ballot",
                person.token(),
                "{\"projectIds\":[\"" + String.join("\",\"", ids) + "\"]}");
    }

    @Test
    void aRoundGoesFromProposalsToTheResult() {
        String council = signIn("council-520102").token();
        List<Person> neighbours = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            neighbours.add(neighbour());
        }
        Answer planned = post(ROUNDS, council, plan("EQUAL_SHARES", 40));
        assertThat(planned.status()).as(planned.body()).isEqualTo(201);
        String round = planned.text("$.id");
        String path = ROUNDS + "/" + round;
        assertThat(post(path + "/open", council, null).code()).isEqualTo("round.no-candidates");
        String proposal =
                "{\"title\":\"儿童滑梯\",\"summary\":\"小区空地\",\"content\":\"建一座滑梯\",\"budgetYuan\":40}";
        assertThat(post(path + "/proposals", someone().token(), proposal).status()).isEqualTo(403);
        Answer proposed = post(path + "/proposals", neighbours.getFirst().token(), proposal);
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
        String slide = proposed.text("$.projectId");
        assertThat(get("/api/v1/projects/" + slide, neighbours.getFirst().token()).status())
                .isEqualTo(200);
        assertThat(get("/api/v1/projects/" + slide, null).status()).isEqualTo(404);
        publish(council, slide, 40);
        String lamp = candidate(council, round, "路灯", 60);
        String hall = candidate(council, round, "大厅", 100);
        Answer opened = post(path + "/open", council, null);
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        assertThat(get(path, null).count("$.candidates")).isEqualTo(3);
        assertThat(get(path, null).body()).isEqualTo(get(path, null).body());

        assertThat(ballot(round, someone(), lamp).code()).isEqualTo("vote.not-eligible");
        assertThat(ballot(round, neighbours.getFirst(), "unknown").status()).isEqualTo(422);
        for (Person neighbour : neighbours.subList(0, 3)) {
            assertThat(ballot(round, neighbour, hall, lamp).status()).isEqualTo(200);
        }
        Answer mine = null;
        for (Person neighbour : neighbours.subList(3, 5)) {
            mine = ballot(round, neighbour, slide);
        }
        assertThat(get(path + "/ballot", neighbours.get(4).token()).text("$.vote.projectIds[0]"))
                .isEqualTo(slide);
        assertThat(
                        put(
                                        "/api/v1/projects/" + lamp + "/votes/POINT",
                                        neighbours.getFirst().token(),
                                        "{\"choice\":\"SUPPORT\"}")
                                .code())
                .isEqualTo("project.decided-by-round");
        assertThat(get(path + "/result", null).code()).isEqualTo("project.not-counted-yet");
        assertThat(post(path + "/close", council, null).code())
                .isEqualTo("project.step-still-open");
        assertThat(get(path + "/export.pb", null).status()).isEqualTo(409);

        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> get(path + "/result", null).status() == 200);
        Answer result = get(path + "/result", null);
        assertThat(result.<List<String>>at("$.selected[*].projectId"))
                .containsExactlyInAnyOrder(lamp, slide);
        assertThat(result.body()).contains("位居民共同承担");
        assertThat(result.text("$.turnout")).isEqualTo("5");
        assertThat(result.text("$.greedyComparison.same")).isEqualTo("5");
        assertThat(get(path + "/export.pb", null).body()).startsWith("META").contains("儿童滑梯");
        assertThat(get(path + "/ballots.csv", null).body().lines().count()).isEqualTo(6);
        assertThat(get(path + "/receipts/" + mine.text("$.receipt"), null).text("$.status"))
                .isEqualTo("COUNTED");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            assertThat(get("/api/v1/projects/" + lamp, null).text("$.step"))
                                    .isEqualTo("WATCH");
                            assertThat(
                                            get("/api/v1/projects/" + hall, null)
                                                    .text("$.shelved.reasonCode"))
                                    .isEqualTo("NOT_SELECTED");
                        });
    }

    @Test
    void aCandidateIsCheckedWhenItIsAttached() {
        String council = signIn("council").token();
        String round = post(ROUNDS, council, plan("TOP_VOTES", 3600)).text("$.id");
        String mine = ",\"roundId\":\"%s\"".formatted(round);
        assertThat(attached(council, ProjectHttpTest.body("甲", ",\"roundId\":\"none\"")).code())
                .isEqualTo("project.round-unknown");
        String elsewhere = ProjectHttpTest.body("甲", mine).replace(JIAXIULOU, DIANTAIJIE);
        assertThat(attached(council, elsewhere).code()).isEqualTo("project.round-other-area");
        String draft = attached(council, ProjectHttpTest.body("甲", "")).text("$.id");
        Answer moved = put("/api/v1/projects/" + draft, council, elsewhere);
        assertThat(moved.code()).isEqualTo("project.round-other-area");
        Answer joined = put("/api/v1/projects/" + draft, council, ProjectHttpTest.body("甲", mine));
        assertThat(joined.status()).as(joined.body()).isEqualTo(200);
        publish(council, draft, 50);
        post(ROUNDS + "/" + round + "/open", council, null);
        assertThat(attached(council, ProjectHttpTest.body("乙", mine)).code())
                .isEqualTo("round.not-allowed-in-state");
    }

    private Answer attached(String council, String body) {
        return post("/api/v1/projects", council, body);
    }

    @Test
    void aProposalIsExportedAndLosesItsProposer() {
        String council = signIn("council").token();
        String round = post(ROUNDS, council, plan("TOP_VOTES", 3600)).text("$.id");
        Person proposer = neighbour();
        Answer proposed =
                post(
                        ROUNDS + "/" + round + "/proposals",
                        proposer.token(),
                        "{\"title\":\"儿童滑梯\",\"summary\":\"小区空地\",\"content\":\"建一座滑梯\",\"budgetYuan\":40}");
        String id = proposed.text("$.projectId");
        assertThat(get("/api/v1/me/export", proposer.token()).body()).contains("建一座滑梯");
        assertThat(delete("/api/v1/me", proposer.token()).status()).isEqualTo(204);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> projects.get(new ProjectId(id)).block().proposer() == null);
        publish(council, id, 40);
    }

    private String upload(String token) {
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", png);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        var form = new MultipartBodyBuilder();
        form.part("file", new ByteArrayResource(png.toByteArray())).filename("a.png");
        return Answer.of(
                        http().post()
                                .uri("/api/v1/media")
                                .headers(headers -> headers.addAll(bearer(token)))
                                .body(BodyInserters.fromMultipartData(form.build()))
                                .exchange()
                                .expectBody()
                                .returnResult())
                .text("$.id");
    }

    @Test
    void aTieWaitsForADrawInPublic() {
        String council = signIn("council-520102").token();
        Person one = neighbour();
        Person other = neighbour();
        String round = post(ROUNDS, council, plan("TOP_VOTES", 30)).text("$.id");
        String path = ROUNDS + "/" + round;
        String first = candidate(council, round, "甲", 80);
        String second = candidate(council, round, "乙", 80);
        post(path + "/open", council, null);
        ballot(round, one, first);
        ballot(round, other, second);
        Awaitility.await()
                .atMost(Duration.ofSeconds(80))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> get(path, null).text("$.status").equals("TIED"));
        Answer incomplete =
                post(
                        path + "/tie-break",
                        council,
                        "{\"order\":[\"%s\"],\"method\":\"抽签\"}".formatted(first));
        assertThat(incomplete.code()).isEqualTo("round.draw-incomplete");
        Answer drawn =
                post(
                        path + "/tie-break",
                        council,
                        "{\"order\":[\"%s\",\"%s\"],\"method\":\"当众抽签\",\"mediaIds\":[\"%s\"]}"
                                .formatted(second, first, upload(council)));
        assertThat(drawn.text("$.status")).as(drawn.body()).isEqualTo("CLOSED");
        assertThat(get(path + "/result", null).text("$.selected[0].projectId")).isEqualTo(second);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> get(path + "/result", null).count("$.tieBreak.media") == 1);
    }
}
