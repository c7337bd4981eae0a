package org.zhumin.request;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

import java.util.Locale;

/** Counts what happens to requests: {@code zhumin.requests}, tagged with the action. */
@Component
class RequestMeters {
    private final MeterRegistry meters;

    RequestMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void submitted() {
        count("submit");
    }

    void done(RequestAction action) {
        count(action.name().toLowerCase(Locale.ROOT));
    }

    private void count(String action) {
        meters.counter("zhumin.requests", "action", action).increment();
    }
}
