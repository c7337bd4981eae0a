package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

class CallbackServiceIT {
    private static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static TestDatabase database;

    private final List<CallbackMessage> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final MongoCallbackInbox inbox =
            database.withIndexes(new MongoCallbackInbox(database.database()));

    @BeforeAll
    static void connect() {
        database = TestDatabase.create("callbacks");
    }

    private CallbackService at(Instant now) {
        var beans = new StaticListableBeanFactory();
        beans.addBean("failing", (CallbackListener) _ -> failure());
        beans.addBean("hearing", (CallbackListener) this::hear);
        return new CallbackService(
                inbox,
                beans.getBeanProvider(CallbackListener.class),
                new SimpleMeterRegistry(),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private Mono<Void> failure() {
        return Mono.defer(
                () ->
                        failures.getAndDecrement() > 0
                                ? Mono.error(new IllegalStateException("listener"))
                                : Mono.empty());
    }

    private Mono<Void> hear(CallbackMessage message) {
        return Mono.fromRunnable(() -> heard.add(message));
    }

    private static JsonNode message() {
        String text =
                "{\"Event\":\"wxa_media_check\",\"FromUserName\":\"o\",\"CreateTime\":1,"
                        + "\"trace_id\":\"t"
                        + SERIAL.incrementAndGet()
                        + "\",\"result\":{\"suggest\":\"pass\"}}";
        return CallbackReader.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean failed(Mono<Void> call) {
        return call.thenReturn(false).onErrorReturn(true).block(WAIT);
    }

    @Test
    void aMessageIsHeardOnceHoweverOftenItComes() {
        failures.set(0);
        JsonNode message = message();
        var service = at(NOW);
        Flux.range(0, 16)
                .flatMap(_ -> service.receive(message).subscribeOn(Schedulers.parallel()))
                .blockLast(WAIT);
        assertThat(heard).hasSize(1);
        service.receive(message).block(WAIT);
        at(NOW.plusSeconds(3_600)).deliverAgain().block(WAIT);
        assertThat(heard).hasSize(1);
    }

    @Test
    void aFailingListenerMakesWeChatRepeatAndKeepsNobodyElseFromHearing() {
        failures.set(1);
        JsonNode message = message();
        assertThat(failed(at(NOW).receive(message))).isTrue();
        assertThat(heard).hasSize(1);
        assertThat(failed(at(NOW.plusSeconds(5)).receive(message))).isFalse();
        assertThat(heard).hasSize(2);
    }

    @Test
    void whatWeChatNoLongerRepeatsIsDeliveredByTheSweeper() {
        failures.set(3);
        JsonNode message = message();
        assertThat(failed(at(NOW).receive(message))).isTrue();
        heard.clear();
        for (int minute = 1; minute <= 4; minute++) {
            at(NOW.plusSeconds(minute * 60L)).deliverAgain().block(WAIT);
        }
        assertThat(failures).hasValue(-1);
        assertThat(heard).hasSize(3);
        assertThat(inbox.listDue(NOW.plusSeconds(86_400)).collectList().block(WAIT)).isEmpty();
    }

    @Test
    void aDeliveryThatDiedIsTakenUpAgain() {
        JsonNode message = message();
        String id = CallbackReader.idOf(message);
        inbox.put(id, message.toString(), NOW, NOW.plusSeconds(86_400)).block(WAIT);
        assertThat(inbox.claim(id, NOW, NOW.plusSeconds(30)).block(WAIT)).isNotNull();
        failures.set(0);
        at(NOW.plusSeconds(10)).deliverAgain().block(WAIT);
        assertThat(heard).isEmpty();
        at(NOW.plusSeconds(31)).deliverAgain().block(WAIT);
        assertThat(heard).extracting(CallbackMessage::id).containsExactly(id);
    }
}
