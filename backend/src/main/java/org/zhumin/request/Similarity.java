package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.GeoPoint;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How likely requests nearby are about the same thing as what somebody is about to submit. Pure.
 *
 * <p>The wording counts most, by {@link Bigrams#likeness}; then the category, whole when it is the
 * same and half when it stands beside; distance takes a little away. The distance is that to the
 * public, rounded place, and so is the choice of what is near: an answer must not tell more about
 * where somebody lives than the request's page does.
 */
final class Similarity {
    /** What is less likely is not shown. */
    static final double THRESHOLD = 0.2;

    private static final double SAME_CATEGORY = 0.25;
    private static final double SISTER_CATEGORY = 0.1;
    private static final double AT_THE_EDGE = -0.1;

    private final Map<String, String> parents;
    private final double radiusMeters;

    /**
     * @param parents from each category to the one above it
     * @param radiusMeters how far away anything may be
     */
    Similarity(Map<String, String> parents, double radiusMeters) {
        this.parents = Map.copyOf(parents);
        this.radiusMeters = radiusMeters;
    }

    /**
     * The likeliest first; of equally likely ones the nearest. When neither words nor a category
     * are given, everything near is as likely.
     */
    List<Likely> rank(Wanted wanted, List<Nearby> candidates, int atMost) {
        Set<String> words = Bigrams.ofLetters(wanted.text());
        boolean anything = words.isEmpty() && wanted.categoryCode() == null;
        return candidates.stream()
                .map(nearby -> likely(wanted, words, nearby))
                .filter(likely -> anything || likely.score() >= THRESHOLD)
                .sorted(
                        Comparator.comparingDouble(Likely::score)
                                .reversed()
                                .thenComparingDouble(Likely::meters)
                                .thenComparing(likely -> likely.nearby().id().value()))
                .limit(atMost)
                .toList();
    }

    private Likely likely(Wanted wanted, Set<String> words, Nearby nearby) {
        double meters = wanted.place().metersTo(nearby.roughPoint());
        double score =
                wording(words, nearby)
                        + category(wanted.categoryCode(), nearby.categoryCode())
                        + AT_THE_EDGE * Math.min(1, meters / radiusMeters);
        return new Likely(nearby, score, meters);
    }

    /** A short text is like the title, a long one like the whole. */
    private static double wording(Set<String> words, Nearby nearby) {
        Set<String> title = Bigrams.ofLetters(nearby.title());
        Set<String> whole = Bigrams.ofLetters(nearby.title() + "\n" + nearby.beginning());
        return Math.max(Bigrams.likeness(words, title), Bigrams.likeness(words, whole));
    }

    private double category(@Nullable String wanted, @Nullable String found) {
        if (wanted == null || found == null) {
            return 0;
        }
        if (wanted.equals(found)) {
            return SAME_CATEGORY;
        }
        String above = parents.getOrDefault(wanted, wanted);
        return Objects.equals(above, parents.getOrDefault(found, found)) ? SISTER_CATEGORY : 0;
    }

    /** What somebody is about to submit; an empty text says nothing. */
    record Wanted(GeoPoint place, @Nullable String categoryCode, String text) {}

    /**
     * An open public request.
     *
     * @param beginning of what it says
     * @param roughPoint see {@link Place#roughPoint}
     */
    record Nearby(
            RequestId id,
            String title,
            String beginning,
            @Nullable String categoryCode,
            int supporters,
            GeoPoint roughPoint) {}

    /**
     * @param score higher is likelier
     * @param meters to the rounded place
     */
    record Likely(Nearby nearby, double score, double meters) {}
}
