package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.zhumin.testing.WaitingTest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class VoteHttpTest extends WaitingTest {
    private static final String PROJECTS = "/api/v1/projects/";
    private static final String SUPPORT = "{\"choice\":\"SUPPORT\",\"optionCodes\":[\"solar\"]}";

    private Person neighbour() {
        Person person = someoneWithPhone();
        Answer claimed =
                put(
                        "/api/v1/me/residence",
                        person.token(),
                        "{\"areaCode\":\"%s\"}".formatted(JIAXIULOU));
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(200);
        return person;
    }

    private String published(String council, String more) {
        Answer drafted = post("/api/v1/projects", council, ProjectHttpTest.body("点单路灯", more));
        assertThat(drafted.status()).as(drafted.body()).isEqualTo(201);
        Answer published = post(PROJECTS + drafted.text("$.id") + "/publish", council, null);
        assertThat(published.status()).as(published.body()).isEqualTo(200);
        return drafted.text("$.id");
    }

    private static String closing(int seconds) {
        return "{\"closesAt\":\"%s\"}".formatted(Instant.now().plusSeconds(seconds));
    }

    @Test
    void whoMayNotVoteHearsWhatIsMissing() {
        String id = published(signIn("council-520102").token(), "");
        String path = PROJECTS + id;
        Person stranger = someone();
        Answer asked = get("/api/v1/me/eligibility?project=" + id, stranger.token());
        assertThat(asked.text("$.eligible")).as(asked.body()).isEqualTo("false");
        assertThat(asked.text("$.missing")).contains("PHONE").contains("RESIDENCE");
        assertThat(asked.text("$.step")).isEqualTo("POINT");
        Answer refused = put(path + "/votes/POINT", stranger.token(), SUPPORT);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("vote.not-eligible");
        assertThat(refused.text("$.missing")).contains("PHONE");
        Person elsewhere = someoneWithPhone();
        put(
                "/api/v1/me/residence",
                elsewhere.token(),
                "{\"areaCode\":\"%s\"}".formatted(DIANTAIJIE));
        assertThat(put(path + "/votes/POINT", elsewhere.token(), SUPPORT).text("$.missing"))
                .isEqualTo("[\"RESIDENCE_IN_AREA\"]");
        assertThat(put(path + "/votes/POINT", null, SUPPORT).status()).isEqualTo(401);
        assertThat(get("/api/v1/me/eligibility?project=none", stranger.token()).status())
                .isEqualTo(404);
    }

    @Test
    void aVoteIsChangedTakenBackAndCounted() {
        String id = published(signIn("council-520102").token(), "");
        String path = PROJECTS + id;
        Person one = neighbour();
        Person other = neighbour();
        assertThat(get("/api/v1/me/eligibility?project=" + id, one.token()).text("$.eligible"))
                .isEqualTo("true");
        assertThat(get(path + "/votes/POINT/mine", one.token()).status()).isEqualTo(404);
        assertThat(delete(path + "/votes/POINT", one.token()).status()).isEqualTo(204);
        Answer first = put(path + "/votes/POINT", one.token(), SUPPORT);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.text("$.status")).isEqualTo("PENDING");
        assertThat(first.text("$.vote.choice")).isEqualTo("SUPPORT");
        Answer again = put(path + "/votes/POINT", one.token(), SUPPORT);
        assertThat(again.text("$.receipt")).isEqualTo(first.text("$.receipt"));
        Answer changed = put(path + "/votes/POINT", one.token(), "{\"choice\":\"OPPOSE\"}");
        assertThat(changed.text("$.receipt")).isNotEqualTo(first.text("$.receipt"));
        put(path + "/votes/POINT", other.token(), SUPPORT);
        waitForTally(path, "$.POINT.total", "2");
        // Of two people, the one's change may be counted after the other's vote.
        waitForTally(path, "$.POINT.byChoice.SUPPORT", "1");
        Answer tally = get(path + "/tally", null);
        assertThat(tally.text("$.POINT.byChoice.SUPPORT")).isEqualTo("1");
        assertThat(tally.text("$.POINT.byOption.solar")).isEqualTo("1");
        assertThat(delete(path + "/votes/POINT", other.token()).text("$.status"))
                .isEqualTo("TAKEN_BACK");
        waitForTally(path, "$.POINT.total", "1");
        assertThat(get(path + "/votes/POINT/mine", one.token()).text("$.vote.choice"))
                .isEqualTo("OPPOSE");
        assertThat(get(path + "/receipts/" + changed.text("$.receipt"), null).text("$.status"))
                .isEqualTo("PENDING");
        assertThat(get(path + "/results/POINT", null).code()).isEqualTo("project.not-counted-yet");
        assertThat(put(path + "/votes/EVALUATE", one.token(), evaluation(5)).code())
                .isEqualTo("project.step-closed");
        Answer wrong =
                put(
                        path + "/votes/POINT",
                        one.token(),
                        "{\"choice\":\"SUPPORT\",\"optionCodes\":[\"x\"]}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.code()).isEqualTo("vote.invalid");
        assertThat(put(path + "/votes/POINT", one.token(), "{}").status()).isEqualTo(422);
        assertThat(put(path + "/votes/POINT", one.token(), "{\"choice\":1}").status())
                .isEqualTo(400);
        assertThat(put(path + "/votes/OTHER", one.token(), "{}").status()).isIn(404, 405);
        assertThat(
                        put(
                                        path + "/votes/POINT",
                                        one.token(),
                                        "{\"choice\":\"ABSTAIN\",\"comment\":\"违规测试\"}")
                                .code())
                .isEqualTo("project.content-refused");
    }

    private void waitForTally(String path, String field, String value) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(get(path + "/tally", null).text(field)).isEqualTo(value));
    }

    private static String evaluation(int score) {
        return "{\"score\":%d,\"aspects\":{\"quality\":%d,\"speed\":3,\"openness\":4,\"usefulness\":5}}"
                .formatted(score, score);
    }

    @Test
    void followingIsAVoteOfItsOwn() {
        String path = PROJECTS + published(signIn("council-520102").token(), "");
        Person one = neighbour();
        Answer followed =
                put(path + "/votes/WATCH", one.token(), "{\"follow\":true,\"concern\":\"施工噪声\"}");
        assertThat(followed.text("$.vote.follow")).as(followed.body()).isEqualTo("true");
        waitForTally(path, "$.WATCH.followers", "1");
        assertThat(put(path + "/votes/WATCH", one.token(), "{\"follow\":false}").status())
                .isEqualTo(422);
        assertThat(delete(path + "/votes/WATCH", one.token()).status()).isEqualTo(200);
        Person anybody = someone();
        put(path + "/follow", anybody.token(), null);
        put(path + "/follow", anybody.token(), null);
        waitForTally(path, "$.WATCH.followers", "1");
        delete(path + "/follow", anybody.token());
        waitForTally(path, "$.WATCH.followers", "0");
    }

    @Test
    void fromTheVoteToTheEvaluationAndBeyond() {
        String council = signIn("council-520102").token();
        List<Person> neighbours = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            neighbours.add(neighbour());
        }
        String id = published(council, ",\"steps\":{\"POINT\":" + closing(25) + "}");
        String path = PROJECTS + id;
        Answer mine = null;
        for (Person neighbour : neighbours) {
            mine = put(path + "/votes/POINT", neighbour.token(), SUPPORT);
            assertThat(mine.status()).as(mine.body()).isEqualTo(200);
        }
        waitForStep(path, "$.pointOutcome.total", "10");
        Person late = neighbours.getFirst();
        Answer refused = put(path + "/votes/POINT", late.token(), "{\"choice\":\"OPPOSE\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("project.step-closed");
        Answer result = get(path + "/results/POINT", null);
        assertThat(result.text("$.turnout")).as(result.body()).isEqualTo("10");
        assertThat(result.text("$.byOption.solar")).isEqualTo("10");
        assertThat(result.text("$.root")).hasSize(64);
        Answer csv = get(path + "/ballots/POINT.csv", null);
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.body().lines().toList()).hasSize(11);
        Answer receipt = get(path + "/receipts/" + mine.text("$.receipt"), null);
        assertThat(receipt.text("$.status")).isEqualTo("COUNTED");
        assertThat(receipt.text("$.proof.root")).isEqualTo(result.text("$.root"));
        assertThat(csv.body()).contains(receipt.text("$.proof.leaf"));

        assertThat(post(path + "/advance", council, "{\"to\":\"WATCH\"}").text("$.step"))
                .isEqualTo("WATCH");
        Answer planned =
                put(
                        path,
                        council,
                        ProjectHttpTest.body(
                                "点单路灯", ",\"steps\":{\"EVALUATE\":" + closing(25) + "}"));
        assertThat(planned.status()).as(planned.body()).isEqualTo(200);
        assertThat(post(path + "/advance", council, "{\"to\":\"EVALUATE\"}").text("$.step"))
                .isEqualTo("EVALUATE");
        int score = 1;
        for (Person neighbour : neighbours) {
            put(path + "/follow", neighbour.token(), null);
            Answer voted = put(path + "/votes/EVALUATE", neighbour.token(), evaluation(score));
            assertThat(voted.status()).as(voted.body()).isEqualTo(200);
            score = score % 5 + 1;
        }
        waitForTally(path, "$.EVALUATE.total", "10");
        assertThat(get(path + "/tally", null).text("$.EVALUATE.average")).isEqualTo("3.0");
        assertThat(get(path + "/tally", null).text("$.EVALUATE.followers.average"))
                .isEqualTo("3.0");
        waitForStep(path, "$.evaluations[0].percent", "40");
        Answer evaluated = get(path + "/results/EVALUATE", null);
        assertThat(evaluated.text("$.tally.followers.total")).isEqualTo("10");
        assertThat(evaluated.text("$.quarantined")).isEqualTo("{}");
        String supervisor = signIn("supervisor").token();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(
                                                get(
                                                                "/api/v1/accountability-cases?limit=100",
                                                                supervisor)
                                                        .<List<String>>at(
                                                                "$.items[?(@.subject.id=='"
                                                                        + id
                                                                        + "')].level"))
                                        .containsExactly("REMIND"));
        Answer second =
                post(
                        path + "/re-evaluate",
                        council,
                        "{\"reason\":\"返修后再评\",\"opensAt\":\"%s\",\"closesAt\":\"%s\"}"
                                .formatted(Instant.now(), Instant.now().plusSeconds(40)));
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                put(path + "/votes/EVALUATE", late.token(), evaluation(5)).status()
                                        == 200);
        assertThat(get(path + "/results/EVALUATE?turn=1", null).text("$.turnout")).isEqualTo("10");
        assertThat(get(path + "/tally", null).text("$.EVALUATE.total")).isIn("0", "1");
        Answer dossier = get(path + "/dossier", null);
        assertThat(dossier.text("$.project.id")).as(dossier.body()).isEqualTo(id);
        assertThat(dossier.count("$.results")).isEqualTo(2);
    }

    private void waitForStep(String path, String field, String value) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(70))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(get(path, null).text(field)).isEqualTo(value));
    }
}
