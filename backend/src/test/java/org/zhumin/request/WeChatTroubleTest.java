package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhumin.testing.ApplicationTest;
import org.zhumin.wechat.simulator.Fault;
import org.zhumin.wechat.simulator.WeChatSimulator;

import java.time.Duration;

/** What residents see while WeChat is down, slow, or in doubt. */
class WeChatTroubleTest extends ApplicationTest {
    private static final String BODY =
            "{\"kind\":\"HELP\",\"content\":\"%s\",\"visibility\":\"PUBLIC\"}";

    @Autowired private WeChatSimulator simulator;

    /** A breaker that has opened stays so for some seconds. */
    @AfterEach
    void mend() {
        simulator.reset();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> signInStatus() == 200 && checkOfText().equals("PASS"));
    }

    private int signInStatus() {
        return post("/api/v1/sessions", null, "{\"code\":\"sim-council\"}").status();
    }

    private String checkOfText() {
        String token = signIn("council").token();
        String id = post("/api/v1/requests", token, BODY.formatted("谢谢")).text("$.id");
        return get("/api/v1/desk/requests/" + id, token).text("$.textCheck");
    }

    @Test
    void anUncheckedTextIsTakenAndWaitsForAPerson() {
        Person owner = someoneWithPhone();
        simulator.inject(WeChatSimulator.TEXT, Fault.errcode(-1));
        Answer taken = post("/api/v1/requests", owner.token(), BODY.formatted("水管爆了"));
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        assertThat(taken.text("$.publication")).isEqualTo("PENDING");
        Answer desk = get("/api/v1/desk/requests/" + taken.text("$.id"), signIn("council").token());
        assertThat(desk.text("$.textCheck")).isEqualTo("UNCHECKED");
    }

    @Test
    void aDoubtfulTextIsTakenAndMarked() {
        Answer taken = post("/api/v1/requests", someone().token(), BODY.formatted("这是复核测试"));
        assertThat(taken.status()).isEqualTo(201);
        Answer desk = get("/api/v1/desk/requests/" + taken.text("$.id"), signIn("council").token());
        assertThat(desk.text("$.textCheck")).isEqualTo("REVIEW");
    }

    @Test
    void aHangingWeChatCostsASubmissionItsTimeLimitOnly() {
        Person owner = someone();
        simulator.inject(WeChatSimulator.TEXT, Fault.hanging());
        Answer taken = post("/api/v1/requests", owner.token(), BODY.formatted("停电了"));
        assertThat(taken.status()).isEqualTo(201);
    }

    @Test
    void signingInWaitsForWeChatToComeBackAndRenewingDoesNot() {
        Person person = someone();
        simulator.inject(WeChatSimulator.SESSION, Fault.status(500));
        Answer refused = post("/api/v1/sessions", null, "{\"code\":\"sim-" + newName() + "\"}");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().getFirst("Retry-After")).isNotBlank();
        assertThat(post("/api/v1/sessions/renew", person.token(), null).status()).isEqualTo(200);
    }
}
