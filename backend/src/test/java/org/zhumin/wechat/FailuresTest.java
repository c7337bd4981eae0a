package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonSyntaxException;

import me.chanjar.weixin.common.error.WxError;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.error.WxRuntimeException;

import org.apache.hc.client5.http.HttpResponseException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

class FailuresTest {
    @ParameterizedTest
    @CsvSource({
        "-1, BUSY",
        "-99, GARBLED",
        "45009, LIMITED",
        "45011, LIMITED",
        "45168, LIMITED",
        "40029, CODE_REJECTED",
        "40163, CODE_REJECTED",
        "40226, BLOCKED",
        "40001, CREDENTIALS",
        "42001, CREDENTIALS",
        "40014, CREDENTIALS",
        "40125, CREDENTIALS",
        "40013, CREDENTIALS",
        "40164, CREDENTIALS",
        "61010, NOT_SEEN",
        "43101, FINAL",
        "40003, FINAL",
        "40037, FINAL",
        "41030, FINAL",
        "47003, FINAL",
        "87014, UNEXPECTED",
        "99999, UNEXPECTED"
    })
    void errcodeHasItsKind(int errcode, FailureKind kind) {
        var error = WxError.builder().errorCode(errcode).errorMsg("secret words").build();
        WeChatFailure failure = Failures.of(new WxErrorException(error));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.errcode()).isEqualTo(errcode);
        assertThat(failure).hasNoCause().hasMessage(kind + " " + errcode);
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(new ConnectException(), FailureKind.NOT_CONNECTED),
                Arguments.of(new UnknownHostException(), FailureKind.NOT_CONNECTED),
                Arguments.of(new SocketTimeoutException(), FailureKind.NO_ANSWER),
                Arguments.of(new NoHttpResponseException(""), FailureKind.NO_ANSWER),
                Arguments.of(new IOException(), FailureKind.NO_ANSWER),
                Arguments.of(new SSLHandshakeException(""), FailureKind.UNTRUSTED),
                Arguments.of(new ConnectionRequestTimeoutException(), FailureKind.SATURATED),
                Arguments.of(new HttpResponseException(500, ""), FailureKind.NO_ANSWER),
                Arguments.of(new HttpResponseException(502, ""), FailureKind.NO_ANSWER),
                Arguments.of(new HttpResponseException(404, ""), FailureKind.GARBLED),
                Arguments.of(new HttpResponseException(429, ""), FailureKind.LIMITED));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void networkErrorHasItsKindWrappedOrBare(IOException cause, FailureKind kind) {
        assertThat(Failures.of(cause).kind()).isEqualTo(kind);
        assertThat(Failures.of(new WxRuntimeException(cause)).kind()).isEqualTo(kind);
    }

    @Test
    void unreadableAnswersAreGarbled() {
        assertThat(Failures.of(new JsonSyntaxException("")).kind()).isEqualTo(FailureKind.GARBLED);
        assertThat(Failures.of(new NullPointerException()).kind()).isEqualTo(FailureKind.GARBLED);
        assertThat(Failures.of(new TimeoutException()).kind()).isEqualTo(FailureKind.NO_ANSWER);
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY, true, true",
        "NOT_CONNECTED, true, true",
        "NO_ANSWER, true, false",
        "GARBLED, true, false",
        "HELD_OFF, false, false",
        "LIMITED, false, false",
        "CODE_REJECTED, false, false",
        "CREDENTIALS, false, false",
        "NOT_SEEN, false, false"
    })
    void oneTimeCodesAreRepeatedOnlyIfUnused(FailureKind kind, boolean text, boolean session) {
        assertThat(kind.repeatable(Call.TEXT)).isEqualTo(text);
        assertThat(kind.repeatable(Call.SESSION)).isEqualTo(session);
        assertThat(kind.repeatable(Call.PHONE)).isEqualTo(session);
        assertThat(kind.repeatable(Call.SUBSCRIBE)).isEqualTo(session);
    }
}
