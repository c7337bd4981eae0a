package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a vote adds to its tally, as a short text: what is chosen, without what is written, and
 * before it the cohort of the voter, if any. Equal choices have equal texts, so a tally is the
 * number of votes for each text. Stored, never change.
 */
final class Contribution {
    private static final String SEPARATOR = ",";

    /** After the cohort. No choice holds it. */
    private static final char COHORT_END = ';';

    private Contribution() {}

    static String of(Vote vote, @Nullable String cohort) {
        return cohort == null ? of(vote) : cohort + COHORT_END + of(vote);
    }

    static String of(Vote vote) {
        return switch (vote) {
            case Vote.Point point -> join(point.choice().name(), point.optionCodes());
            case Vote.Watch _ -> "";
            case Vote.Evaluate(int score, Vote.Aspects aspects, _) ->
                    score
                            + SEPARATOR
                            + aspects.quality()
                            + SEPARATOR
                            + aspects.speed()
                            + SEPARATOR
                            + aspects.openness()
                            + SEPARATOR
                            + aspects.usefulness();
            case Vote.Manage manage ->
                    manage.hoursPerMonth() == null ? "" : manage.hoursPerMonth().toString();
            case Vote.Ballot ballot -> String.join(SEPARATOR, ballot.projectIds());
        };
    }

    private static String join(String first, List<String> others) {
        if (others.isEmpty()) {
            return first;
        }
        var all = new ArrayList<String>();
        all.add(first);
        all.addAll(others);
        return String.join(SEPARATOR, all);
    }

    /** See {@link Vote#counts()}. */
    static Map<String, Long> counts(VoteStep step, String contribution) {
        int end = contribution.indexOf(COHORT_END);
        Map<String, Long> all = vote(step, contribution.substring(end + 1)).counts();
        if (end < 0) {
            return all;
        }
        var both = new HashMap<>(all);
        String cohort = contribution.substring(0, end);
        all.forEach((name, n) -> both.put(Tally.inCohort(cohort, name), n));
        return both;
    }

    /**
     * @param votes how many for each contribution; also negative
     */
    static Tally tally(VoteStep step, Map<String, Long> votes) {
        var sum = new HashMap<String, Long>();
        votes.forEach(
                (contribution, n) ->
                        counts(step, contribution)
                                .forEach((name, one) -> sum.merge(name, one * n, Long::sum)));
        return new Tally(sum);
    }

    private static Vote vote(VoteStep step, String contribution) {
        List<String> parts = Arrays.asList(contribution.split(SEPARATOR, -1));
        return switch (step) {
            case POINT ->
                    new Vote.Point(
                            Vote.Choice.valueOf(parts.getFirst()),
                            parts.subList(1, parts.size()),
                            null);
            case WATCH -> new Vote.Watch(null);
            case EVALUATE -> evaluate(parts.stream().mapToInt(Integer::parseInt).toArray());
            case MANAGE ->
                    new Vote.Manage(
                            "-", contribution.isEmpty() ? null : Integer.valueOf(contribution));
            case BALLOT -> new Vote.Ballot(parts);
        };
    }

    private static Vote evaluate(int[] marks) {
        return new Vote.Evaluate(
                marks[0], new Vote.Aspects(marks[1], marks[2], marks[3], marks[4]), null);
    }
}
