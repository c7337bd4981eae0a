package org.zhumin.moderation;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.moderation.TextJudgement.Outcome;
import org.zhumin.platform.InvalidConfiguration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * The city's own list of words, read once at start. One line a word: {@code REVIEW|REFUSE
 * REASON_CODE word}, separated by white space; empty lines and those that begin with {@code #} say
 * nothing. Words are looked for among letters and digits alone, so that spaces, signs, invisible
 * characters and full-width forms between them do not hide them; the list is therefore for Chinese
 * words, since short Latin ones would be found across others.
 */
@Component
class WordList {
    private static final String PROPERTY = "zhumin.moderation.words-file";

    private final WordMatcher<TextJudgement> matcher;

    WordList(ModerationProperties properties) {
        matcher = read(Path.of(properties.wordsFile()));
    }

    private static WordMatcher<TextJudgement> read(Path file) {
        var builder = new WordMatcher.Builder<TextJudgement>();
        try {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    add(builder, line.strip().split("\\s+", 3), number);
                }
            }
        } catch (IOException unreadable) {
            throw new InvalidConfiguration(
                    PROPERTY, "the file " + file + " is not there or is no UTF-8 text");
        }
        return builder.build();
    }

    private static void add(
            WordMatcher.Builder<TextJudgement> builder, String[] parts, int number) {
        try {
            var outcome = Outcome.valueOf(parts[0]);
            var reason = ReasonCode.valueOf(parts[1]);
            builder.add(letters(parts[2]), TextJudgement.of(outcome, reason));
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw new InvalidConfiguration(
                    PROPERTY, "line " + number + " is not REVIEW or REFUSE, a reason and a word");
        }
    }

    /** The severest of what is found, with every reason once. */
    TextJudgement judge(@Nullable String... parts) {
        var found = new LinkedHashSet<TextJudgement>();
        for (String part : parts) {
            if (part != null) {
                found.addAll(matcher.find(letters(part)));
            }
        }
        return found.stream()
                .map(TextJudgement::outcome)
                .max(Comparator.naturalOrder())
                .map(outcome -> new TextJudgement(outcome, true, reasonsOf(List.copyOf(found))))
                .orElse(TextJudgement.PASS);
    }

    private static List<ReasonCode> reasonsOf(List<TextJudgement> found) {
        return found.stream()
                .sorted(Comparator.comparing(TextJudgement::outcome).reversed())
                .map(TextJudgement::reason)
                .distinct()
                .toList();
    }

    private static String letters(String text) {
        var letters = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char plain = PlainChars.of(text.charAt(i));
            if (Character.isLetterOrDigit(plain) || Character.isSurrogate(plain)) {
                letters.append(plain);
            }
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }
}
