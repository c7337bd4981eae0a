package org.zhumin.moderation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import org.springframework.stereotype.Component;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code zhumin.moderation.waiting} (tag state: open, appealed) is the length of the queue over all
 * instances, {@code zhumin.moderation.owing} decisions without effect yet; both are renewed twice a
 * minute. {@code zhumin.moderation.reports} and {@code zhumin.moderation.decisions} (tag state)
 * count; {@code zhumin.text.checks} counts texts by outcome and whether they could be checked.
 */
@Component
class ModerationMeters {
    private static final String WAITING = "zhumin.moderation.waiting";

    private final MeterRegistry meters;
    private final AtomicLong open;
    private final AtomicLong appealed;
    private final AtomicLong owing;

    ModerationMeters(MeterRegistry meters) {
        this.meters = meters;
        open = gauge(WAITING, Tags.of("state", "open"));
        appealed = gauge(WAITING, Tags.of("state", "appealed"));
        owing = gauge("zhumin.moderation.owing", Tags.empty());
    }

    private AtomicLong gauge(String name, Tags tags) {
        var value = new AtomicLong();
        meters.gauge(name, tags, value);
        return value;
    }

    void queue(long openNow, long appealedNow, long owingNow) {
        open.set(openNow);
        appealed.set(appealedNow);
        owing.set(owingNow);
    }

    void reported() {
        meters.counter("zhumin.moderation.reports").increment();
    }

    void decided(CaseState state) {
        meters.counter("zhumin.moderation.decisions", "state", lower(state)).increment();
    }

    void textChecked(TextJudgement judgement) {
        meters.counter(
                        "zhumin.text.checks",
                        "outcome",
                        lower(judgement.outcome()),
                        "checked",
                        Boolean.toString(judgement.checked()))
                .increment();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
