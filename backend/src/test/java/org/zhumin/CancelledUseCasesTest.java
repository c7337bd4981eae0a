package org.zhumin;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.zhumin.media.TestUploads;
import org.zhumin.testing.CancelledCalls;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The use cases with several writes of identity, media, moderation, notices and supervision. */
class CancelledUseCasesTest extends CancelledCalls {
    private static final String CLAIMS = "/api/v1/desk/residence-claims";
    private static final String RESIDENCE = "/api/v1/me/residence";
    private static final String MODERATION = "/api/v1/desk/moderation";
    private static final String RECTIFICATIONS = "/api/v1/rectifications";
    private static final String CASES = "/api/v1/accountability-cases";

    @Autowired private MongoDatabase database;

    private TestUploads uploads;
    private String council;
    private String supervisor;
    private String handler;

    @BeforeEach
    void signInTheDesk() {
        uploads = new TestUploads(http());
        council = signIn("council").token();
        supervisor = signIn("supervisor").token();
        handler = signIn("handler").token();
    }

    private Answer me(Person person) {
        return get("/api/v1/me", person.token());
    }

    private long count(String collection, String field, Object value) {
        return Mono.from(
                        database.getCollection(collection).countDocuments(Filters.eq(field, value)))
                .block();
    }

    private Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return answer;
    }

    // identity

    @Test
    void signingIn() {
        leaveAfterEachWrite(
                () -> {
                    String name = newName();
                    String code = "{\"code\":\"sim-%s\"}".formatted(name);
                    return Trial.post(
                            "/api/v1/sessions",
                            null,
                            code,
                            List.of("residents", "openid_claims"),
                            () -> {
                                String id = signIn(name).id();
                                assertThat(signIn(name).id()).isEqualTo(id);
                                assertThat(count("openid_claims", "residentId", id)).isOne();
                            });
                });
    }

    @Test
    void signingOut() {
        leaveAfterEachWrite(
                () -> {
                    Person person = someone();
                    return new Trial(
                            HttpMethod.DELETE,
                            "/api/v1/sessions/current",
                            person.token(),
                            MediaType.APPLICATION_JSON,
                            null,
                            List.of("revocations"),
                            () -> assertThat(me(person).status()).isEqualTo(401));
                });
    }

    @Test
    void bindingAPhoneThatAnotherHas() {
        leaveAfterEachWrite(
                () -> {
                    String phone = newPhone();
                    Person before = someone();
                    done(bindPhone(before, phone));
                    Person after = someone();
                    return Trial.post(
                            "/api/v1/me/phone",
                            after.token(),
                            "{\"code\":\"sim-phone-%s\"}".formatted(phone),
                            List.of(after.id(), before.id()),
                            () -> {
                                assertThat(me(after).text("$.phoneBound")).isEqualTo("true");
                                assertThat(me(before).text("$.phoneBound")).isEqualTo("false");
                            });
                });
    }

    @Test
    void claimingAResidenceWithEvidence() {
        leaveAfterEachWrite(
                () -> {
                    Person person = someoneWithPhone();
                    String picture = checkedPicture(person);
                    return new Trial(
                            HttpMethod.PUT,
                            RESIDENCE,
                            person.token(),
                            MediaType.APPLICATION_JSON,
                            claim(picture),
                            List.of(person.id()),
                            () -> {
                                assertThat(me(person).text("$.residence.status"))
                                        .isEqualTo("CLAIMED");
                                assertThat(evidenceOf(person)).contains(picture);
                            });
                });
    }

    /** WeChat's verdict is written beside the call, and would be taken for one of its writes. */
    private String checkedPicture(Person owner) {
        String picture = uploads.picture(owner);
        var passed = Filters.and(Filters.eq("_id", picture), Filters.eq("state", "PASSED"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                Mono.from(database.getCollection("media").find(passed))
                                        .hasElement()
                                        .block());
        return picture;
    }

    private static String claim(String picture) {
        return "{\"areaCode\":\"%s\",\"evidenceMediaIds\":[\"%s\"]}".formatted(JIAXIULOU, picture);
    }

    private String evidenceOf(Person person) {
        Answer claims = get(CLAIMS + "?limit=100&area=" + JIAXIULOU, council);
        return claims.text("$.items[?(@.residentId=='" + person.id() + "')].evidence[*].url");
    }

    @Test
    void verifyingAResidence() {
        leaveAfterEachWrite(
                () -> {
                    Person person = someoneWithPhone();
                    String picture = checkedPicture(person);
                    done(put(RESIDENCE, person.token(), claim(picture)));
                    return Trial.post(
                            CLAIMS + "/" + person.id() + "/verify",
                            council,
                            null,
                            List.of(person.id(), picture),
                            () -> {
                                assertThat(me(person).text("$.verification")).isEqualTo("VERIFIED");
                                assertThat(count("media", "_id", picture)).isZero();
                            });
                });
    }

    @Test
    void grantingARole() {
        String admin = signIn("admin").token();
        leaveAfterEachWrite(
                () -> {
                    Person person = someone();
                    return new Trial(
                            HttpMethod.PUT,
                            "/api/v1/admin/grants/" + person.id(),
                            admin,
                            MediaType.APPLICATION_JSON,
                            "{\"grants\":[{\"role\":\"COUNCIL\",\"areaCode\":\"520103\"}]}",
                            List.of(person.id()),
                            () -> assertThat(me(person).count("$.roles")).isEqualTo(1));
                });
    }

    @Test
    void leavingForGood() {
        leaveAfterEachWrite(
                () -> {
                    String name = newName();
                    Person person = signIn(name);
                    done(bindPhone(person, newPhone()));
                    String picture = checkedPicture(person);
                    done(put(RESIDENCE, person.token(), claim(picture)));
                    return new Trial(
                            HttpMethod.DELETE,
                            "/api/v1/me",
                            person.token(),
                            MediaType.APPLICATION_JSON,
                            null,
                            List.of(person.id(), picture),
                            () -> {
                                assertThat(me(person).status()).isEqualTo(401);
                                assertThat(count("openid_claims", "residentId", person.id()))
                                        .isZero();
                                assertThat(count("media", "_id", picture)).isZero();
                            });
                });
    }

    // media

    @Test
    void uploading() {
        leaveAfterEachWrite(
                () -> {
                    Person person = someone();
                    return new Trial(
                            HttpMethod.POST,
                            "/api/v1/media",
                            person.token(),
                            MediaType.MULTIPART_FORM_DATA,
                            TestUploads.pictureForm(),
                            List.of(person.id(), "media.files", "media.chunks"),
                            () -> assertStoredOnce(person));
                });
    }

    private void assertStoredOnce(Person owner) {
        List<Document> all =
                Flux.from(database.getCollection("media").find(Filters.eq("owner", owner.id())))
                        .collectList()
                        .block();
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().getString("state")).isIn("CHECKING", "PASSED");
        assertThat(all.getFirst().getList("attempts", String.class)).isNullOrEmpty();
        assertThat(get("/api/v1/media/" + all.getFirst().getString("_id"), owner.token()).status())
                .isEqualTo(200);
    }

    // moderation

    private String published(Person owner) {
        String body =
                "{\"kind\":\"HELP\",\"content\":\"栏杆断了\",\"visibility\":\"PUBLIC\",\"areaCode\":\"%s\"}"
                        .formatted(JIAXIULOU);
        String id = done(post("/api/v1/requests", owner.token(), body)).text("$.id");
        done(post("/api/v1/desk/requests/" + id + "/accept", council, "{}"));
        return id;
    }

    private static String report(String request) {
        return "{\"targetType\":\"REQUEST\",\"targetId\":\"%s\",\"reasonCode\":\"ABUSE\"}"
                .formatted(request);
    }

    private String reported(String request) {
        done(post("/api/v1/reports", someone().token(), report(request)));
        return caseOf(request).orElseThrow();
    }

    private Optional<String> caseOf(String request) {
        String open = get(MODERATION + "?limit=100", council).body();
        return JsonPath.<List<String>>read(open, "$.items[?(@.targetId=='" + request + "')].id")
                .stream()
                .findFirst();
    }

    @Test
    void complaining() {
        leaveAfterEachWrite(
                () -> {
                    String request = published(someoneWithPhone());
                    Person person = someone();
                    return Trial.post(
                            "/api/v1/reports",
                            person.token(),
                            report(request),
                            List.of(person.id(), "moderation_cases"),
                            () -> {
                                assertThat(
                                                get("/api/v1/me/reports", person.token())
                                                        .count("$.items"))
                                        .isEqualTo(1);
                                Answer file =
                                        get(
                                                MODERATION + "/" + caseOf(request).orElseThrow(),
                                                council);
                                assertThat(file.text("$.reports")).isEqualTo("1");
                            });
                });
    }

    @Test
    void withholding() {
        leaveAfterEachWrite(
                () -> {
                    String request = published(someoneWithPhone());
                    String id = reported(request);
                    return Trial.post(
                            MODERATION + "/" + id + "/withhold",
                            council,
                            "{\"reasonCode\":\"ABUSE\"}",
                            List.of(id),
                            () -> {
                                Answer file = get(MODERATION + "/" + id, council);
                                assertThat(file.text("$.status")).isEqualTo("WITHHELD");
                                assertThat(file.body()).doesNotContain("\"owed\":\"WITHHOLD\"");
                                assertThat(get("/api/v1/requests/" + request, null).status())
                                        .isEqualTo(404);
                            });
                });
    }

    @Test
    void passing() {
        leaveAfterEachWrite(
                () -> {
                    String request = published(someoneWithPhone());
                    String id = reported(request);
                    return Trial.post(
                            MODERATION + "/" + id + "/pass",
                            council,
                            null,
                            List.of(id),
                            () -> {
                                Answer file = get(MODERATION + "/" + id, council);
                                assertThat(file.text("$.status")).isEqualTo("PASSED");
                                assertThat(file.body()).doesNotContain("\"owed\":\"");
                                assertThat(get("/api/v1/requests/" + request, null).status())
                                        .isEqualTo(200);
                            });
                });
    }

    @Test
    void appealing() {
        leaveAfterEachWrite(
                () -> {
                    Person owner = someoneWithPhone();
                    String id = reported(published(owner));
                    String why = "{\"reasonCode\":\"ABUSE\"}";
                    done(post(MODERATION + "/" + id + "/withhold", council, why));
                    return Trial.post(
                            "/api/v1/moderation/" + id + "/appeal",
                            owner.token(),
                            "{\"text\":\"并无此事\"}",
                            List.of(id),
                            () ->
                                    assertThat(
                                                    get("/api/v1/me/moderation", owner.token())
                                                            .text("$.items[0].status"))
                                            .isEqualTo("APPEALED"));
                });
    }

    // notices

    @Test
    void acceptingMessages() {
        String accept = "{\"sim-request-reply\":\"accept\",\"sim-request-progress\":\"accept\"}";
        String held = "$.notices.acceptances['%s']";
        leaveAfterEachWrite(
                () -> {
                    Person person = someone();
                    return Trial.post(
                            "/api/v1/notices/grants",
                            person.token(),
                            accept,
                            List.of(person.id()),
                            () -> {
                                Answer all = get("/api/v1/me/export", person.token());
                                assertThat(all.<Integer>at(held.formatted("sim-request-reply")))
                                        .isEqualTo(1);
                                assertThat(all.<Integer>at(held.formatted("sim-request-progress")))
                                        .isEqualTo(1);
                            });
                });
    }

    // supervision

    private String ordered() {
        String request = published(someoneWithPhone());
        String desk = "/api/v1/desk/requests/" + request + "/";
        done(post(desk + "dispatch", council, "{\"organizationId\":\"demounit\"}"));
        done(post(desk + "sign", handler, null));
        String due = Instant.now().plus(Duration.ofDays(3)).toString();
        done(post(desk + "rectify", supervisor, "{\"dueAt\":\"" + due + "\",\"text\":\"限期修复\"}"));
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> orderOf(request), found -> !found.isEmpty())
                .getFirst();
    }

    private List<String> orderOf(String request) {
        String all = get(RECTIFICATIONS + "?state=ISSUED&limit=100", supervisor).body();
        return JsonPath.read(all, "$.items[?(@.subject.id=='" + request + "')].id");
    }

    @Test
    void submittingAndVerifyingARectification() {
        String desk = "/api/v1/desk/rectifications/";
        leaveAfterEachWrite(
                () -> {
                    String id = ordered();
                    return Trial.post(
                            desk + id + "/submit",
                            handler,
                            "{\"text\":\"已修复\"}",
                            List.of(id),
                            () -> assertOrder(id, "SUBMITTED", 2));
                });
        leaveAfterEachWrite(
                () -> {
                    String id = ordered();
                    done(post(desk + id + "/submit", handler, "{\"text\":\"已修复\"}"));
                    return Trial.post(
                            desk + id + "/verify",
                            supervisor,
                            "{\"passed\":true,\"text\":\"属实\"}",
                            List.of(id),
                            () -> assertOrder(id, "VERIFIED", 3));
                });
    }

    private void assertOrder(String id, String state, int entries) {
        Answer order = get(RECTIFICATIONS + "/" + id, supervisor);
        assertThat(order.text("$.state")).isEqualTo(state);
        assertThat(order.count("$.timeline")).isEqualTo(entries);
    }

    @Test
    void escalatingARectification() {
        leaveAfterEachWrite(
                () -> {
                    String id = ordered();
                    return Trial.post(
                            "/api/v1/desk/rectifications/" + id + "/escalate",
                            supervisor,
                            "{\"text\":\"逾期未改\"}",
                            List.of(id),
                            () -> assertOrder(id, "ESCALATED", 2));
                });
    }

    private static String caseAbout(String request) {
        return """
        {"level":"INTERVIEW","subject":{"type":"REQUEST","id":"%s"},
         "organizationId":"demounit","text":"多次逾期"}
        """
                .formatted(request);
    }

    @Test
    void openingACaseOfAccountability() {
        leaveAfterEachWrite(
                () -> {
                    String request = published(someoneWithPhone());
                    return Trial.post(
                            CASES,
                            supervisor,
                            caseAbout(request),
                            List.of("accountability-case.open", "accountability_cases"),
                            () -> {
                                String all = get(CASES + "?limit=100", supervisor).body();
                                List<String> own =
                                        JsonPath.read(
                                                all,
                                                "$.items[?(@.subject.id=='" + request + "')].id");
                                assertThat(own).hasSize(1);
                            });
                });
    }

    @Test
    void answeringACaseOfAccountability() {
        leaveAfterEachWrite(() -> onCase("answer", handler, "ANSWERED"));
    }

    @Test
    void closingACaseOfAccountability() {
        leaveAfterEachWrite(() -> onCase("close", supervisor, "CLOSED"));
    }

    private Trial onCase(String action, String token, String state) {
        String about = caseAbout(published(someoneWithPhone()));
        String id = done(post(CASES, supervisor, about)).text("$.id");
        return Trial.post(
                "/api/v1/desk/accountability-cases/" + id + "/" + action,
                token,
                "{\"text\":\"已安排专人\"}",
                List.of(id),
                () -> {
                    Answer found = get(CASES + "/" + id, supervisor);
                    assertThat(found.text("$.state")).isEqualTo(state);
                    assertThat(found.count("$.timeline")).isEqualTo(2);
                });
    }
}
