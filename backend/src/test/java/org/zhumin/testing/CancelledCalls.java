package org.zhumin.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.Disposables;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Calls over HTTP whose caller disconnects after each write in turn, as a phone does. */
@Import(CancelledCalls.Writes.class)
public abstract class CancelledCalls extends ApplicationTest {
    private static final int WRITES_MAX = 40;
    private static final Duration DONE_WITHIN = Duration.ofSeconds(20);

    @Autowired private Writes writes;

    /**
     * One call that nobody has made yet.
     *
     * @param body its content; null without
     * @param marks a write that holds one of these is the call's, and not of something beside it
     * @param done asserts that all of it is done, and once
     */
    public record Trial(
            HttpMethod method,
            String path,
            String token,
            MediaType type,
            Object body,
            List<String> marks,
            Runnable done) {
        public static Trial post(
                String path, String token, String json, List<String> marks, Runnable done) {
            return new Trial(
                    HttpMethod.POST, path, token, MediaType.APPLICATION_JSON, json, marks, done);
        }
    }

    /**
     * Leaves after the first write, in a new trial after the second, and so on until one ends
     * before its caller leaves. Each is to be done all the same, and the same call again is to
     * change nothing.
     */
    protected void leaveAfterEachWrite(Supplier<Trial> next) {
        boolean ended = false;
        int left = 0;
        for (int after = 1; after <= WRITES_MAX && !ended; after++) {
            Trial trial = next.get();
            String key = "leaving-" + newName();
            ended = leaveAfter(after, trial.marks(), call(trial, key));
            left += ended ? 0 : 1;
            await().pollDelay(Duration.ZERO).atMost(DONE_WITHIN).untilAsserted(trial.done()::run);
            int status = call(trial, key).block(DONE_WITHIN);
            assertThat(status).as("the same call again").isLessThan(500);
            trial.done().run();
        }
        assertThat(ended).as("ends within so many writes").isTrue();
        assertThat(left).as("callers who left").isPositive();
    }

    private Mono<Integer> call(Trial trial, String key) {
        var request =
                WebClient.create("http://127.0.0.1:" + port())
                        .method(trial.method())
                        .uri(trial.path())
                        .headers(own -> own.addAll(headers(trial, key)));
        var filled =
                trial.body() == null
                        ? request
                        : request.contentType(trial.type()).bodyValue(trial.body());
        return filled.exchangeToMono(
                answer -> answer.releaseBody().thenReturn(answer.statusCode().value()));
    }

    private static HttpHeaders headers(Trial trial, String key) {
        HttpHeaders headers = bearer(trial.token());
        headers.set("Idempotency-Key", key);
        return headers;
    }

    /** Whether it was answered before the caller could leave. */
    private boolean leaveAfter(int count, List<String> marks, Mono<Integer> call) {
        var over = new CountDownLatch(1);
        var status = new AtomicInteger();
        var caller = Disposables.swap();
        writes.expect(count, marks, caller::dispose);
        caller.update(call.doOnNext(status::set).doOnTerminate(over::countDown).subscribe());
        try {
            while (!caller.isDisposed() && !over.await(1, TimeUnit.MILLISECONDS)) {
                assertThat(status.get()).as("answered").isLessThan(300);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        boolean answered = over.getCount() == 0;
        caller.dispose();
        if (answered) {
            assertThat(status.get()).as("answered").isBetween(200, 299);
        }
        return answered;
    }

    /**
     * Counts writes, and does what is to be done at one of them before the application knows of it.
     */
    @TestConfiguration
    protected static class Writes implements CommandListener {
        private static final Set<String> COMMANDS =
                Set.of("insert", "update", "delete", "findAndModify");

        /** Written by rankings alone, whenever they like. */
        private static final String OF_RANKINGS = "projected";

        private final Set<Integer> underWay = ConcurrentHashMap.newKeySet();
        private volatile List<String> wanted = List.of();
        private final AtomicInteger missing = new AtomicInteger();
        private volatile Runnable reached = () -> {};

        void expect(int count, List<String> marks, Runnable then) {
            wanted = List.copyOf(marks);
            reached = then;
            missing.set(count);
        }

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (COMMANDS.contains(event.getCommandName()) && isOfCall(event)) {
                underWay.add(event.getRequestId());
            }
        }

        private boolean isOfCall(CommandStartedEvent event) {
            String command = event.getCommand().toString();
            return wanted.stream().anyMatch(command::contains) && !command.contains(OF_RANKINGS);
        }

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            if (underWay.remove(event.getRequestId()) && missing.decrementAndGet() == 0) {
                reached.run();
            }
        }

        @Bean
        MongoClientSettingsBuilderCustomizer everyWriteIsCounted() {
            return settings -> settings.addCommandListener(this);
        }
    }
}
