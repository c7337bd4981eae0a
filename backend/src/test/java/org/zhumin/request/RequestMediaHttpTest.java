package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhumin.media.MediaHolder.Hold;
import org.zhumin.media.TestUploads;
import org.zhumin.media.TestVerdicts;
import org.zhumin.testing.ApplicationTest;
import org.zhumin.wechat.simulator.WeChatSimulator;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

class RequestMediaHttpTest extends ApplicationTest {
    private static final String REQUESTS = "/api/v1/requests";
    private static final String DESK = "/api/v1/desk/requests";

    @Autowired private WeChatSimulator simulator;
    @Autowired private RequestMediaHolder holder;
    @Autowired private MongoDatabase database;

    private TestUploads uploads;
    private TestVerdicts verdicts;
    private Person council;
    private Person handler;

    @BeforeEach
    void signIn() {
        uploads = new TestUploads(http());
        verdicts = new TestVerdicts(simulator, database);
        council = signIn("council");
        handler = signIn("handler");
    }

    @AfterEach
    void mend() {
        simulator.reset();
    }

    private static String ids(String... ids) {
        return ids.length == 0 ? "[]" : "[\"" + String.join("\",\"", ids) + "\"]";
    }

    private static String body(String visibility, String... ids) {
        return """
        {"kind":"HELP","content":"井盖破了，附图","visibility":"%s","areaCode":"%s","mediaIds":%s}
        """
                .formatted(visibility, JIAXIULOU, ids(ids));
    }

    private String submitted(Person person, String body) {
        Answer answer = post(REQUESTS, person.token(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("$.id");
    }

    private Answer act(String id, String action, Person actor, String body) {
        return post(DESK + "/" + id + "/" + action, actor.token(), body);
    }

    private void done(String id, String action, Person actor, String body) {
        Answer answer = act(id, action, actor, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private void inProgress(String id) {
        done(id, "accept", council, "{\"title\":\"井盖\"}");
        done(id, "dispatch", council, "{\"organizationId\":\"demounit\"}");
        done(id, "sign", handler, null);
    }

    private void awaitMedia(String path, Person reader, int count) {
        String token = reader == null ? null : reader.token();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(get(path, token).count("$.media")).isEqualTo(count));
    }

    @Test
    void picturesAreForOthersOnceTheyHavePassed() {
        verdicts.withhold();
        Person owner = someoneWithPhone();
        String picture = uploads.picture(owner);
        String id = submitted(owner, body("PUBLIC", picture, picture));
        String path = REQUESTS + "/" + id;
        Answer own = get(path, owner.token());
        assertThat(own.count("$.media")).isEqualTo(1);
        assertThat(own.text("$.media[0].status")).isEqualTo("CHECKING");
        assertThat(uploads.fetch(own.text("$.media[0].url"))).isEqualTo(200);
        assertThat(get(path, council.token()).count("$.media")).isZero();
        done(id, "accept", council, "{}");
        assertThat(get(path, null).count("$.media")).isZero();
        assertThat(get("/api/v1/me/requests", owner.token()).text("$.items[0].cover.status"))
                .isEqualTo("CHECKING");

        // Also what is remembered for everybody is dropped once WeChat has answered.
        verdicts.give(picture, "pass");
        awaitMedia(path, null, 1);
        Answer everybody = get(path, null);
        assertThat(uploads.fetch(everybody.text("$.media[0].url"))).isEqualTo(200);
        assertThat(uploads.fetch(everybody.text("$.media[0].thumbUrl"))).isEqualTo(200);
        assertThat(uploads.fetch(everybody.text("$.media[0].url").replace("&exp=", "&exp=1")))
                .isEqualTo(403);
        String list = get(REQUESTS + "?area=" + JIAXIULOU, null).body();
        List<String> covers = JsonPath.read(list, "$.items[?(@.id=='" + id + "')].cover.id");
        assertThat(covers).containsExactly(picture);
        assertThat(get(DESK + "/" + id, council.token()).text("$.media[0].id")).isEqualTo(picture);
    }

    @Test
    void whatIsRefusedOrPrivateOnlyTheOwnerSees() {
        Person owner = someone();
        String bad = uploads.badPicture(owner);
        String good = uploads.picture(owner);
        String id = submitted(owner, body("PRIVATE", good));
        String path = REQUESTS + "/" + id;
        Answer refused = post(REQUESTS, owner.token(), body("PRIVATE", bad));
        assertThat(refused.status()).isIn(201, 422);
        awaitMedia(DESK + "/" + id, council, 1);
        assertThat(get(path, null).status()).isEqualTo(404);
        assertThat(get(path, someone().token()).status()).isEqualTo(404);
        assertThat(uploads.fetch("http://127.0.0.1:" + port() + "/api/v1/media/" + good))
                .isEqualTo(404);
        assertThat(get("/api/v1/me/export", owner.token()).body()).contains(good);
        assertThat(delete("/api/v1/me", owner.token()).status()).isLessThan(300);
        awaitMedia(DESK + "/" + id, council, 0);
    }

    @Test
    void badAttachmentsAreNamedAndNothingIsLost() {
        Person owner = someone();
        String own = uploads.picture(owner);
        String used = uploads.picture(owner);
        submitted(owner, body("PRIVATE", used));
        for (var wrong :
                List.of(
                        List.of(uploads.picture(someone()), "media.unknown"),
                        List.of("nothing", "media.unknown"),
                        List.of("; no id", "media.unknown"),
                        List.of(used, "media.in-use"),
                        List.of(uploads.voice(owner), "media.wrong-kind"))) {
            Answer answer = post(REQUESTS, owner.token(), body("PRIVATE", own, wrong.getFirst()));
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo(wrong.getLast());
        }
        String ten = body("PRIVATE", Collections.nCopies(10, own).toArray(String[]::new));
        assertThat(post(REQUESTS, owner.token(), ten).code()).isEqualTo("request.invalid");
        assertThat(get("/api/v1/me/requests", owner.token()).count("$.items")).isEqualTo(1);
        submitted(owner, body("PRIVATE", own));
    }

    @Test
    void aRepeatedCallFindsTheSameRequestAndAnotherBodyTakesNothing() {
        Person owner = someone();
        String first = uploads.picture(owner);
        String second = uploads.picture(owner);
        String key = "a-key-of-" + first;
        Answer made = postWithKey(REQUESTS, owner.token(), body("PRIVATE", first), key);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        Answer again = postWithKey(REQUESTS, owner.token(), body("PRIVATE", first), key);
        assertThat(again.text("$.id")).isEqualTo(made.text("$.id"));
        assertThat(again.count("$.media")).isEqualTo(1);
        Answer other = postWithKey(REQUESTS, owner.token(), body("PRIVATE", second), key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(get("/api/v1/me/requests", owner.token()).count("$.items")).isEqualTo(1);
        submitted(owner, body("PRIVATE", second));
    }

    @Test
    void aVoiceMessageMayStandForTheWordsAndIsNeverPublic() {
        Person owner = someoneWithPhone();
        String voice = uploads.voice(owner);
        String spoken =
                """
                {"kind":"HELP","visibility":"PUBLIC","areaCode":"%s","voiceMediaId":"%s"}
                """
                        .formatted(JIAXIULOU, voice);
        String wordless =
                "{\"kind\":\"HELP\",\"visibility\":\"PUBLIC\",\"areaCode\":\"" + JIAXIULOU + "\"}";
        Answer refused = post(REQUESTS, owner.token(), wordless);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("$.errors[0].field")).isEqualTo("content");
        Answer silent =
                post(REQUESTS, owner.token(), spoken.replace(voice, uploads.picture(owner)));
        assertThat(silent.code()).isEqualTo("media.wrong-kind");

        String id = submitted(owner, spoken);
        Answer own = get(REQUESTS + "/" + id, owner.token());
        assertThat(own.text("$.media[0].kind")).isEqualTo("AUDIO");
        assertThat(own.text("$.content")).isEmpty();
        assertThat(own.text("$.title")).isEqualTo("语音诉求");
        awaitMedia(DESK + "/" + id, council, 1);
        Answer untitled = act(id, "accept", council, "{}");
        assertThat(untitled.status()).isEqualTo(422);
        assertThat(untitled.code()).isEqualTo("request.title-needed");
        done(id, "accept", council, "{\"title\":\"楼道灯不亮\"}");
        Answer everybody = get(REQUESTS + "/" + id, null);
        assertThat(everybody.text("$.title")).isEqualTo("楼道灯不亮");
        assertThat(everybody.body()).doesNotContain(voice);
        assertThat(get(REQUESTS + "/" + id, someone().token()).body()).doesNotContain(voice);
    }

    @Test
    void stepsCarryPicturesToWhomTheStepIsFor() {
        Person owner = someoneWithPhone();
        String id = submitted(owner, body("PUBLIC"));
        inProgress(id);
        String inside = uploads.picture(handler);
        String open = uploads.picture(handler);
        String more = uploads.picture(owner);
        String progress = "{\"text\":\"已到现场\",\"public\":%s,\"mediaIds\":%s}";
        done(id, "progress", handler, progress.formatted("false", ids(inside)));
        done(id, "progress", handler, progress.formatted("true", ids(open)));
        Answer supplement =
                post(
                        REQUESTS + "/" + id + "/supplement",
                        owner.token(),
                        "{\"text\":\"又破了\",\"mediaIds\":" + ids(more) + "}");
        assertThat(supplement.status()).as(supplement.body()).isEqualTo(200);
        Answer late = act(id, "dispatch", council, "{\"organizationId\":\"demounit\"}");
        assertThat(late.status()).isEqualTo(409);

        String path = REQUESTS + "/" + id;
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> get(path, null).body().contains(open));
        assertThat(get(path, null).body()).doesNotContain(inside);
        assertThat(get(path, owner.token()).body()).contains(open, more).doesNotContain(inside);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> get(DESK + "/" + id, council.token()).body().contains(inside));

        String answered = uploads.picture(handler);
        done(id, "reply", handler, "{\"text\":\"已修好\",\"mediaIds\":" + ids(answered) + "}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> get(path, null).body().contains(answered));
    }

    private Answer batch(String action, String body, String key, String... requests) {
        String text =
                "{\"ids\":%s,\"action\":\"%s\",\"body\":%s}".formatted(ids(requests), action, body);
        return postWithKey(DESK + "/batch", handler.token(), text, key);
    }

    @Test
    void theSamePictureBelongsToEachReplyOfABatch() {
        String first = submitted(someoneWithPhone(), body("PUBLIC"));
        String second = submitted(someoneWithPhone(), body("PUBLIC"));
        String third = submitted(someoneWithPhone(), body("PUBLIC"));
        inProgress(first);
        inProgress(second);
        String picture = uploads.picture(handler);
        String reply = "{\"text\":\"已统一修好\",\"mediaIds\":" + ids(picture) + "}";
        String key = "batch-of-" + first;
        Answer done = batch("REPLY", reply, key, first, third, second);
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(done.<List<Boolean>>at("$.results[*].done")).containsExactly(true, false, true);
        for (String id : List.of(first, second)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> get(REQUESTS + "/" + id, null).body().contains(picture));
        }
        Answer again = batch("REPLY", reply, key, first, third, second);
        assertThat(again.<List<Boolean>>at("$.results[*].done")).containsExactly(true, false, true);
        String other = reply.replace("统一", "全部").replace(picture, uploads.picture(handler));
        assertThat(batch("REPLY", other, key, first, second).code())
                .isEqualTo("idempotency.other-body");
    }

    @Test
    void aBatchWithPicturesThatAreRefusedChangesNothing() {
        String first = submitted(someone(), body("PRIVATE"));
        inProgress(first);
        String foreign = uploads.picture(someone());
        String progress = "{\"text\":\"已到现场\",\"public\":true,\"mediaIds\":%s}";
        Answer refused =
                batch("PROGRESS", progress.formatted(ids(foreign)), "foreign" + first, first);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("media.unknown");
        assertThat(get(DESK + "/" + first, council.token()).body()).doesNotContain("已到现场");

        String picture = uploads.picture(handler);
        String untouched = submitted(someone(), body("PRIVATE"));
        Answer none =
                batch("PROGRESS", progress.formatted(ids(picture)), "none" + first, untouched);
        assertThat(none.<List<Boolean>>at("$.results[*].done")).containsExactly(false);
        // Nobody took it, so it is free for another.
        done(first, "progress", handler, progress.formatted(ids(picture)));
    }

    @Test
    void aRefusedStepFreesItsPictures() {
        Person owner = someone();
        String id = submitted(owner, body("PRIVATE"));
        inProgress(id);
        String picture = uploads.picture(handler);
        String rude = "{\"text\":\"可代开发票\",\"mediaIds\":" + ids(picture) + "}";
        assertThat(act(id, "reply", handler, rude).status()).isEqualTo(422);
        String foreign = "{\"text\":\"好\",\"mediaIds\":" + ids(uploads.picture(owner)) + "}";
        assertThat(act(id, "reply", handler, foreign).code()).isEqualTo("media.unknown");
        done(id, "reply", handler, "{\"text\":\"好\",\"mediaIds\":" + ids(picture) + "}");
        String second = uploads.picture(handler);
        Answer over =
                act(id, "reply", handler, "{\"text\":\"好\",\"mediaIds\":" + ids(second) + "}");
        assertThat(over.status()).isEqualTo(409);
        assertThat(holder.hold(id).block()).isEqualTo(Hold.KEPT);
        assertThat(holder.hold(id + ":never").block()).isEqualTo(Hold.NOT_HELD);
        assertThat(holder.hold("never").block()).isEqualTo(Hold.NOT_HELD);
    }

    @Test
    void aReportIsSeenByTheDeskWithoutItsSender() {
        Person owner = someone();
        String picture = uploads.picture(owner);
        String id = submitted(owner, body("PUBLIC", picture).replace("\"HELP\"", "\"REPORT\""));
        inProgress(id);
        awaitMedia(DESK + "/" + id, handler, 1);
        Answer seen = get(DESK + "/" + id, handler.token());
        assertThat(seen.body()).contains(picture).doesNotContain(owner.id());
        assertThat(get(REQUESTS + "/" + id, null).status()).isEqualTo(404);
    }

    @Test
    void theDeskTakesInPicturesToo() {
        String picture = uploads.picture(council);
        String voice = uploads.voice(council);
        String intake =
                """
                {"channel":"VISIT","kind":"HELP","visibility":"PRIVATE","areaCode":"%s",
                 "title":"来访","mediaIds":["%s"],"voiceMediaId":"%s","externalId":"v-%s"}
                """
                        .formatted(JIAXIULOU, picture, voice, picture);
        Answer taken = post(DESK, council.token(), intake);
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        assertThat(taken.count("$.media")).isEqualTo(2);
        String again = intake.replace(picture + "\"]", uploads.picture(council) + "\"]");
        Answer same = post(DESK, council.token(), again);
        assertThat(same.text("$.id")).isEqualTo(taken.text("$.id"));
        assertThat(same.text("$.media[0].id")).isEqualTo(picture);
    }
}
