package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.zhumin.testing.WaitingTest;

import reactor.core.publisher.Mono;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class QuarantineHttpTest extends WaitingTest {
    private static final String PROJECTS = "/api/v1/projects/";
    private static final String DESK = "/api/v1/desk/projects/";
    private static final String SUPPORT = "{\"choice\":\"SUPPORT\",\"optionCodes\":[\"solar\"]}";

    @Autowired private MongoDatabase database;

    private Person neighbour() {
        Person person = someoneWithPhone();
        put("/api/v1/me/residence", person.token(), "{\"areaCode\":\"%s\"}".formatted(JIAXIULOU));
        return person;
    }

    private String published(int seconds) {
        String council = signIn("council-520102").token();
        String closing =
                ",\"steps\":{\"POINT\":{\"closesAt\":\"%s\"}}"
                        .formatted(Instant.now().plusSeconds(seconds));
        Answer drafted = post("/api/v1/projects", council, ProjectHttpTest.body("点单路灯", closing));
        assertThat(drafted.status()).as(drafted.body()).isEqualTo(201);
        String id = drafted.text("$.id");
        assertThat(post(PROJECTS + id + "/publish", council, null).status()).isEqualTo(200);
        return id;
    }

    private Answer vote(String path, Person person, String body, String device) {
        HttpHeaders headers = bearer(person.token());
        headers.set("X-Device", device);
        Answer voted = call(HttpMethod.PUT, path, headers, body.getBytes(StandardCharsets.UTF_8));
        assertThat(voted.status()).as(voted.body()).isEqualTo(200);
        return voted;
    }

    private void waitForTally(String path, String field, String value) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(get(path + "/tally", null).text(field)).isEqualTo(value));
    }

    @Test
    void votesAreKeptOutAppealedForAndCountedByReason() {
        String id = published(30);
        String path = PROJECTS + id;
        String desk = DESK + id + "/votes/POINT";
        List<Person> family = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            family.add(neighbour());
            vote(path + "/votes/POINT", family.get(i), SUPPORT, "one-phone");
        }
        Person honest = neighbour();
        vote(path + "/votes/POINT", honest, SUPPORT, "another-phone");
        String supervisor = signIn("supervisor-520102").token();
        assertThat(get(desk + "/signals", signIn("council-520102").token()).status())
                .isEqualTo(403);
        assertThat(get(desk + "/signals", signIn("supervisor-520103").token()).status())
                .isEqualTo(403);
        assertThat(get(desk + "/signals", null).status()).isEqualTo(401);
        Answer signals = get(desk + "/signals", supervisor);
        assertThat(signals.<List<Integer>>at("$.devices[*].votes"))
                .as(signals.body())
                .containsExactly(4);
        family.forEach(one -> assertThat(signals.body()).doesNotContain(one.id()));
        assertThat(signals.body()).doesNotContain("SUPPORT").doesNotContain("one-phone");
        String all =
                "{\"origin\":\"%s\",\"reasonCode\":\"SAME_DEVICE\"}"
                        .formatted(signals.text("$.devices[0].origin"));
        assertThat(post(desk + "/quarantine", supervisor, "{\"reasonCode\":\"BOUGHT\"}").status())
                .isEqualTo(422);
        Answer keptOut = postWithKey(desk + "/quarantine", supervisor, all, "q1");
        assertThat(keptOut.body()).isEqualTo(quarantined(4));
        assertThat(
                        postWithKey(
                                        desk + "/quarantine",
                                        supervisor,
                                        all.replace("SAME_DEVICE", "BOUGHT"),
                                        "q1")
                                .code())
                .isEqualTo("idempotency.other-body");
        waitForTally(path, "$.POINT.total", "1");
        Answer mine = get(path + "/votes/POINT/mine", family.getFirst().token());
        assertThat(mine.text("$.status")).isEqualTo("QUARANTINED");
        assertThat(mine.text("$.reason")).isEqualTo("SAME_DEVICE");
        assertThat(mine.text("$.reasonText")).contains("同一部手机");
        Answer again = vote(path + "/votes/POINT", family.getFirst(), SUPPORT, "one-phone");
        assertThat(again.text("$.reasonText")).isEqualTo(mine.text("$.reasonText"));
        assertThat(get(path + "/votes/POINT/mine", honest.token()).body())
                .doesNotContain("reasonText");
        appealsAreDecidedBySomebodyElse(id, family, honest, supervisor);
        assertThat(get(desk + "/signals", supervisor).body()).contains(quarantined(2).substring(1));
        assertThat(postWithKey(desk + "/quarantine", supervisor, all, "q1").body())
                .as("a call that is repeated keeps out nothing more")
                .isEqualTo(quarantined(2));
        waitForTally(path, "$.POINT.total", "3");
        Awaitility.await()
                .atMost(Duration.ofSeconds(70))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> get(path + "/results/POINT", null).status() == 200);
        Answer result = get(path + "/results/POINT", null);
        assertThat(result.text("$.quarantined.SAME_DEVICE")).isEqualTo("2");
        assertThat(result.body()).contains(kept("同一部手机投出多票，看起来不是家人共用", 2));
        HttpHeaders english = new HttpHeaders();
        english.set(HttpHeaders.ACCEPT_LANGUAGE, "en");
        assertThat(call(HttpMethod.GET, path + "/results/POINT", english, null).body())
                .contains(
                        kept(
                                "Many votes from one phone, which does not look like a family"
                                        + " sharing it",
                                2));
        assertThat(result.text("$.turnout")).isEqualTo("3");
        assertThat(post(desk + "/quarantine", supervisor, all).code()).isEqualTo("vote.closed");
        everyVoterIsToldOnceWhatWasDecided(id, family, honest);
    }

    private void everyVoterIsToldOnceWhatWasDecided(String id, List<Person> family, Person honest) {
        List<String> decisions =
                List.of("vote.released", "vote.appeal-granted", "vote.appeal-dismissed");
        List<String> told = new ArrayList<>();
        for (Person one : family) {
            Answer inbox = get("/api/v1/notices", one.token());
            List<String> types = inbox.at("$.items[*].type");
            assertThat(types).as(inbox.body()).containsOnlyOnce("vote.kept-out");
            told.addAll(types.stream().filter(decisions::contains).toList());
            assertThat(inbox.<List<String>>at("$.items[?(@.type == 'vote.kept-out')].text"))
                    .containsExactly(
                            "您在“点单路灯”投的一票暂不计入，原因：同一部手机投出多票，看起来不是家人共用。"
                                    + "这一票没有删除，谁也看不到您选了什么。"
                                    + "如果您觉得弄错了，点开就可以申诉，会由另一位工作人员复核。");
            assertThat(inbox.<List<String>>at("$.items[*].page"))
                    .containsOnly("pages/project/detail?id=" + id);
            assertThat(inbox.body()).doesNotContain("SUPPORT").doesNotContain("solar");
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(decisions);
        assertThat(get("/api/v1/notices", honest.token()).count("$.items")).isZero();
        HttpHeaders english = bearer(family.getFirst().token());
        english.set(HttpHeaders.ACCEPT_LANGUAGE, "en");
        assertThat(call(HttpMethod.GET, "/api/v1/notices", english, null).body())
                .contains("Reason: Many votes from one phone");
    }

    private static String kept(String text, int votes) {
        return "\"quarantineReasons\":[{\"reasonCode\":\"SAME_DEVICE\",\"reasonText\":\"%s\",\"votes\":%d}]"
                .formatted(text, votes);
    }

    private static String quarantined(int votes) {
        return "{\"quarantined\":{\"SAME_DEVICE\":%d},%s}"
                .formatted(votes, kept("同一部手机投出多票，看起来不是家人共用", votes));
    }

    private void appealsAreDecidedBySomebodyElse(
            String id, List<Person> family, Person honest, String supervisor) {
        String appeal = PROJECTS + id + "/votes/POINT/appeal";
        String desk = DESK + id + "/votes/POINT/quarantine";
        String admin = signIn("admin").token();
        String text = "{\"text\":\"全家共用一部手机\"}";
        assertThat(post(appeal, honest.token(), text).code()).isEqualTo("vote.not-quarantined");
        assertThat(get(appeal, family.getFirst().token()).code()).isEqualTo("vote.no-appeal");
        assertThat(post(appeal, someone().token(), text).status()).isEqualTo(404);
        for (Person one : family.subList(0, 2)) {
            assertThat(post(appeal, one.token(), text).text("$.status")).isEqualTo("WAITING");
        }
        Answer waiting = get(desk + "?waiting=true&limit=1", admin);
        assertThat(waiting.count("$.items")).as(waiting.body()).isEqualTo(1);
        Answer next =
                get(desk + "?waiting=true&limit=1&cursor=" + waiting.text("$.nextCursor"), admin);
        assertThat(waiting.text("$.items[0].appeal.text")).isEqualTo("全家共用一部手机");
        assertThat(waiting.text("$.items[0].reasonText")).contains("同一部手机");
        assertThat(waiting.body()).doesNotContain(family.getFirst().id());
        String first = waiting.text("$.items[0].receipt");
        String second = next.text("$.items[0].receipt");
        assertThat(second).isNotEqualTo(first);
        assertThat(post(desk + "/decide", supervisor, decision(first, "GRANTED")).code())
                .isEqualTo("vote.own-decision");
        assertThat(post(desk + "/decide", admin, decision(first, "GRANTED")).body())
                .isEqualTo(quarantined(3));
        assertThat(post(desk + "/decide", admin, decision(second, "DISMISSED")).status())
                .isEqualTo(200);
        assertThat(post(desk + "/decide", admin, decision(second, "DISMISSED")).code())
                .isEqualTo("vote.appeal-decided");
        List<String> told =
                family.subList(0, 2).stream()
                        .map(one -> get(appeal, one.token()))
                        .filter(answer -> answer.status() == 200)
                        .map(answer -> answer.text("$.decision"))
                        .toList();
        assertThat(told).containsExactly("核实过");
        String third =
                get(desk, supervisor).<List<String>>at("$.items[?(!@.appeal)].receipt").getFirst();
        assertThat(post(desk + "/lift", supervisor, "{\"receipt\":\"" + third + "\"}").body())
                .isEqualTo(quarantined(2));
    }

    private static String decision(String receipt, String outcome) {
        return "{\"receipt\":\"%s\",\"outcome\":\"%s\",\"text\":\"核实过\"}"
                .formatted(receipt, outcome);
    }

    @Test
    void aTallyThatIsWrongIsRepairedFromTheVotes() {
        String id = published(3600);
        String path = PROJECTS + id;
        for (int i = 0; i < 3; i++) {
            vote(path + "/votes/POINT", neighbour(), SUPPORT, "phone" + i);
        }
        waitForTally(path, "$.POINT.total", "3");
        String repair = "/api/v1/admin/projects/" + id + "/votes/POINT/repair";
        String admin = signIn("admin").token();
        assertThat(post(repair, signIn("supervisor").token(), null).status()).isEqualTo(403);
        assertThat(post(repair, admin, null).body())
                .isEqualTo("{\"wasRight\":true,\"isRight\":true,\"total\":3}");
        // There is none before what is counted has been posted to it.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> spoil("project:" + id + ":POINT"), spoiled -> spoiled == 1);
        assertThat(post(repair, admin, null).body())
                .isEqualTo("{\"wasRight\":false,\"isRight\":true,\"total\":3}");
        waitForTally(path, "$.POINT.total", "3");
        assertThat(post("/api/v1/admin/projects/none/votes/POINT/repair", admin, null).status())
                .isEqualTo(404);
    }

    /** How many stored tallies are wrong for it. */
    private long spoil(String poll) {
        return Mono.from(
                        database.getCollection("vote_tallies")
                                .updateOne(Filters.eq("_id", poll), Updates.inc("n.total", 40L)))
                .block()
                .getModifiedCount();
    }

    @Test
    void ballotsOfARoundAreKeptOutInTheSameWay() {
        String council = signIn("council-520102").token();
        Answer planned =
                post(
                        "/api/v1/rounds",
                        council,
                        """
                        {"title":"群众点单","areaCode":"%s","budgetYuan":100,"rule":"TOP_VOTES",
                         "ballot":"APPROVAL","opensAt":"%s","closesAt":"%s","effect":"BINDING"}
                        """
                                .formatted(
                                        JIAXIULOU, Instant.now(), Instant.now().plusSeconds(3600)));
        String round = planned.text("$.id");
        Answer drafted =
                post(
                        "/api/v1/projects",
                        council,
                        ProjectHttpTest.body("路灯", ",\"roundId\":\"" + round + "\""));
        String candidate = drafted.text("$.id");
        post(
                PROJECTS + candidate + "/review",
                council,
                "{\"feasible\":true,\"costYuan\":50,\"explanation\":\"可行\"}");
        post(PROJECTS + candidate + "/publish", council, null);
        String path = "/api/v1/rounds/" + round;
        assertThat(post(path + "/open", council, null).status()).isEqualTo(200);
        String ballot = "{\"projectIds\":[\"" + candidate + "\"]}";
        Person voter = neighbour();
        Answer cast = vote(path + "/ballot", voter, ballot, "phone");
        String desk = "/api/v1/desk/rounds/" + round + "/ballots";
        String supervisor = signIn("supervisor-520102").token();
        assertThat(get(desk + "/signals", supervisor).body())
                .isEqualTo(
                        "{\"devices\":[],\"bursts\":[],\"quarantined\":{},\"quarantineReasons\":[]}");
        String one =
                "{\"receipt\":\"%s\",\"reasonCode\":\"BOUGHT\"}".formatted(cast.text("$.receipt"));
        assertThat(post(desk + "/quarantine", supervisor, one).text("$.quarantined.BOUGHT"))
                .isEqualTo("1");
        assertThat(post(desk + "/quarantine", council, one).status()).isEqualTo(403);
        assertThat(get(path + "/ballot", voter.token()).text("$.reasonText")).contains("红包");
        Answer appealed = post(path + "/ballot/appeal", voter.token(), "{\"text\":\"没有收礼\"}");
        assertThat(appealed.text("$.reasonCode")).isEqualTo("BOUGHT");
        assertThat(appealed.text("$.reasonText")).contains("红包");
        assertThat(get(path + "/ballot/appeal", voter.token()).text("$.reasonText"))
                .isEqualTo(appealed.text("$.reasonText"));
        Answer listed = get(desk + "/quarantine?waiting=true", supervisor);
        assertThat(listed.body()).doesNotContain(candidate).doesNotContain(voter.id());
        assertThat(
                        post(
                                        desk + "/quarantine/decide",
                                        signIn("admin").token(),
                                        decision(listed.text("$.items[0].receipt"), "GRANTED"))
                                .body())
                .isEqualTo("{\"quarantined\":{},\"quarantineReasons\":[]}");
        assertThat(get(path + "/ballot", voter.token()).text("$.status")).isEqualTo("PENDING");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () ->
                                assertThat(
                                                get("/api/v1/notices", voter.token())
                                                        .<List<String>>at("$.items[*].type"))
                                        .containsExactlyInAnyOrder(
                                                "vote.kept-out", "vote.appeal-granted"));
        assertThat(get("/api/v1/notices", voter.token()).<List<String>>at("$.items[*].page"))
                .containsOnly("pages/round/detail?id=" + round);
    }
}
