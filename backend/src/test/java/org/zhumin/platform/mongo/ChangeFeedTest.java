package org.zhumin.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.zhumin.testing.MovedClock;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class ChangeFeedTest {
    private static final Instant FIRST = Instant.parse("2026-03-02T02:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final List<Instant> changes = new ArrayList<>();
    private final List<Instant> learnt = new ArrayList<>();
    private final MovedClock clock = new MovedClock();
    private boolean away;
    private final ChangeFeed<Instant> feed =
            new ChangeFeed<>(this::changedSince, change -> change, clock);

    private Flux<Instant> changedSince(Instant since) {
        List<Instant> found = changes.stream().filter(one -> !one.isBefore(since)).toList();
        return away
                ? Flux.fromIterable(found).concatWith(Flux.error(new IllegalStateException("away")))
                : Flux.fromIterable(found);
    }

    private List<Instant> heard() {
        learnt.clear();
        feed.hear(learnt::add).block();
        return List.copyOf(learnt);
    }

    @Test
    void tellsAllTheFirstTimeAndThenWhatMayHaveBecomeVisible() {
        Instant late = FIRST.plusSeconds(60);
        changes.addAll(List.of(FIRST, late));
        assertThat(heard()).containsExactly(FIRST, late);

        Instant seenLater = late.minusSeconds(10);
        changes.add(seenLater);
        assertThat(heard()).containsExactlyInAnyOrder(late, seenLater);
    }

    @Test
    void whatWasSkippedIsNotTold() {
        changes.add(FIRST);
        feed.skip(Mono.just(FIRST.plusSeconds(60))).block();
        assertThat(heard()).isEmpty();

        changes.add(FIRST.plusSeconds(61));
        assertThat(heard()).containsExactly(FIRST.plusSeconds(61));
    }

    @Test
    void whatWasToldBeforeAFailureIsToldAgain() {
        changes.addAll(List.of(FIRST, FIRST.plusSeconds(60)));
        away = true;
        assertThatThrownBy(this::heard).hasMessage("away");
        assertThat(feed.knowsUntil(LIMIT)).isFalse();

        away = false;
        assertThat(heard()).isEqualTo(changes);
    }

    @Test
    void knowsNothingBeforeItWasAskedAndLaterWhatWasSoWhenTheQuestionWasPut() {
        assertThat(feed.knowsUntil(LIMIT)).isFalse();
        heard();
        clock.forward(LIMIT.dividedBy(2));
        assertThat(feed.knowsUntil(LIMIT)).isTrue();
        clock.forward(LIMIT.dividedBy(2));
        assertThat(feed.knowsUntil(LIMIT)).isFalse();
    }

    @Test
    void knowsWhatWasSoBeforeItsBeginningIfThatWasSkipped() {
        feed.skip(Mono.empty()).block();
        assertThat(feed.knowsUntil(LIMIT)).isTrue();
    }
}
