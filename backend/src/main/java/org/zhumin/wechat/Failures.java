package org.zhumin.wechat;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;

import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.error.WxRuntimeException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpResponseException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Sorts everything that WxJava, its HTTP client and the guards can throw. */
final class Failures {
    private Failures() {}

    static WeChatFailure of(@Nullable Throwable error) {
        return switch (error) {
            case WeChatFailure known -> known;
            case WxErrorException answer -> ofErrcode(answer.getError().getErrorCode());
            case WxRuntimeException wrapped -> WeChatFailure.of(ofCause(wrapped.getCause()));
            case IOException network -> WeChatFailure.of(ofCause(network));
            case TimeoutException _ -> WeChatFailure.of(FailureKind.NO_ANSWER);
            case CallNotPermittedException _ -> WeChatFailure.of(FailureKind.SHUT_OFF);
            case BulkheadFullException _ -> WeChatFailure.of(FailureKind.SATURATED);
            // WxJava answers bodies it cannot read with whatever its parser happens to throw.
            case null, default -> WeChatFailure.of(FailureKind.GARBLED);
        };
    }

    static WeChatFailure ofErrcode(int errcode) {
        return new WeChatFailure(kindOf(errcode), errcode);
    }

    private static FailureKind kindOf(int errcode) {
        return switch (errcode) {
            case -1 -> FailureKind.BUSY;
            // WxJava's own number for an empty answer.
            case -99 -> FailureKind.GARBLED;
            case 45009, 45011, 45029, 45168 -> FailureKind.LIMITED;
            case 40029, 40163 -> FailureKind.CODE_REJECTED;
            case 40226 -> FailureKind.BLOCKED;
            case 40001, 40014, 42001, 40013, 40125, 40164, 41002, 41004, 40243 ->
                    FailureKind.CREDENTIALS;
            case 61010 -> FailureKind.NOT_SEEN;
            case 43101, 40003, 40037, 41030, 47003 -> FailureKind.FINAL;
            default -> FailureKind.UNEXPECTED;
        };
    }

    private static FailureKind ofCause(@Nullable Throwable cause) {
        return switch (cause) {
            case ConnectionRequestTimeoutException _ -> FailureKind.SATURATED;
            case ConnectException _ -> FailureKind.NOT_CONNECTED;
            case ConnectTimeoutException _ -> FailureKind.NOT_CONNECTED;
            case UnknownHostException _ -> FailureKind.NOT_CONNECTED;
            case NoRouteToHostException _ -> FailureKind.NOT_CONNECTED;
            case SSLHandshakeException _ -> FailureKind.UNTRUSTED;
            case SSLPeerUnverifiedException _ -> FailureKind.UNTRUSTED;
            case HttpResponseException answer -> ofStatus(answer.getStatusCode());
            case null, default -> FailureKind.NO_ANSWER;
        };
    }

    private static FailureKind ofStatus(int status) {
        if (status == 429) {
            return FailureKind.LIMITED;
        }
        return status >= 500 ? FailureKind.NO_ANSWER : FailureKind.GARBLED;
    }
}
