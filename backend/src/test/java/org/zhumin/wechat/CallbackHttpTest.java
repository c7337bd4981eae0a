package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import me.chanjar.weixin.common.util.crypto.WxCryptUtil;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhumin.testing.ApplicationTest;

import java.time.Instant;

class CallbackHttpTest extends ApplicationTest {
    private static final String PATH = "/api/v1/wechat/callback";
    private static final String EVENT =
            "{\"FromUserName\":\"o-nobody\",\"CreateTime\":%d,\"MsgType\":\"event\","
                    + "\"Event\":\"subscribe_msg_change_event\",\"List\":{\"TemplateId\":\"none\","
                    + "\"SubscribeStatusString\":\"reject\"}}";

    @Autowired private CallbackSettings settings;

    private String query(String token, long timestamp) {
        return "?timestamp="
                + timestamp
                + "&nonce=n1&signature="
                + CallbackCipher.signature(token, Long.toString(timestamp), "n1");
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    @Test
    void theGreetingIsAnsweredWithItsWord() {
        Answer answer = get(PATH + query(settings.token(), now()) + "&echostr=8841%3Cb%3E", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("8841<b>");
        assertThat(answer.contentType()).startsWith("text/plain");
        assertThat(answer.headers().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @CsvSource({"wrong, 0", ", -301", ", 301"})
    void aGreetingThatIsNotWeChatsIsRejected(String token, long shift) {
        Answer answer =
                get(
                        PATH
                                + query(token == null ? settings.token() : token, now() + shift * 2)
                                + "&echostr=1",
                        null);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("wechat.callback-rejected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?signature=x",
                "?signature=x&timestamp=&nonce=",
                "?signature=x&timestamp=99999999999999999999&nonce=1",
                "?signature=x&timestamp=-1&nonce=1"
            })
    void aCallWithoutTheRightParametersIsRejected(String query) {
        assertThat(get(PATH + query, null).code()).isEqualTo("wechat.callback-rejected");
        assertThat(post(PATH + query, null, "{}").code()).isEqualTo("wechat.callback-rejected");
        assertThat(post(PATH + query, null, null).code()).isEqualTo("wechat.callback-rejected");
    }

    private Answer send(String appId, String message, boolean signed) {
        String sealed =
                new WxCryptUtil(settings.token(), settings.aesKey(), appId)
                        .encrypt("0123456789abcdef", message);
        String timestamp = Long.toString(now());
        String signature =
                CallbackCipher.signature(
                        settings.token(), timestamp, "n1", signed ? sealed : "other");
        return post(
                PATH
                        + query(settings.token(), now())
                        + "&encrypt_type=aes&msg_signature="
                        + signature,
                null,
                "{\"ToUserName\":\"gh\",\"Encrypt\":\"" + sealed + "\"}");
    }

    @Test
    void anEncryptedMessageIsTakenAgainAndAgain() {
        String message = EVENT.formatted(System.nanoTime());
        for (int i = 0; i < 3; i++) {
            Answer answer = send(settings.appId(), message, true);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("success");
        }
    }

    @Test
    void whatIsOfNoInterestIsAcknowledged() {
        assertThat(send(settings.appId(), "{\"MsgType\":\"text\",\"Content\":\"x\"}", true).body())
                .isEqualTo("success");
    }

    @Test
    void aMessageForAnotherAppOrUnderAnotherSignatureIsRejected() {
        String message = EVENT.formatted(1);
        assertThat(send("wx-other", message, true).status()).isEqualTo(403);
        assertThat(send(settings.appId(), message, false).status()).isEqualTo(403);
        assertThat(send(settings.appId(), "{\"appid\":\"wx-other\"}", true).status())
                .isEqualTo(403);
    }

    @Test
    void aPlainMessageIsRejectedWhereThereIsAKey() {
        Answer answer = post(PATH + query(settings.token(), now()), null, EVENT.formatted(1));
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void whatIsNotJsonIsMalformed() {
        Answer answer = send(settings.appId(), "<xml/>", true);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("wechat.callback-unreadable");
    }
}
