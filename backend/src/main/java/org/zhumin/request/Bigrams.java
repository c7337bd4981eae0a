package org.zhumin.request;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The pairs of neighbouring characters of a text (二元组), by which Chinese, which writes no gaps
 * between words, is compared and found. Full-width forms and capitals are made plain; punctuation
 * and gaps part the text.
 */
final class Bigrams {
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]+");

    private Bigrams() {}

    /** Of letters and digits, in the order of the text, each once. */
    static Set<String> ofWords(String text) {
        return of(parts(text, NO_WORD));
    }

    /**
     * Of letters alone. Digits are what is masked in public texts, so what compares public texts
     * for others must not tell them by its answers.
     */
    static Set<String> ofLetters(String text) {
        return of(parts(text, NO_LETTER));
    }

    private static List<String> parts(String text, Pattern gap) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return gap.splitAsStream(plain).toList();
    }

    private static Set<String> of(List<String> parts) {
        var pairs = new LinkedHashSet<String>();
        for (String part : parts) {
            var chars = new ArrayList<String>();
            part.codePoints().mapToObj(Character::toString).forEach(chars::add);
            for (int i = 1; i < chars.size(); i++) {
                pairs.add(chars.get(i - 1) + chars.get(i));
            }
        }
        return pairs;
    }

    /** Dice's coefficient: 0 nothing in common, 1 the same pairs; 0 when one has none. */
    static double likeness(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        return 2.0 * common(one, other) / (one.size() + other.size());
    }

    private static int common(Set<String> one, Collection<String> other) {
        var both = new HashSet<>(one);
        both.retainAll(other);
        return both.size();
    }
}
