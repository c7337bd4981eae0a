package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhumin.testing.ApplicationTest;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Who is told of what over HTTP, and that a rectification becomes an order. */
class RequestEffectsHttpTest extends ApplicationTest {
    private static final String REQUESTS = "/api/v1/requests/";
    private static final String DESK = "/api/v1/desk/requests/";
    private static final String TO_UNIT = "{\"organizationId\":\"demounit\"}";

    @Autowired private MongoDatabase database;

    private String council;
    private String supervisor;
    private String handler;

    @BeforeEach
    void signInTheDesk() {
        council = signIn("council").token();
        supervisor = signIn("supervisor").token();
        handler = signIn("handler").token();
    }

    private String submit(Person owner, String kind, String title) {
        return submitIn(JIAXIULOU, owner, kind, title);
    }

    private String submitIn(String area, Person owner, String kind, String title) {
        String body =
                """
                {"kind":"%s","title":"%s","content":"请看看","visibility":"%s","areaCode":"%s"}
                """
                        .formatted(kind, title, kind.equals("REPORT") ? "PRIVATE" : "PUBLIC", area);
        Answer submitted = post("/api/v1/requests", owner.token(), body);
        assertThat(submitted.status()).as(submitted.body()).isEqualTo(201);
        return submitted.text("$.id");
    }

    private Answer act(String id, String action, String token, String body) {
        Answer answer = post(DESK + id + "/" + action, token, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private String inProgress(Person owner, String title) {
        return inProgressIn(JIAXIULOU, owner, title);
    }

    private String inProgressIn(String area, Person owner, String title) {
        String id = submitIn(area, owner, "HELP", title);
        act(id, "accept", council, "{}");
        act(id, "dispatch", council, TO_UNIT);
        act(id, "sign", handler, null);
        return id;
    }

    private static String in(int days) {
        return OffsetDateTime.now(ZoneOffset.UTC).plusDays(days).toString();
    }

    /** The types of what somebody was told about this request, the oldest first. */
    private List<String> told(String token, String id) {
        var types =
                new ArrayList<>(
                        get("/api/v1/notices?limit=100", token)
                                .<List<String>>at(
                                        "$.items[?(@.page=='pages/request/detail?id="
                                                + id
                                                + "')].type"));
        return types.reversed();
    }

    private void settled(String id) {
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                !stored(id).containsKey("owed")
                                        || stored(id).getList("owed", Document.class).isEmpty());
    }

    private Document stored(String id) {
        return Mono.from(database.getCollection("requests").find(Filters.eq("_id", id)).first())
                .block();
    }

    @Test
    void theOwnerAndEveryCosignerHearOfTheReplyOnce() {
        Person owner = someoneWithPhone();
        String id = inProgress(owner, "请打 13812345678 找王师傅修灯");
        List<Person> cosigners =
                IntStream.range(0, NoticeRecipients.PORTION + 3).mapToObj(_ -> someone()).toList();
        cosigners.forEach(
                person ->
                        assertThat(put(REQUESTS + id + "/support", person.token(), null).status())
                                .isEqualTo(200));
        act(id, "reply", handler, "{\"text\":\"已修好\"}");
        settled(id);
        assertThat(told(owner.token(), id))
                .containsExactly("request.accepted", "request.dispatched", "request.replied");
        for (Person cosigner : cosigners) {
            assertThat(told(cosigner.token(), id)).containsExactly("request.cosigned.replied");
        }
        Answer inbox = get("/api/v1/notices", cosigners.getLast().token());
        assertThat(inbox.text("$.items[0].text"))
                .contains(stored(id).getString("number"))
                .contains("找王师傅修灯")
                .doesNotContain("13812345678");
        assertThat(get("/api/v1/notices", owner.token()).body()).doesNotContain("13812345678");
        assertThat(told(handler, id)).containsExactly("request.desk.dispatched");
    }

    @Test
    void whatIsUnsolvedIsHeardByTheUnitAndOneLevelUp() {
        Person owner = someoneWithPhone();
        String street = signIn("council-520102016").token();
        String elsewhere = signIn("council-520103021").token();
        String id = inProgress(owner, "还是不亮");
        act(id, "reply", handler, "{\"text\":\"已修好\"}");
        Answer back =
                post(
                        REQUESTS + id + "/confirmation",
                        owner.token(),
                        "{\"outcome\":\"UNSOLVED\",\"satisfaction\":1}");
        assertThat(back.status()).as(back.body()).isEqualTo(200);
        settled(id);
        assertThat(told(street, id)).containsExactly("request.desk.reopened");
        assertThat(told(handler, id))
                .containsExactly("request.desk.dispatched", "request.desk.reopened");
        assertThat(told(elsewhere, id)).isEmpty();
        assertThat(told(owner.token(), id)).doesNotContain("request.reopened");
    }

    @Test
    void theOwnerOfADuplicateHearsWhereItWent() {
        Person first = someoneWithPhone();
        Person second = someoneWithPhone();
        String target = inProgress(first, "井盖缺失");
        String duplicate = submit(second, "HELP", "井盖没了");
        act(duplicate, "merge", council, "{\"intoId\":\"" + target + "\"}");
        settled(duplicate);
        assertThat(told(second.token(), duplicate)).containsExactly("request.merged");
        assertThat(get("/api/v1/notices", second.token()).text("$.items[0].text"))
                .contains(stored(target).getString("number"));
        act(target, "reply", handler, "{\"text\":\"补了\"}");
        settled(target);
        assertThat(told(second.token(), target)).containsExactly("request.cosigned.replied");
    }

    @Test
    void theClerkInChargeHearsInsteadOfTheWholeUnit() {
        Person clerk = someone();
        String admin = signIn("admin").token();
        put(
                "/api/v1/admin/grants/" + clerk.id(),
                admin,
                "{\"grants\":[{\"role\":\"HANDLER\",\"organizationId\":\"demounit\"}]}");
        String id = inProgress(someone(), "指定经办人");
        act(id, "assign", handler, "{\"residentId\":\"" + clerk.id() + "\"}");
        act(
                id,
                "supervise",
                supervisor,
                "{\"level\":\"WATCH\",\"dueAt\":\"" + in(3) + "\",\"text\":\"盯紧\"}");
        settled(id);
        assertThat(told(clerk.token(), id))
                .containsExactly(
                        "request.desk.dispatched",
                        "request.desk.assigned",
                        "request.desk.supervised");
        assertThat(told(handler, id)).containsExactly("request.desk.dispatched");
    }

    @Test
    void whoDecidesHearsOnceThatSomethingWaits() {
        String community = signIn("council-" + JIAXIULOU).token();
        Person owner = someoneWithPhone();
        String id = inProgress(owner, "等备件");
        String key = "pause-of-" + id;
        for (int i = 0; i < 2; i++) {
            postWithKey(DESK + id + "/pause", handler, "{\"reason\":\"等天晴\"}", key);
        }
        act(id, "exclusion", handler, "{\"reasonCode\":\"FORCE_MAJEURE\",\"text\":\"暴雨\"}");
        settled(id);
        assertThat(told(community, id))
                .containsExactly("request.desk.approval-asked", "request.desk.approval-asked");
        assertThat(told(council, id)).isEmpty();
        assertThat(told(handler, id)).doesNotContain("request.desk.approval-asked");
        assertThat(told(owner.token(), id)).doesNotContain("request.desk.approval-asked");
        act(id, "pause/approve", community, null);
    }

    /** Nobody has a role in this community, street or district. */
    @Test
    void whereNobodyNearerDecidesTheNextLevelHears() {
        String id = inProgressIn("520181002001", someoneWithPhone(), "等备件");
        act(id, "pause", handler, "{\"reason\":\"等天晴\"}");
        settled(id);
        assertThat(told(council, id)).containsExactly("request.desk.approval-asked");
        assertThat(told(supervisor, id)).containsExactly("request.desk.approval-asked");
    }

    /** In this district one person has a role, and nobody in its streets and communities. */
    @Test
    void ofWhatIsWatchedTheNearestDeskWithSomebodyHears() {
        Person district = someone();
        String grants = "{\"grants\":[{\"role\":\"COUNCIL\",\"areaCode\":\"520121\"}]}";
        Answer given =
                put("/api/v1/admin/grants/" + district.id(), signIn("admin").token(), grants);
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        String id = inProgressIn("520121001001", someoneWithPhone(), "路面塌陷");
        act(id, "escalate", council, "{\"reason\":\"街道协调不了\"}");
        act(
                id,
                "supervise",
                supervisor,
                "{\"level\":\"WATCH\",\"dueAt\":\"" + in(3) + "\",\"text\":\"盯紧\"}");
        settled(id);
        assertThat(told(district.token(), id))
                .containsExactly("request.desk.escalated", "request.desk.supervised");
        assertThat(told(council, id)).isEmpty();
        assertThat(told(supervisor, id)).isEmpty();
    }

    /** Nobody has a role in this community, street or district. */
    @Test
    void whereNobodyNearerWatchesTheCityHears() {
        String id = inProgressIn("520181002001", someoneWithPhone(), "路面塌陷");
        act(id, "escalate", council, "{\"reason\":\"街道协调不了\"}");
        settled(id);
        assertThat(told(supervisor, id)).containsExactly("request.desk.escalated");
        assertThat(told(council, id)).isEmpty();
    }

    @Test
    void ofAReportOnlyItsSenderHears() {
        Person owner = someone();
        String id = submit(owner, "REPORT", "举报");
        act(id, "accept", council, "{}");
        act(id, "dispatch", council, TO_UNIT);
        settled(id);
        assertThat(told(owner.token(), id))
                .containsExactly("request.accepted", "request.dispatched");
        assertThat(told(handler, id)).isEmpty();
    }

    @Test
    void aRectificationIsOneOrderHoweverOftenItIsAsked() {
        String id = inProgress(someone(), "限期整改");
        String body = "{\"dueAt\":\"" + in(2) + "\",\"text\":\"两日内修好\"}";
        String path = DESK + id + "/rectify";
        assertThat(postWithKey(path, supervisor, body, "order-" + id).status()).isEqualTo(200);
        assertThat(postWithKey(path, supervisor, body, "order-" + id).status()).isEqualTo(200);
        Answer orders = get("/api/v1/rectifications?limit=100", handler);
        String mine = "$.items[?(@.subject.id=='" + id + "')]";
        assertThat(orders.<List<String>>at(mine + ".text")).containsExactly("两日内修好");
        assertThat(orders.<List<String>>at(mine + ".trigger")).containsExactly("BY_HAND");
        String order = orders.<List<String>>at(mine + ".id").getFirst();
        assertThat(
                        post(
                                        "/api/v1/desk/rectifications/" + order + "/submit",
                                        handler,
                                        "{\"text\":\"修好了\"}")
                                .text("$.state"))
                .isEqualTo("SUBMITTED");
        settled(id);
        assertThat(told(handler, id)).contains("request.desk.rectification");
        assertThat(postWithKey(path, supervisor, body, "again-" + id).status()).isEqualTo(200);
        assertThat(get("/api/v1/rectifications?limit=100", handler).<List<String>>at(mine + ".id"))
                .hasSize(2);
    }
}
