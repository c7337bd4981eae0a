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

/**
 * Calls whose caller goes away after each write in turn, as a phone does: what was begun is to be
 * done to its end.
 */
@Import(CancelledCalls.Writes.class)
public abstract class CancelledCalls extends ApplicationTest {
    private static final int WRITES_MAX = 40;
    private static final Duration DONE_WITHIN = Duration.ofSeconds(20);

    @Autowired private Writes writes;

    /**
     * A call that nobody has made yet.
     *
     * @param call makes it, each time again, and gives the status of the answer
     * @param marks a write that holds one of these is the call's, and not of something beside it
     * @param done asserts that all of it is done, and once
     */
    public record Trial(Mono<Integer> call, List<String> marks, Runnable done) {
        /** A call of the application's own. */
        public static Trial inside(Supplier<Mono<?>> call, List<String> marks, Runnable done) {
            return new Trial(Mono.defer(() -> call.get().thenReturn(200)), marks, done);
        }
    }

    protected Trial posting(
            String path, String token, String json, List<String> marks, Runnable done) {
        return calling(HttpMethod.POST, path, token, MediaType.APPLICATION_JSON, json, marks, done);
    }

    /**
     * @param body its content; null without
     */
    protected Trial calling(
            HttpMethod method,
            String path,
            String token,
            MediaType type,
            Object body,
            List<String> marks,
            Runnable done) {
        HttpHeaders headers = bearer(token);
        headers.set("Idempotency-Key", "leaving-" + newName());
        var request =
                WebClient.create("http://127.0.0.1:" + port())
                        .method(method)
                        .uri(path)
                        .headers(own -> own.addAll(headers));
        var filled = body == null ? request : request.contentType(type).bodyValue(body);
        Mono<Integer> call =
                filled.exchangeToMono(
                        answer -> answer.releaseBody().thenReturn(answer.statusCode().value()));
        return new Trial(call, marks, done);
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
            ended = leaveAfter(after, trial.marks(), trial.call());
            left += ended ? 0 : 1;
            await().pollDelay(Duration.ZERO).atMost(DONE_WITHIN).untilAsserted(trial.done()::run);
            int status = trial.call().block(DONE_WITHIN);
            assertThat(status).as("the same call again").isLessThan(500);
            trial.done().run();
        }
        assertThat(ended).as("ends within so many writes").isTrue();
        assertThat(left).as("callers who left").isPositive();
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
        private static final Set<String> OF_RANKINGS = Set.of("projected", "ranking_projector");

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
            return wanted.stream().anyMatch(command::contains)
                    && OF_RANKINGS.stream().noneMatch(command::contains);
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
