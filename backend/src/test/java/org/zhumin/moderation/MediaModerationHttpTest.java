package org.zhumin.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.zhumin.media.TestUploads;
import org.zhumin.media.TestVerdicts;
import org.zhumin.testing.ApplicationTest;
import org.zhumin.wechat.simulator.WeChatSimulator;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;

class MediaModerationHttpTest extends ApplicationTest {
    private static final String REQUESTS = "/api/v1/requests";
    private static final String DESK = "/api/v1/desk/moderation";

    @Autowired private WeChatSimulator simulator;
    @Autowired private MediaIntake intake;
    @Autowired private MongoDatabase database;

    private TestUploads uploads;
    private TestVerdicts verdicts;
    private String council;

    @BeforeEach
    void doubt() {
        simulator.media("review", 0);
        uploads = new TestUploads(http());
        verdicts = new TestVerdicts(simulator, database);
        council = signIn("council").token();
    }

    @AfterEach
    void mend() {
        simulator.reset();
    }

    private String published(Person owner, String picture) {
        String body =
                """
                {"kind":"HELP","content":"栏杆断了","visibility":"PUBLIC","areaCode":"%s","mediaIds":["%s"]}
                """
                        .formatted(JIAXIULOU, picture);
        Answer answer = post(REQUESTS, owner.token(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        String id = answer.text("$.id");
        assertThat(post("/api/v1/desk/requests/" + id + "/accept", council, "{}").status())
                .isEqualTo(200);
        return id;
    }

    private String caseOf(String media) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> findCase(media), id -> !id.isEmpty());
    }

    private String findCase(String media) {
        intake.takeIn().block();
        String open = get(DESK + "?limit=100", council).body();
        List<String> ids = JsonPath.read(open, "$.items[?(@.targetId=='" + media + "')].id");
        return ids.isEmpty() ? "" : ids.getFirst();
    }

    private long auditEntries(String target) {
        return Mono.from(
                        database.getCollection("audit")
                                .countDocuments(Filters.eq("target", target)))
                .block();
    }

    private int shown(String request, String token) {
        return get(REQUESTS + "/" + request, token).count("$.media");
    }

    @Test
    void aDoubtfulPictureIsShownOnceAPersonHasPassedIt() {
        Person owner = someoneWithPhone();
        String picture = uploads.picture(owner);
        String request = published(owner, picture);
        String id = caseOf(picture);
        Answer file = get(DESK + "/" + id, council);
        assertThat(file.text("$.targetType")).isEqualTo("MEDIA");
        assertThat(file.text("$.areaPath[2].code")).isEqualTo(JIAXIULOU.substring(0, 9));
        assertThat(file.text("$.excerpt")).contains("栏杆断了");
        assertThat(file.body()).doesNotContain(owner.id());
        assertThat(uploads.fetch(file.text("$.media[0].url"))).isEqualTo(200);
        assertThat(shown(request, null)).isZero();
        assertThat(post(DESK + "/" + id + "/pass", owner.token(), null).status()).isIn(403, 404);

        assertThat(post(DESK + "/" + id + "/pass", council, null).text("$.status"))
                .isEqualTo("PASSED");
        assertThat(shown(request, null)).isEqualTo(1);
        assertThat(findCase(picture)).isEmpty();
        assertThat(auditEntries(id)).isEqualTo(1);
    }

    @Test
    void aWithheldPictureIsInTheLogAndMayBeAppealed() {
        Person owner = someoneWithPhone();
        String picture = uploads.picture(owner);
        String request = published(owner, picture);
        String id = caseOf(picture);
        Answer withheld =
                post(DESK + "/" + id + "/withhold", council, "{\"reasonCode\":\"OBSCENE\"}");
        assertThat(withheld.text("$.status")).as(withheld.body()).isEqualTo("WITHHELD");
        assertThat(shown(request, null)).isZero();
        assertThat(get(REQUESTS + "/" + request, owner.token()).text("$.media[0].status"))
                .isEqualTo("REFUSED");
        String log = get("/api/v1/moderation/log?limit=100", null).body();
        List<String> reasons = JsonPath.read(log, "$.items[?(@.targetType=='MEDIA')].reasonCode");
        assertThat(reasons).contains("OBSCENE");
        assertThat(log).doesNotContain(picture);

        String appeal = "/api/v1/moderation/" + id + "/appeal";
        assertThat(post(appeal, someone().token(), "{\"text\":\"并无此事\"}").status()).isEqualTo(404);
        assertThat(post(appeal, owner.token(), "{\"text\":\"并无此事\"}").status()).isEqualTo(200);
        assertThat(post(DESK + "/" + id + "/pass", council, null).status()).isEqualTo(403);
        assertThat(post(DESK + "/" + id + "/pass", signIn("supervisor").token(), null).status())
                .isEqualTo(200);
        assertThat(shown(request, null)).isEqualTo(1);
    }

    /** The owner finds it among the decisions about what is theirs. */
    private String refusalOf(String media, Person owner) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> findRefusal(media, owner), id -> !id.isEmpty());
    }

    private String findRefusal(String media, Person owner) {
        intake.takeIn().block();
        String mine = get("/api/v1/me/moderation?limit=100", owner.token()).body();
        String which = "[?(@.targetId=='" + media + "' && @.mayAppeal==true)]";
        List<String> ids = JsonPath.read(mine, "$.items" + which + ".id");
        return ids.isEmpty() ? "" : ids.getFirst();
    }

    private void appeal(String id, Person owner) {
        Answer appealed =
                post(
                        "/api/v1/moderation/" + id + "/appeal",
                        owner.token(),
                        "{\"text\":\"只是一段栏杆\"}");
        assertThat(appealed.status()).as(appealed.body()).isEqualTo(200);
        assertThat(appealed.text("$.status")).isEqualTo("APPEALED");
    }

    @Test
    void aPictureThatWeChatRefusedIsShownOnceAPersonHasPassedTheAppeal() {
        verdicts.withhold();
        Person owner = someoneWithPhone();
        String picture = uploads.picture(owner);
        String request = published(owner, picture);
        verdicts.give(picture, "risky");
        String id = refusalOf(picture, owner);
        assertThat(shown(request, null)).isZero();
        // Nobody has to look at what nobody appeals.
        assertThat(findCase(picture)).isEmpty();
        assertThat(post(DESK + "/" + id + "/pass", council, null).status()).isEqualTo(409);

        appeal(id, owner);
        Answer file = get(DESK + "/" + caseOf(picture), council);
        assertThat(file.text("$.appeal")).contains("栏杆");
        assertThat(uploads.fetch(file.text("$.media[0].url"))).isEqualTo(200);
        Answer passed = post(DESK + "/" + id + "/pass", council, null);
        assertThat(passed.text("$.status")).as(passed.body()).isEqualTo("REVERSED");
        assertThat(shown(request, null)).isEqualTo(1);
        assertThat(get(REQUESTS + "/" + request, owner.token()).text("$.media[0].status"))
                .isEqualTo("PASSED");
    }

    @Test
    void aRefusedVoiceThatBelongsToNothingYetMayBeUsedOnceItsAppealIsPassed() {
        simulator.media("risky", 0);
        Person owner = someoneWithPhone();
        String voice = uploads.voice(owner);
        String id = refusalOf(voice, owner);
        String body =
                """
                {"kind":"HELP","voiceMediaId":"%s","visibility":"PRIVATE","areaCode":"%s"}
                """
                        .formatted(voice, JIAXIULOU);
        assertThat(post(REQUESTS, owner.token(), body).code()).isEqualTo("media.refused");
        appeal(id, owner);
        assertThat(post(DESK + "/" + id + "/pass", council, null).status()).isEqualTo(200);
        assertThat(post(REQUESTS, owner.token(), body).status()).isEqualTo(201);
    }

    private List<String> told(Person person, String field) {
        return JsonPath.read(get("/api/v1/notices", person.token()).body(), "$.items[*]." + field);
    }

    @Test
    void whoseUploadWeChatRefusesIsToldOnceAndHowToAppeal() {
        verdicts.withhold();
        Person owner = someoneWithPhone();
        String picture = uploads.picture(owner);
        verdicts.give(picture, "risky");
        String id = refusalOf(picture, owner);
        simulator.media("risky", 0);
        String voice = uploads.voice(owner);
        String ofVoice = refusalOf(voice, owner);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> told(owner, "type").size() == 2);
        // As if it had crashed before it noted that the case is there.
        Mono.from(
                        database.getCollection("media")
                                .updateOne(
                                        Filters.eq("_id", picture),
                                        Updates.set("needsPerson", true)))
                .block();
        intake.takeIn().block();
        assertThat(told(owner, "type"))
                .containsExactly("moderation.voice-refused", "moderation.picture-refused");
        assertThat(told(owner, "page"))
                .containsExactly(
                        "pages/me/moderation?id=" + ofVoice, "pages/me/moderation?id=" + id);
        assertThat(told(owner, "text").getLast()).contains("图片", "申诉");
        HttpHeaders english = bearer(owner.token());
        english.set(HttpHeaders.ACCEPT_LANGUAGE, "en");
        assertThat(call(HttpMethod.GET, "/api/v1/notices", english, null).text("$.items[0].text"))
                .contains("recording", "appeal");
        appeal(id, owner);
    }

    @Test
    void ofWhatPassesOrWaitsForAPersonNothingIsToldUntilItIsWithheld() {
        Person owner = someoneWithPhone();
        String doubted = uploads.picture(owner);
        String id = caseOf(doubted);
        simulator.media("pass", 0);
        uploads.picture(owner);
        intake.takeIn().block();
        assertThat(told(owner, "type")).isEmpty();
        post(DESK + "/" + id + "/withhold", council, "{\"reasonCode\":\"OBSCENE\"}");
        intake.takeIn().block();
        assertThat(told(owner, "type")).containsExactly("moderation.withheld");
        assertThat(told(owner, "text").getFirst()).contains("图片或录音", "低俗色情");
    }

    @Test
    void anUpheldRefusalIsTheLastWord() {
        simulator.media("risky", 0);
        Person owner = someoneWithPhone();
        String picture = uploads.picture(owner);
        String id = refusalOf(picture, owner);
        appeal(id, owner);
        Answer upheld =
                post(DESK + "/" + id + "/withhold", council, "{\"reasonCode\":\"OBSCENE\"}");
        assertThat(upheld.text("$.status")).as(upheld.body()).isEqualTo("UPHELD");
        String again = "/api/v1/moderation/" + id + "/appeal";
        assertThat(post(again, owner.token(), "{\"text\":\"再看\"}").status()).isEqualTo(409);
    }

    @Test
    void whatIsErasedNeedsNoDecisionAnyMore() {
        Person owner = someone();
        String picture = uploads.picture(owner);
        String id = caseOf(picture);
        assertThat(delete("/api/v1/me", owner.token()).status()).isLessThan(300);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> get(DESK + "/" + id, council).count("$.media") == 0);
        Answer passed = post(DESK + "/" + id + "/pass", council, null);
        assertThat(passed.text("$.status")).as(passed.body()).isEqualTo("PASSED");
        assertThat(passed.body()).doesNotContain("\"owed\":\"RESTORE\"");
    }

    @Test
    void aRequestIsJudgedWithItsPictures() {
        Person owner = someoneWithPhone();
        String picture = uploads.picture(owner);
        String request = published(owner, picture);
        String report =
                "{\"targetType\":\"REQUEST\",\"targetId\":\"%s\",\"reasonCode\":\"ABUSE\"}"
                        .formatted(request);
        assertThat(post("/api/v1/reports", someone().token(), report).status()).isEqualTo(201);
        Answer file = get(DESK + "/" + caseOf(request), council);
        assertThat(file.text("$.media[0].id")).isEqualTo(picture);
    }
}
