package org.zhumin.platform.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Times what is answered before WebFlux, as WebFlux times the same calls. */
final class HotTimers {
    private final Map<Call, Timer> timers = new ConcurrentHashMap<>();
    private final MeterRegistry meters;

    HotTimers(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * @param at by {@link System#nanoTime}, when the call came in
     */
    void record(HttpMethod method, String uri, HttpStatus status, long at) {
        timers.computeIfAbsent(new Call(method, uri, status), this::timer)
                .record(System.nanoTime() - at, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Call call) {
        return Timer.builder("http.server.requests")
                .tag("error", "none")
                .tag("exception", "none")
                .tag("method", call.method().name())
                .tag("outcome", call.status().is3xxRedirection() ? "REDIRECTION" : "SUCCESS")
                .tag("status", Integer.toString(call.status().value()))
                .tag("uri", call.uri())
                .register(meters);
    }

    private record Call(HttpMethod method, String uri, HttpStatus status) {}
}
