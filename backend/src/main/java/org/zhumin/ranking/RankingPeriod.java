package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;
import org.zhumin.platform.web.FactKey;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One month (考核月) and its editions: open, then frozen, then published, and for a correction frozen
 * and published again. Everything that may be refused is refused here, and one guarded write stores
 * the whole, so that of two who act at once one is told that the state changed.
 *
 * @param period {@code yyyy-MM}
 * @param revision 0 while nothing is stored
 */
record RankingPeriod(String period, List<Edition> editions, long revision) {
    /** How late a write of the month may still arrive (architecture, pattern 6). */
    static final Duration GRACE = Duration.ofSeconds(15);

    static final int MAX_OBJECTIONS = 500;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    RankingPeriod {
        editions = List.copyOf(editions);
    }

    static RankingPeriod open(String period) {
        return new RankingPeriod(period, List.of(), 0);
    }

    /** The first moment of the month. */
    static Instant startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZONE).toInstant();
    }

    Optional<Edition> findLast() {
        return editions.isEmpty() ? Optional.empty() : Optional.of(editions.getLast());
    }

    Optional<Edition> findPublished() {
        return editions.reversed().stream().filter(Edition::isPublished).findFirst();
    }

    /** Fails with {@code ranking.version-unknown}. */
    Edition get(int version) {
        if (version < 1 || version > editions.size()) {
            throw RankingProblem.VERSION_UNKNOWN.refusal();
        }
        return editions.get(version - 1);
    }

    /** Whether the last edition was frozen by this very call. */
    boolean isFrozenBy(FactKey key) {
        Optional<Edition> own =
                findLast().filter(edition -> edition.freezeOperation().equals(key.id()));
        own.ifPresent(edition -> key.requireSameBody(edition.freezeBodyHash()));
        return own.isPresent();
    }

    boolean isPublishedBy(FactKey key) {
        return findLast().filter(e -> key.id().equals(e.publishOperation())).isPresent();
    }

    /** Fails if the month is not over, or is frozen, or published and no reason is given. */
    void requireFreezable(Instant now, @Nullable String reason) {
        Instant end = startOf(YearMonth.parse(period).plusMonths(1));
        if (now.isBefore(end.plus(GRACE))) {
            throw RankingProblem.PERIOD_NOT_OVER.refusal(period);
        }
        findLast()
                .ifPresent(
                        last -> {
                            if (!last.isPublished()) {
                                throw RankingProblem.ALREADY_FROZEN.refusal(period);
                            }
                            if (reason == null) {
                                throw RankingProblem.REASON_NEEDED.refusal(period);
                            }
                        });
    }

    RankingPeriod freeze(Edition next) {
        var all = new ArrayList<>(editions);
        all.add(next);
        return new RankingPeriod(period, all, revision + 1);
    }

    /** Fails unless an edition is frozen and not published. */
    Edition requireFrozen() {
        return findLast()
                .filter(edition -> !edition.isPublished())
                .orElseThrow(() -> RankingProblem.NOT_FROZEN.refusal(period));
    }

    RankingPeriod object(Objection objection) {
        Edition frozen = requireFrozen();
        if (!objection.at().isBefore(frozen.objectionsUntil())) {
            throw RankingProblem.OBJECTIONS_OVER.refusal();
        }
        if (frozen.objections().size() >= MAX_OBJECTIONS) {
            throw RankingProblem.OBJECTIONS_TOO_MANY.refusal(MAX_OBJECTIONS);
        }
        if (frozen.objections().stream().anyMatch(o -> o.number().equals(objection.number()))) {
            throw RankingProblem.ALREADY_OBJECTED.refusal();
        }
        var all = new ArrayList<>(frozen.objections());
        all.add(objection);
        return replaceLast(frozen.withObjections(all));
    }

    RankingPeriod answer(String id, Objection.Answer answer) {
        Edition frozen = requireFrozen();
        Objection objection =
                frozen.findObjection(id).orElseThrow(RankingProblem.OBJECTION_UNKNOWN::refusal);
        if (objection.state() != Objection.State.OPEN) {
            throw RankingProblem.ALREADY_ANSWERED.refusal();
        }
        String reason = answer.reasonCode();
        if (reason != null && !frozen.formula().exclusions().contains(reason)) {
            throw RankingProblem.EXCLUSION_NOT_ALLOWED
                    .problem(reason)
                    .with("allowed", frozen.formula().exclusions())
                    .refusal();
        }
        return replaceLast(
                frozen.withObjections(
                        frozen.objections().stream()
                                .map(one -> one.id().equals(id) ? one.answer(answer) : one)
                                .toList()));
    }

    /** Fails unless it is frozen, the time for objections is over, and all are answered. */
    Edition requirePublishable(Instant now) {
        Edition frozen = requireFrozen();
        if (now.isBefore(frozen.objectionsUntil())) {
            throw RankingProblem.OBJECTIONS_RUNNING
                    .problem()
                    .with("until", frozen.objectionsUntil())
                    .refusal();
        }
        if (frozen.hasOpenObjections()) {
            throw RankingProblem.OBJECTIONS_UNANSWERED.refusal();
        }
        return frozen;
    }

    RankingPeriod publish(String tables, String inputHash, Instant at, String operation) {
        return replaceLast(requirePublishable(at).published(tables, inputHash, at, operation));
    }

    private RankingPeriod replaceLast(Edition edition) {
        var all = new ArrayList<>(editions);
        all.set(all.size() - 1, edition);
        return new RankingPeriod(period, all, revision + 1);
    }
}
