package org.zhumin.ranking;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;
import org.zhumin.ranking.Audited.Result;
import org.zhumin.ranking.ProjectionBatch.State;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Proves that the projection is what a recount of the orders gives. Every night for this month and
 * the last; what it finds is in the metric {@code zhumin.ranking.audits}, by result.
 */
@Component
class RankingAudit {
    private static final int ATTEMPTS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(RankingAudit.class);

    private final Projection projection;
    private final Facts facts;
    private final Tallies tallies;
    private final MeterRegistry meters;
    private final Clock clock;

    RankingAudit(
            Projection projection,
            Facts facts,
            Tallies tallies,
            MeterRegistry meters,
            Clock clock) {
        this.projection = projection;
        this.facts = facts;
        this.tallies = tallies;
        this.meters = meters;
        this.clock = clock;
    }

    @Scheduled(cron = "0 40 3 * * *", zone = "Asia/Shanghai")
    Mono<Void> auditNightly() {
        return Flux.defer(this::lastMonths)
                .concatMap(month -> audit(month.toString()))
                .then()
                .onErrorResume(DomainException.class, RankingAudit::tryNextTime);
    }

    private Flux<YearMonth> lastMonths() {
        YearMonth now = YearMonth.now(clock);
        return Flux.just(now.minusMonths(1), now);
    }

    private static Mono<Void> tryNextTime(DomainException outage) {
        LOG.warn("Rankings were not audited, MongoDB does not answer");
        return Mono.empty();
    }

    /** Compares while no batch is under way; tries again when one came between. */
    Mono<Audited> audit(String period) {
        return compare(period)
                .repeatWhenEmpty(ATTEMPTS, again -> again)
                .onErrorResume(IllegalStateException.class, _ -> Mono.just(busy(period)))
                .doOnNext(this::tell);
    }

    private Mono<Audited> compare(String period) {
        return projection
                .current()
                .filter(before -> before.state() == State.SETTLED)
                .flatMap(before -> recount(period).filterWhen(_ -> isStill(before)));
    }

    private Mono<Boolean> isStill(ProjectionBatch before) {
        return projection
                .current()
                .map(now -> now.number() == before.number() && now.state() == State.SETTLED);
    }

    private Mono<Audited> recount(String period) {
        return facts.ofPeriodOrCountedIn(period)
                .collect(() -> new Recount(period), Recount::add)
                .flatMap(recount -> tallies.ofPeriod(period).collectList().map(recount::compare));
    }

    private static Audited busy(String period) {
        return new Audited(period, 0, 0, List.of(), Result.BUSY);
    }

    private void tell(Audited audited) {
        String result = audited.result().name().toLowerCase(Locale.ROOT);
        meters.counter("zhumin.ranking.audits", "result", result).increment();
        if (audited.result() == Result.DIFFERS) {
            LOG.error("Tallies differ from the orders they were made of: {}", audited);
        }
    }

    /** Counts orders by what they say, or while they wait, by what was counted of them. */
    private static final class Recount {
        private final String period;
        private final TallySheet sheet = new TallySheet();
        private long orders;
        private long waiting;

        Recount(String period) {
            this.period = period;
        }

        void add(Facts.Fact fact) {
            orders++;
            waiting += fact.isWaiting() ? 1 : 0;
            Contribution counts =
                    fact.isWaiting() ? fact.counted() : Contribution.of(fact.outcome());
            if (counts != null && counts.period().equals(period)) {
                sheet.add(counts);
            }
        }

        Audited compare(List<Tally> stored) {
            Map<String, Object> expected = plain(sheet.tallies());
            Map<String, Object> found = plain(stored);
            var keys = new TreeSet<>(expected.keySet());
            keys.addAll(found.keySet());
            keys.removeIf(key -> Objects.equals(expected.get(key), found.get(key)));
            return new Audited(
                    period,
                    orders,
                    waiting,
                    List.copyOf(keys),
                    keys.isEmpty() ? Result.EQUAL : Result.DIFFERS);
        }

        /** Numbers only: names may differ, and zeros are as good as nothing. */
        private static Map<String, Object> plain(List<Tally> tallies) {
            var plain = new HashMap<String, Object>();
            for (Tally tally : tallies) {
                var rows = new HashMap<String, Map<String, OrderCounts>>();
                tally.rows().forEach((organization, row) -> addRow(rows, organization, row));
                if (!rows.isEmpty()) {
                    plain.put(tally.key(), rows);
                }
            }
            return plain;
        }

        private static void addRow(
                Map<String, Map<String, OrderCounts>> rows, String organization, Tally.Row row) {
            var buckets = new HashMap<>(row.buckets());
            buckets.values().removeIf(OrderCounts::isZero);
            if (!buckets.isEmpty()) {
                rows.put(organization, buckets);
            }
        }
    }
}
