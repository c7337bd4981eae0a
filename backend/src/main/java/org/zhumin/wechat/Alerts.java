package org.zhumin.wechat;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the operator what only he can mend, each thing once a minute. */
final class Alerts {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final long APART_MILLIS = 60_000;

    private final Clock clock;
    private final Map<String, Long> lastTold = new ConcurrentHashMap<>();

    Alerts(Clock clock) {
        this.clock = clock;
    }

    void consider(Call call, WeChatFailure failure) {
        switch (failure.kind()) {
            case CREDENTIALS ->
                    tell(
                            failure,
                            call,
                            "check zhumin.wechat.app-id and .secret, and WeChat's IP list");
            case UNTRUSTED ->
                    tell(failure, call, "the certificate of zhumin.wechat.api-host is not trusted");
            case UNEXPECTED -> tell(failure, call, "look the errcode up in WeChat's documentation");
            case FINAL -> considerFinal(call, failure);
            default -> {}
        }
    }

    /** A receiver who is gone or has not subscribed is everyday life; a wrong template is not. */
    private void considerFinal(Call call, WeChatFailure failure) {
        if (failure.errcode() != 43101 && failure.errcode() != 40003) {
            tell(failure, call, "a template, page or field does not fit");
        }
    }

    private void tell(WeChatFailure failure, Call call, String advice) {
        String what = call.tag() + failure.getMessage();
        long now = clock.millis();
        Long told = lastTold.get(what);
        boolean due = told == null || now - told >= APART_MILLIS;
        if (due && swap(what, told, now)) {
            LOG.error("WeChat refuses {} calls: {}; {}", call.tag(), failure.getMessage(), advice);
        }
    }

    private boolean swap(String what, @Nullable Long told, long now) {
        return told == null
                ? lastTold.putIfAbsent(what, now) == null
                : lastTold.replace(what, told, now);
    }
}
