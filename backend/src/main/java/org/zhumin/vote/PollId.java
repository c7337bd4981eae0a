package org.zhumin.vote;

import org.zhumin.kernel.Ids;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a poll. Part of the keys of votes and, by {@link #subject}, of commitments.
 *
 * @param subject what is voted on, such as {@code project:01h…}: a kind and an id
 * @param turn 1, or higher when a step is voted on again with a count of its own
 */
public record PollId(String subject, VoteStep step, int turn) {
    private static final String SUBJECT = "[a-z]{1,16}:[0-9A-Za-z]{1,26}";
    private static final Pattern VALUE = Pattern.compile("(" + SUBJECT + "):([A-Z]+)(\\d{0,3})");
    private static final int KIND_CHARS = 16;

    public PollId {
        if (!isSubject(subject) || turn < 1 || turn > 999) {
            throw new IllegalArgumentException("not a poll: " + subject + " " + step + " " + turn);
        }
    }

    /** By hand, as every vote asks. */
    private static boolean isSubject(String text) {
        int colon = text.indexOf(':');
        boolean valid = colon > 0 && colon <= KIND_CHARS;
        for (int i = 0; i < colon && valid; i++) {
            valid = text.charAt(i) >= 'a' && text.charAt(i) <= 'z';
        }
        return valid && Ids.isValid(text.substring(colon + 1));
    }

    /** The first poll on this step. */
    public static PollId of(String subject, VoteStep step) {
        return new PollId(subject, step, 1);
    }

    /** Reads {@link #value()}. */
    static Optional<PollId> parse(String value) {
        Matcher found = VALUE.matcher(value);
        if (!found.matches()) {
            return Optional.empty();
        }
        int turn = found.group(3).isEmpty() ? 1 : Integer.parseInt(found.group(3));
        return Optional.of(new PollId(found.group(1), VoteStep.valueOf(found.group(2)), turn));
    }

    /** {@code project:01h…:POINT}, and from the second turn on {@code project:01h…:EVALUATE2}. */
    public String value() {
        String first = subject + ":" + step;
        return turn == 1 ? first : first + turn;
    }

    /** What the subject is, such as {@code project}. */
    public String kind() {
        return subject.substring(0, subject.indexOf(':'));
    }

    /** The subject's own id. */
    public String subjectId() {
        return subject.substring(subject.indexOf(':') + 1);
    }

    /** What commitments and openings name as the subject: the turn belongs to it. */
    String committedSubject() {
        return turn == 1 ? subject : subject + ":" + turn;
    }

    @Override
    public String toString() {
        return value();
    }
}
