package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;

import org.junit.jupiter.api.Test;
import org.zhumin.testing.ApplicationTest;

import java.util.List;

class RequestModerationHttpTest extends ApplicationTest {
    private static final String REQUESTS = "/api/v1/requests";
    private static final String PHONE = "13812345678";
    private static final String BODY =
            """
            {"kind":"HELP","content":"路灯坏了，请打电话 13812345678 找我","visibility":"PUBLIC",
             "location":{"longitude":106.7195,"latitude":26.5735,"address":"某巷口"}}
            """;

    private String publish(Person owner) {
        String id = post(REQUESTS, owner.token(), BODY).text("$.id");
        String accept = "/api/v1/desk/requests/" + id + "/accept";
        assertThat(post(accept, signIn("council").token(), "{}").text("$.publication"))
                .isEqualTo("PUBLIC");
        return id;
    }

    @Test
    void aPreviewShowsWhatEverybodyWouldReadAndKeepsNothing() {
        Person owner = someone();
        Answer preview = post(REQUESTS + "/preview", owner.token(), BODY);
        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        assertThat(preview.body()).doesNotContain(PHONE).doesNotContain("某巷口");
        assertThat(preview.text("$.masked[0]")).isEqualTo("MOBILE");
        assertThat(preview.text("$.publication")).isEqualTo("PENDING");
        assertThat(get("/api/v1/me/requests", owner.token()).count("$.items")).isZero();
        assertThat(post(REQUESTS + "/preview", null, BODY).status()).isEqualTo(401);
        assertThat(post(REQUESTS + "/preview", owner.token(), "{}").status()).isEqualTo(422);
    }

    @Test
    void othersReadNoPersonalDataAndTheOwnerReadsTheOriginal() {
        Person owner = someoneWithPhone();
        String id = publish(owner);
        String desk = get("/api/v1/desk/requests/" + id, signIn("council").token()).body();
        assertThat(desk).contains(PHONE);
        assertThat(get(REQUESTS + "/" + id, null).body()).doesNotContain(PHONE);
        assertThat(get(REQUESTS + "?area=" + JIAXIULOU, null).body())
                .contains(id)
                .doesNotContain(PHONE);
        assertThat(get(REQUESTS + "/" + id, owner.token()).text("$.content")).contains(PHONE);
    }

    @Test
    void aWithheldRequestIsGoneForOthersUntilAnAppealBringsItBack() {
        Person owner = someoneWithPhone();
        String id = publish(owner);
        String report =
                "{\"targetType\":\"REQUEST\",\"targetId\":\"%s\",\"reasonCode\":\"ABUSE\"}"
                        .formatted(id);
        assertThat(post("/api/v1/reports", someone().token(), report).status()).isEqualTo(201);
        String council = signIn("council").token();
        String open = get("/api/v1/desk/moderation?status=OPEN&limit=100", council).body();
        assertThat(open).contains(id);
        List<String> ids = JsonPath.read(open, "$.items[?(@.targetId=='" + id + "')].id");
        String moderation = "/api/v1/desk/moderation/" + ids.getFirst();
        Answer withheld = post(moderation + "/withhold", council, "{\"reasonCode\":\"ABUSE\"}");
        assertThat(withheld.text("$.status")).as(withheld.body()).isEqualTo("WITHHELD");
        assertThat(get(REQUESTS + "/" + id, null).status()).isEqualTo(404);
        assertThat(get(REQUESTS + "/" + id, someone().token()).status()).isEqualTo(404);
        assertThat(get(REQUESTS + "?area=" + JIAXIULOU, null).body()).doesNotContain(id);
        assertThat(get(REQUESTS + "/" + id, owner.token()).text("$.publication"))
                .isEqualTo("WITHHELD");

        String appeal = "/api/v1/moderation/" + ids.getFirst() + "/appeal";
        assertThat(post(appeal, owner.token(), "{\"text\":\"并无此事\"}").status()).isEqualTo(200);
        assertThat(post(moderation + "/pass", signIn("supervisor").token(), null).status())
                .isEqualTo(200);
        assertThat(get(REQUESTS + "/" + id, null).status()).isEqualTo(200);
        assertThat(get(REQUESTS + "?area=" + JIAXIULOU, null).body()).contains(id);
        Answer inbox = get("/api/v1/notices", owner.token());
        assertThat(inbox.<List<String>>at("$.items[?(@.type =~ /moderation.*/)].text"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("诉求", "申诉成立"),
                        second -> assertThat(second).contains("诉求", "辱骂攻击", "申诉"));
    }
}
