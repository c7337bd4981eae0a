package org.zhumin.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhumin.platform.web.HotReads;
import org.zhumin.ranking.Audited.Result;
import org.zhumin.testing.ApplicationTest;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** From requests over HTTP to the rates, the rows of inputs.csv and the audit. */
class RankingOfRequestsHttpTest extends ApplicationTest {
    private static final String REQUESTS = "/api/v1/requests";
    private static final String DESK = "/api/v1/desk/requests/";

    @Autowired private MongoDatabase database;
    @Autowired private RankingProjector projector;
    @Autowired private RankingAudit audit;
    @Autowired private HotReads hotReads;

    private String council;
    private String unit;
    private String clerk;

    @BeforeEach
    void makeAUnitOfItsOwn() {
        council = signIn("council").token();
        String admin = signIn("admin").token();
        Answer made =
                post(
                        "/api/v1/admin/organizations",
                        admin,
                        "{\"name\":\"演示排名单位\",\"kind\":\"UNIT\",\"areaCode\":\"520102\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        unit = made.text("$.id");
        Person person = someone();
        Answer granted =
                put(
                        "/api/v1/admin/grants/" + person.id(),
                        admin,
                        "{\"grants\":[{\"role\":\"HANDLER\",\"organizationId\":\""
                                + unit
                                + "\"}]}");
        assertThat(granted.status()).as(granted.body()).isEqualTo(200);
        clerk = person.token();
    }

    private record Sent(String id, String number, Person owner) {}

    private Sent dispatched(String title) {
        Person owner = someone();
        Answer submitted =
                post(
                        REQUESTS,
                        owner.token(),
                        """
                        {"kind":"HELP","title":"%s","content":"请看看","visibility":"PUBLIC","areaCode":"%s"}
                        """
                                .formatted(title, JIAXIULOU));
        var sent = new Sent(submitted.text("$.id"), submitted.text("$.number"), owner);
        act(sent, "accept", council, "{}");
        act(sent, "dispatch", council, "{\"organizationId\":\"" + unit + "\"}");
        return sent;
    }

    private Sent replied(String title) {
        Sent sent = dispatched(title);
        act(sent, "sign", clerk, null);
        return answer(sent);
    }

    private Sent answer(Sent sent) {
        act(sent, "reply", clerk, "{\"text\":\"已办\"}");
        return sent;
    }

    private void act(Sent sent, String action, String token, String body) {
        Answer answer = post(DESK + sent.id() + "/" + action, token, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private void confirm(Sent sent, String outcome, int satisfaction) {
        Answer answer =
                post(
                        REQUESTS + "/" + sent.id() + "/confirmation",
                        sent.owner().token(),
                        "{\"outcome\":\"%s\",\"satisfaction\":%d}"
                                .formatted(outcome, satisfaction));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** Past what is remembered for a while. */
    private Map<String, Object> row() {
        await().atMost(Duration.ofSeconds(30)).until(this::isCounted);
        hotReads.changed(RankingController.TOPIC).block();
        Answer ranking = get("/api/v1/rankings?level=DISTRICT&area=520102", null);
        List<Map<String, Object>> rows = ranking.at("$.rows[?(@.organization.id=='" + unit + "')]");
        assertThat(rows).as(ranking.body()).hasSize(1);
        return rows.getFirst();
    }

    /** The application's own projector may have the turn. */
    private boolean isCounted() {
        projector.run().block();
        var waiting =
                Filters.and(
                        Filters.eq("outcome.organizationId", unit),
                        Filters.eq("outcome.dirty", true));
        return Mono.from(database.getCollection("requests").countDocuments(waiting)).block() == 0;
    }

    private List<String> line(Sent sent) {
        String month = YearMonth.now(ZoneId.of("Asia/Shanghai")).toString();
        return get("/api/v1/rankings/" + month + "/inputs.csv", null)
                .body()
                .lines()
                .filter(line -> line.startsWith(sent.number() + ","))
                .toList();
    }

    @Test
    void whatResidentsSayBecomesRatesThatARecountConfirms() {
        Sent good = replied("好");
        Sent bad = replied("不好");
        Sent half = replied("一半");
        Sent waiting = replied("还没说");
        Sent returned = dispatched("退回又不受理");
        act(returned, "return", clerk, "{\"reasonCode\":\"OTHER_DUTY\",\"text\":\"不归我们管\"}");
        act(returned, "reject", council, "{\"reasonCode\":\"OTHER_CITY\",\"text\":\"请打当地热线\"}");
        Sent gone = dispatched("不办了");
        assertThat(
                        post(REQUESTS + "/" + gone.id() + "/withdraw", gone.owner().token(), "{}")
                                .status())
                .isEqualTo(200);
        confirm(good, "SOLVED", 5);
        confirm(bad, "UNSOLVED", 1);
        confirm(half, "PARTLY", 4);

        Map<String, Object> row = row();
        assertThat(row)
                .containsEntry("n", 3)
                .containsEntry("response", 1.0)
                .containsEntry("solution", 0.3333)
                .containsEntry("satisfaction", 0.6667)
                .containsEntry("reopenShare", 0.3333)
                .containsEntry("rejectedShare", 0.25);
        assertThat(line(good)).singleElement().asString().contains("SOLVED,false,5,1,0,");
        assertThat(line(bad)).singleElement().asString().contains("UNSOLVED,false,1,1,1,");
        assertThat(line(returned)).singleElement().asString().contains("REJECTED");
        assertThat(line(waiting)).isEmpty();
        assertThat(line(gone)).isEmpty();

        confirm(answer(bad), "SOLVED", 4);
        act(half, "exclusion", clerk, "{\"reasonCode\":\"FORCE_MAJEURE\",\"text\":\"暴雨\"}");
        act(half, "exclusion/approve", council, "{}");
        row = row();
        assertThat(row)
                .containsEntry("n", 2)
                .containsEntry("solution", 1.0)
                .containsEntry("satisfaction", 1.0)
                .containsEntry("excluded", 1);
        assertThat(line(half)).singleElement().asString().contains("FORCE_MAJEURE,false");

        String month = YearMonth.now(ZoneId.of("Asia/Shanghai")).toString();
        assertThat(audit.audit(month).block().result()).isNotEqualTo(Result.DIFFERS);
    }

    @Test
    void aMergedOneCountsNoMore() {
        Sent target = replied("井盖缺失");
        confirm(target, "SOLVED", 5);
        Sent duplicate = replied("井盖没了");
        confirm(duplicate, "UNSOLVED", 1);
        assertThat(row()).containsEntry("n", 2);
        Sent open = replied("另一个");
        confirm(open, "UNSOLVED", 1);
        act(duplicate, "merge", council, "{\"intoId\":\"" + open.id() + "\"}");
        assertThat(row()).containsEntry("n", 2).containsEntry("solution", 0.5);
        assertThat(line(duplicate)).isEmpty();
    }
}
