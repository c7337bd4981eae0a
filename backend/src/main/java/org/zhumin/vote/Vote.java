package org.zhumin.vote;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.FieldProblem;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a resident says in one step. A value exists only if the rules of its step allow it; the
 * constructors refuse with {@link VoteProblem#INVALID} and name the fields as clients write them.
 * Order and spaces that mean nothing are taken out, so that votes that say the same are equal.
 */
public sealed interface Vote {
    /** The most characters of a text. */
    int TEXT_CHARS = 500;

    /** The most options or projects that one vote names. */
    int MOST_CHOICES = 100;

    VoteStep step();

    /** What the vote adds to the tally, by the names of {@link Tally}; never negative. */
    Map<String, Long> counts();

    /** The vote as text that is the same for equal votes and for no others, see commitments. */
    String encoded();

    /** Whether putting the other in this one's place changes nothing. */
    default boolean saysTheSameAs(Vote other) {
        return step() == other.step() && encoded().equals(other.encoded());
    }

    /** 点: for, against, or neither. */
    enum Choice {
        SUPPORT,
        OPPOSE,
        ABSTAIN
    }

    /**
     * @param optionCodes of the project's options, see {@link #checkOptions}
     */
    record Point(Choice choice, List<String> optionCodes, @Nullable String comment)
            implements Vote {
        /** What most votes say, encoded once. */
        private static final Map<Choice, String> BARE = new EnumMap<>(Choice.class);

        static {
            for (Choice choice : Choice.values()) {
                BARE.put(choice, encoded(choice, List.of(), null));
            }
        }

        public Point {
            new VoteFields()
                    .codes("optionCodes", optionCodes, 0, MOST_CHOICES)
                    .text("comment", comment, TEXT_CHARS)
                    .check();
            optionCodes = optionCodes.stream().sorted().toList();
            comment = VoteFields.stripped(comment);
        }

        /** Passes if the project has every option that is named. */
        public void checkOptions(List<String> known) {
            VoteProblem.refuse(
                    optionCodes.stream()
                            .filter(code -> !known.contains(code))
                            .map(code -> FieldProblem.of("optionCodes", "field.unknown-choice"))
                            .toList());
        }

        @Override
        public VoteStep step() {
            return VoteStep.POINT;
        }

        @Override
        public String encoded() {
            return optionCodes.isEmpty() && comment == null
                    ? Objects.requireNonNull(BARE.get(choice))
                    : encoded(choice, optionCodes, comment);
        }

        private static String encoded(
                Choice choice, List<String> optionCodes, @Nullable String comment) {
            return new CanonicalJson()
                    .with("choice", choice)
                    .with("comment", comment)
                    .with("optionCodes", optionCodes)
                    .toString();
        }

        @Override
        public Map<String, Long> counts() {
            var counts = new LinkedHashMap<String, Long>();
            counts.put(Tally.TOTAL, 1L);
            counts.put(Tally.choice(choice), 1L);
            optionCodes.forEach(code -> counts.put(Tally.option(code), 1L));
            return counts;
        }
    }

    /**
     * Following is the vote; not following any more is taking it back.
     *
     * @param concern what the resident wants to keep an eye on
     */
    record Watch(@Nullable String concern) implements Vote {
        public Watch {
            new VoteFields().text("concern", concern, TEXT_CHARS).check();
            concern = VoteFields.stripped(concern);
        }

        @Override
        public VoteStep step() {
            return VoteStep.WATCH;
        }

        @Override
        public String encoded() {
            return new CanonicalJson().with("concern", concern).toString();
        }

        @Override
        public Map<String, Long> counts() {
            return Map.of(Tally.TOTAL, 1L);
        }
    }

    /** 评: 1 (worst) to 5 (best). */
    record Evaluate(int score, Aspects aspects, @Nullable String comment) implements Vote {
        public Evaluate {
            new VoteFields()
                    .range("score", score, 1, 5)
                    .range("aspects.quality", aspects.quality(), 1, 5)
                    .range("aspects.speed", aspects.speed(), 1, 5)
                    .range("aspects.openness", aspects.openness(), 1, 5)
                    .range("aspects.usefulness", aspects.usefulness(), 1, 5)
                    .text("comment", comment, TEXT_CHARS)
                    .check();
            comment = VoteFields.stripped(comment);
        }

        @Override
        public VoteStep step() {
            return VoteStep.EVALUATE;
        }

        @Override
        public String encoded() {
            return new CanonicalJson()
                    .with("aspects", aspects.canonical())
                    .with("comment", comment)
                    .with("score", score)
                    .toString();
        }

        @Override
        public Map<String, Long> counts() {
            return Map.of(
                    Tally.TOTAL,
                    1L,
                    Tally.score(score),
                    1L,
                    Tally.aspect(Aspect.QUALITY, aspects.quality()),
                    1L,
                    Tally.aspect(Aspect.SPEED, aspects.speed()),
                    1L,
                    Tally.aspect(Aspect.OPENNESS, aspects.openness()),
                    1L,
                    Tally.aspect(Aspect.USEFULNESS, aspects.usefulness()),
                    1L);
        }
    }

    /** What is looked at one by one. */
    enum Aspect {
        QUALITY,
        SPEED,
        OPENNESS,
        USEFULNESS
    }

    /** Each 1 (worst) to 5 (best). */
    record Aspects(int quality, int speed, int openness, int usefulness) {
        private CanonicalJson canonical() {
            return new CanonicalJson()
                    .with("openness", openness)
                    .with("quality", quality)
                    .with("speed", speed)
                    .with("usefulness", usefulness);
        }
    }

    /**
     * 管.
     *
     * @param pledge what the resident promises to do
     */
    record Manage(String pledge, @Nullable Integer hoursPerMonth) implements Vote {
        /** The most hours that one may promise. */
        public static final int MOST_HOURS = 100;

        public Manage {
            new VoteFields()
                    .required("pledge", VoteFields.stripped(pledge))
                    .text("pledge", pledge, TEXT_CHARS)
                    .range("hoursPerMonth", hoursPerMonth, 1, MOST_HOURS)
                    .check();
            pledge = pledge.strip();
        }

        @Override
        public VoteStep step() {
            return VoteStep.MANAGE;
        }

        @Override
        public String encoded() {
            return new CanonicalJson()
                    .with("hoursPerMonth", hoursPerMonth)
                    .with("pledge", pledge)
                    .toString();
        }

        @Override
        public Map<String, Long> counts() {
            return hoursPerMonth == null
                    ? Map.of(Tally.TOTAL, 1L)
                    : Map.of(Tally.TOTAL, 1L, Tally.HOURS, hoursPerMonth.longValue());
        }
    }

    /**
     * What a resident wants funded in a round; the round checks it by its {@link BallotKind}.
     *
     * @param projectIds at least one
     */
    record Ballot(List<String> projectIds) implements Vote {
        public Ballot {
            new VoteFields().codes("projectIds", projectIds, 1, MOST_CHOICES).check();
            projectIds = projectIds.stream().sorted().toList();
        }

        @Override
        public VoteStep step() {
            return VoteStep.BALLOT;
        }

        @Override
        public String encoded() {
            return new CanonicalJson().with("projectIds", projectIds).toString();
        }

        @Override
        public Map<String, Long> counts() {
            var counts = new LinkedHashMap<String, Long>();
            counts.put(Tally.TOTAL, 1L);
            projectIds.forEach(id -> counts.put(Tally.project(id), 1L));
            return counts;
        }
    }
}
