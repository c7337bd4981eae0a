package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.zhumin.kernel.DomainException;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

class CallbackGateTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.ofEpochSecond(1_714_036_504), ZoneOffset.UTC);

    private static MultiValueMap<String, String> query() {
        var query = new LinkedMultiValueMap<String, String>();
        query.add("timestamp", "1714036504");
        query.add("nonce", "1514711492");
        query.add("signature", "f464b24fc39322e44b38aa78f5edd27bd1441696");
        return query;
    }

    @Test
    void withoutAKeyAPlainMessageIsTaken() {
        var gate = new CallbackGate(new CallbackSettings("AAAAA", "", "wx1"), CLOCK);
        byte[] body = "{\"Event\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(gate.open(query(), body).path("Event").asString()).isEqualTo("x");
    }

    @Test
    void withoutATokenEverythingIsRefused() {
        var gate = new CallbackGate(new CallbackSettings("", "", "wx1"), CLOCK);
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> gate.greet(query()))
                .matches(refusal -> refusal.is(WeChatProblem.CALLBACK_OFF));
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> gate.open(query(), new byte[0]))
                .matches(refusal -> refusal.is(WeChatProblem.CALLBACK_OFF));
    }
}
