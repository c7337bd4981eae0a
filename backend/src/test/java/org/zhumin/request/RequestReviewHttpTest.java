package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhumin.moderation.ReasonCode;
import org.zhumin.testing.WaitingTest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class RequestReviewHttpTest extends WaitingTest {
    private static final String REQUESTS = "/api/v1/requests";
    private static final String MODERATION = "/api/v1/desk/moderation";

    @Autowired private Requests requests;
    @Autowired private RequestReview review;

    private String submitted(Person owner, String text, String visibility) {
        String body =
                """
                {"kind":"HELP","content":"%s","visibility":"%s","areaCode":"%s"}
                """
                        .formatted(text, visibility, JIAXIULOU);
        Answer answer = post(REQUESTS, owner.token(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("$.id");
    }

    private List<String> casesOf(String request) {
        String open = get(MODERATION + "?limit=100", signIn("council").token()).body();
        return JsonPath.read(open, "$.items[?(@.targetId=='" + request + "')].id");
    }

    private String caseOf(String request) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(45))
                .until(() -> casesOf(request), ids -> !ids.isEmpty())
                .getFirst();
    }

    private int status(String request) {
        return get(REQUESTS + "/" + request, null).status();
    }

    @Test
    void aDoubtfulTextIsWorkedOnAndPublishedByAModerator() {
        String council = signIn("council").token();
        String id = submitted(someoneWithPhone(), "水管爆了，复核测试", "PUBLIC");
        String about = caseOf(id);
        assertThat(status(id)).isEqualTo(404);
        Answer file = get(MODERATION + "/" + about, council);
        assertThat(file.text("$.openedBy")).isEqualTo("SYSTEM");
        assertThat(post(MODERATION + "/" + about + "/pass", council, null).status()).isEqualTo(200);
        assertThat(status(id)).isEqualTo(200);
        String accept = "/api/v1/desk/requests/" + id + "/accept";
        assertThat(post(accept, council, "{}").status()).isEqualTo(200);

        review.perform(
                        RequestReview.debt(
                                requests.get(new RequestId(id)).block(), ReasonCode.OTHER),
                        id)
                .block();
        assertThat(casesOf(id)).isEmpty();
    }

    @Test
    void whatAModeratorWithholdsTriageDoesNotPublish() {
        String council = signIn("council").token();
        Person owner = someoneWithPhone();
        String id = submitted(owner, "又一条复核测试", "PUBLIC");
        String about = caseOf(id);
        Answer withheld =
                post(MODERATION + "/" + about + "/withhold", council, "{\"reasonCode\":\"SPAM\"}");
        assertThat(withheld.status()).as(withheld.body()).isEqualTo(200);
        String accept = "/api/v1/desk/requests/" + id + "/accept";
        assertThat(post(accept, council, "{}").text("$.publication")).isEqualTo("WITHHELD");
        assertThat(status(id)).isEqualTo(404);
        assertThat(get(REQUESTS + "/" + id, owner.token()).text("$.publication"))
                .isEqualTo("WITHHELD");
    }

    @Test
    void whatWasWithdrawnAPassDoesNotPublish() {
        Person owner = someoneWithPhone();
        String id = submitted(owner, "再一条复核测试", "PUBLIC");
        String about = caseOf(id);
        assertThat(post(REQUESTS + "/" + id + "/withdraw", owner.token(), null).status())
                .isEqualTo(200);
        String pass = MODERATION + "/" + about + "/pass";
        assertThat(post(pass, signIn("council").token(), null).status()).isEqualTo(200);
        assertThat(status(id)).isEqualTo(404);
    }

    @Test
    void whatNobodyElseReadsNeedsNoModerator() {
        String hidden = submitted(someone(), "私下的复核测试", "PRIVATE");
        String harmless = submitted(someone(), "路灯坏了", "PUBLIC");
        caseOf(submitted(someone(), "公开的复核测试", "PUBLIC"));
        assertThat(casesOf(hidden)).isEmpty();
        assertThat(casesOf(harmless)).isEmpty();
    }

    @Test
    void aCrashAfterSubmissionLosesNoCase() {
        var stored = RequestFixture.submitted();
        var debt = RequestReview.debt(stored, ReasonCode.ABUSE).later(java.time.Instant.EPOCH);
        requests.insert(stored, List.of(debt)).block();
        String about = caseOf(stored.id().value());
        assertThat(get(MODERATION + "/" + about, signIn("council").token()).text("$.reasonCode"))
                .isEqualTo("ABUSE");
    }

    private String line(Answer read, String type) {
        return JsonPath.<List<Object>>read(read.body(), "$.timeline[?(@.type=='" + type + "')]")
                .toString();
    }

    private String entryCaseOf(String words) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(45))
                .until(() -> entryCases(words), ids -> !ids.isEmpty())
                .getFirst();
    }

    private List<String> entryCases(String words) {
        String open = get(MODERATION + "?limit=100", signIn("council").token()).body();
        return JsonPath.read(
                open,
                "$.items[?(@.targetType=='REQUEST_ENTRY' && @.excerpt =~ /.*"
                        + words
                        + ".*/s)].id");
    }

    private void supplement(String request, Person owner, String words) {
        String body = "{\"text\":\"" + words + "\"}";
        Answer added = post(REQUESTS + "/" + request + "/supplement", owner.token(), body);
        assertThat(added.status()).as(added.body()).isEqualTo(200);
        assertThat(line(added, "SUPPLEMENTED")).contains(words).contains("WAITING");
    }

    @Test
    void aDoubtfulSupplementIsWorkedOnAndPutBeforeAModerator() {
        String council = signIn("council").token();
        Person owner = someoneWithPhone();
        String id = submitted(owner, "井盖松动", "PUBLIC");
        String words = "三号楼也有复核测试" + newName();
        supplement(id, owner, words);
        String desk = "/api/v1/desk/requests/" + id;
        assertThat(line(get(desk, council), "SUPPLEMENTED")).contains(words);
        String about = entryCaseOf(words);
        assertThat(post(MODERATION + "/" + about + "/pass", council, null).status()).isEqualTo(200);
        Answer read = get(REQUESTS + "/" + id, owner.token());
        assertThat(line(read, "SUPPLEMENTED")).contains(words).contains("PASSED");
        assertThat(entryCases(words)).isEmpty();
    }

    @Test
    void aWithheldSupplementIsForItsOwnerAloneAndMayBeAppealed() {
        String council = signIn("council").token();
        Person owner = someoneWithPhone();
        String id = submitted(owner, "井盖松动", "PUBLIC");
        String words = "骂人的复核测试" + newName();
        supplement(id, owner, words);
        String about = entryCaseOf(words);
        String withhold = MODERATION + "/" + about + "/withhold";
        assertThat(post(withhold, council, "{\"reasonCode\":\"ABUSE\"}").status()).isEqualTo(200);
        String desk = "/api/v1/desk/requests/" + id;
        assertThat(get(desk, council).body()).doesNotContain(words);
        assertThat(get(REQUESTS + "/" + id, council).body()).doesNotContain(words);
        assertThat(line(get(REQUESTS + "/" + id, owner.token()), "SUPPLEMENTED"))
                .contains(words)
                .contains("WITHHELD");
        String appeal = "/api/v1/moderation/" + about + "/appeal";
        assertThat(post(appeal, owner.token(), "{\"text\":\"没有骂人\"}").status()).isEqualTo(200);
        String pass = MODERATION + "/" + about + "/pass";
        assertThat(post(pass, signIn("supervisor").token(), null).status()).isEqualTo(200);
        assertThat(line(get(desk, council), "SUPPLEMENTED")).contains(words);
    }

    @Test
    void aDoubtfulAppealGoesToTheModeratorsToo() {
        String council = signIn("council").token();
        Person owner = someoneWithPhone();
        String id = submitted(owner, "外地的路", "PUBLIC");
        String reject = "{\"reasonCode\":\"OTHER_CITY\",\"text\":\"请向当地反映\"}";
        assertThat(post("/api/v1/desk/requests/" + id + "/reject", council, reject).status())
                .isEqualTo(200);
        String words = "请再看复核测试" + newName();
        Answer appealed =
                post(
                        REQUESTS + "/" + id + "/appeal",
                        owner.token(),
                        "{\"text\":\"" + words + "\"}");
        assertThat(appealed.status()).as(appealed.body()).isEqualTo(200);
        assertThat(entryCaseOf(words)).isNotEmpty();
    }

    @Test
    void whatIsAddedToAPrivateRequestNeedsNoModerator() {
        Person owner = someone();
        String id = submitted(owner, "私事", "PRIVATE");
        String body = "{\"text\":\"私下的复核测试\"}";
        Answer added = post(REQUESTS + "/" + id + "/supplement", owner.token(), body);
        assertThat(line(added, "SUPPLEMENTED")).doesNotContain("WAITING");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accept | {\"title\":\"代开发票\"}",
                "progress | {\"text\":\"代开发票\",\"public\":true}",
                "reply | {\"text\":\"代开发票\"}",
                "pause | {\"reason\":\"代开发票\"}",
                "extension | {\"until\":\"DATE\",\"reason\":\"代开发票\"}"
            })
    void wordsOfStaffThatOthersReadPassTheList(String action, String body) {
        String council = signIn("council").token();
        String handler = signIn("handler").token();
        String desk = "/api/v1/desk/requests/" + submitted(someone(), "井盖", "PRIVATE") + "/";
        if (!action.equals("accept")) {
            post(desk + "accept", council, "{}");
            post(desk + "dispatch", council, "{\"organizationId\":\"demounit\"}");
            assertThat(post(desk + "sign", handler, null).status()).isEqualTo(200);
        }
        String until = Instant.now().plus(Duration.ofDays(16)).toString();
        Answer answer =
                post(
                        desk + action,
                        action.equals("accept") ? council : handler,
                        body.replace("DATE", until));
        assertThat(answer.code()).as(answer.body()).isEqualTo("request.content-refused");
    }
}
