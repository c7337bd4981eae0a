package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A running count. Adding the {@link #change} of every vote that was cast, replaced or taken back,
 * in any order, gives the same as counting the votes that stand.
 *
 * @param counts by name, without those that are zero
 */
public record Tally(Map<String, Long> counts) {
    public static final Tally EMPTY = new Tally(Map.of());
    public static final String TOTAL = "total";
    public static final String HOURS = "hours";

    public Tally {
        var kept = new TreeMap<>(counts);
        kept.values().removeIf(count -> count == 0);
        counts = Collections.unmodifiableMap(kept);
    }

    /** Counts the votes that stand. */
    public static Tally of(Iterable<? extends Vote> votes) {
        var sum = new TreeMap<String, Long>();
        votes.forEach(vote -> add(sum, vote.counts(), 1));
        return new Tally(sum);
    }

    /**
     * What one change of a vote adds to the tally; may be negative.
     *
     * @param before absent: there was none that counted
     * @param after absent: it was taken back or no longer counts
     */
    public static Tally change(@Nullable Vote before, @Nullable Vote after) {
        var delta = new TreeMap<String, Long>();
        if (before != null) {
            add(delta, before.counts(), -1);
        }
        if (after != null) {
            add(delta, after.counts(), 1);
        }
        return new Tally(delta);
    }

    public Tally plus(Tally delta) {
        var sum = new TreeMap<>(counts);
        add(sum, delta.counts, 1);
        return new Tally(sum);
    }

    private static void add(Map<String, Long> sum, Map<String, Long> counts, long factor) {
        counts.forEach((name, count) -> sum.merge(name, count * factor, Long::sum));
    }

    public static String choice(Vote.Choice choice) {
        return "choice:" + choice;
    }

    public static String option(String code) {
        return "option:" + code;
    }

    public static String score(int score) {
        return "score:" + score;
    }

    public static String aspect(Vote.Aspect aspect, int score) {
        return aspectName(aspect) + score;
    }

    public static String project(String id) {
        return "project:" + id;
    }

    private static String aspectName(Vote.Aspect aspect) {
        return "aspect:" + aspect.name().toLowerCase(Locale.ROOT) + ":";
    }

    static String inCohort(String cohort, String name) {
        return cohort + "|" + name;
    }

    /** Of the votes of this cohort alone, which are among the others as well. */
    public Tally ofCohort(String cohort) {
        String prefix = inCohort(cohort, "");
        var part = new TreeMap<String, Long>();
        counts.forEach(
                (name, n) -> {
                    if (name.startsWith(prefix)) {
                        part.put(name.substring(prefix.length()), n);
                    }
                });
        return new Tally(part);
    }

    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    public long total() {
        return count(TOTAL);
    }

    /** How many gave 1, 2, 3, 4 and 5. */
    public long[] scores() {
        return distribution("score:");
    }

    /** How many gave 1, 2, 3, 4 and 5 for one aspect. */
    public long[] scores(Vote.Aspect aspect) {
        return distribution(aspectName(aspect));
    }

    private long[] distribution(String prefix) {
        return IntStream.rangeClosed(1, 5).mapToLong(score -> count(prefix + score)).toArray();
    }

    /** The mean of such a distribution; absent if nobody gave one. */
    public static Optional<Fraction> average(long[] distribution) {
        long sum = 0;
        long n = 0;
        for (int i = 0; i < distribution.length; i++) {
            sum += distribution[i] * (i + 1);
            n += distribution[i];
        }
        return n == 0 ? Optional.empty() : Optional.of(Fraction.of(sum, n));
    }
}
