package org.zhumin.wechat;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.Detached;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Keeps what WeChat tells, then gives it to the listeners. Kept first, so that nothing is lost when
 * WeChat, which repeats three times, has given up: a sweeper goes on for {@link #KEPT}. A message
 * that comes again while it is delivered, or afterwards, is only acknowledged.
 */
@Service
class CallbackService {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackService.class);

    /** WeChat repeats within seconds; our own repetition goes on as long. */
    private static final Duration KEPT = Duration.ofDays(3);

    /** WeChat waits five seconds for an answer. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);

    /** Longer than a delivery takes. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private static final Duration PAUSE_MIN = Duration.ofSeconds(2);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(30);

    private final CallbackInbox inbox;
    private final ObjectProvider<CallbackListener> listeners;
    private final MeterRegistry meters;
    private final Clock clock;

    CallbackService(
            CallbackInbox inbox,
            ObjectProvider<CallbackListener> listeners,
            MeterRegistry meters,
            Clock clock) {
        this.inbox = inbox;
        this.listeners = listeners;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Ends when the message need not be told again. Fails when it could not be kept, or a listener
     * failed or took too long.
     */
    Mono<Void> receive(JsonNode message) {
        if (!CallbackReader.isOfInterest(message)) {
            count("other", "ignored");
            return Mono.empty();
        }
        String id = CallbackReader.idOf(message);
        var now = clock.instant();
        return Detached.run(
                        inbox.put(id, message.toString(), now, now.plus(KEPT))
                                .then(Mono.defer(() -> deliver(id))))
                .timeout(ANSWER_LIMIT);
    }

    private Mono<Void> deliver(String id) {
        var now = clock.instant();
        return inbox.claim(id, now, now.plus(CLAIM)).flatMap(this::deliver);
    }

    private Mono<Void> deliver(CallbackInbox.Kept kept) {
        JsonNode read = CallbackReader.parse(kept.body().getBytes(StandardCharsets.UTF_8));
        return tell(CallbackReader.read(kept.id(), kept.receivedAt(), read))
                .then(Mono.defer(() -> inbox.taken(kept.id(), clock.instant())))
                .doOnSuccess(_ -> count(CallbackReader.event(read), "taken"))
                .onErrorResume(
                        failure -> {
                            count(CallbackReader.event(read), "failed");
                            return inbox.again(kept.id(), clock.instant().plus(pause(kept)))
                                    .then(Mono.error(failure));
                        });
    }

    /** All of them, also when one fails. */
    private Mono<Void> tell(@Nullable CallbackMessage message) {
        return message == null
                ? Mono.empty()
                : Flux.fromStream(listeners::orderedStream)
                        .concatMapDelayError(listener -> listener.received(message))
                        .then();
    }

    private static Duration pause(CallbackInbox.Kept kept) {
        Duration pause = PAUSE_MIN.multipliedBy(1L << Math.min(kept.attempts() - 1, 10));
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    Mono<Void> deliverAgain() {
        return Flux.defer(() -> inbox.listDue(clock.instant()))
                .concatMap(this::deliverOne)
                .then()
                .onErrorResume(DomainException.class, CallbackService::tryNextTime);
    }

    /** One that fails must not keep the others waiting. */
    private Mono<Void> deliverOne(String id) {
        return deliver(id)
                .onErrorResume(
                        failure -> {
                            LOG.warn("WeChat's message {} waits: {}", id, failure.toString());
                            return Mono.empty();
                        });
    }

    private static Mono<Void> tryNextTime(DomainException away) {
        LOG.warn("Waiting messages of WeChat were not read, MongoDB does not answer");
        return Mono.empty();
    }

    private void count(String event, String result) {
        meters.counter("zhumin.wechat.callbacks", "event", event, "result", result).increment();
    }
}
