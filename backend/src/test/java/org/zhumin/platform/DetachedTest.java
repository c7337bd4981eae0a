package org.zhumin.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

class DetachedTest {
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final Sinks.One<String> firstWrite = Sinks.one();

    private Mono<String> twoWrites() {
        return firstWrite
                .asMono()
                .doOnNext(written::add)
                .then(Mono.fromSupplier(() -> "second"))
                .doOnNext(written::add);
    }

    @Test
    void goesOnWhenTheCallerLeavesBetweenTwoWrites() {
        var caller = Detached.run(twoWrites()).subscribe();
        caller.dispose();
        firstWrite.tryEmitValue("first");
        assertThat(written).containsExactly("first", "second");
    }

    @Test
    void isNotStartedBeforeItIsWanted() {
        Detached.run(twoWrites());
        assertThat(firstWrite.currentSubscriberCount()).isZero();
    }

    @Test
    void givesTheResultTheErrorAndTheEmptyEnd() {
        firstWrite.tryEmitValue("first");
        StepVerifier.create(Detached.run(twoWrites())).expectNext("second").verifyComplete();
        StepVerifier.create(Detached.run(Mono.error(new IllegalStateException("no"))))
                .verifyErrorMessage("no");
        StepVerifier.create(Detached.run(Mono.empty())).verifyComplete();
    }

    @Test
    void carriesTheCallersContext() {
        var work = Mono.deferContextual(context -> Mono.just(context.<String>get("id")));
        StepVerifier.create(Detached.run(work).contextWrite(context -> context.put("id", "r-1")))
                .expectNext("r-1")
                .verifyComplete();
    }
}
