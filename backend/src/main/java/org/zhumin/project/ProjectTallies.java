package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;
import org.zhumin.vote.Poll;
import org.zhumin.vote.PollTally;
import org.zhumin.vote.Tally;
import org.zhumin.vote.Vote;
import org.zhumin.vote.VoteProblem;
import org.zhumin.vote.VoteStep;
import org.zhumin.vote.Votes;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The running counts that everybody may see: whole numbers of votes, no areas, no average of fewer
 * votes than {@link ProjectProperties#minShown}, and nothing of a vote whose tally waits for its
 * end.
 */
@Component
class ProjectTallies {
    /** The cohort of who follows a project when evaluating it. */
    static final String FOLLOWERS = "followers";

    private static final List<VoteStep> STEPS =
            List.of(VoteStep.POINT, VoteStep.WATCH, VoteStep.EVALUATE, VoteStep.MANAGE);
    private static final int AT_ONCE = 8;
    private static final double CENTS = 100.0;
    private static final int BEST = 5;

    private final Votes votes;
    private final FollowerCounts followers;
    private final ProjectProperties properties;
    private final Clock clock;

    ProjectTallies(
            Votes votes, FollowerCounts followers, ProjectProperties properties, Clock clock) {
        this.votes = votes;
        this.followers = followers;
        this.properties = properties;
        this.clock = clock;
    }

    /** Of the present step alone, for a list. */
    Mono<Map<ProjectId, Map<String, Object>>> ofCards(Collection<Project> projects) {
        return Flux.fromIterable(projects)
                .filter(project -> project.state().isStep())
                .flatMap(
                        project ->
                                figures(project.stage(), VoteStep.valueOf(project.state().name()))
                                        .map(shown -> Map.entry(project.id(), shown.figures())),
                        AT_ONCE)
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * Of every step that was reached. {@code asOf} is when the last of the votes shown was counted,
     * or the publication: the same counts are always told by the same bytes.
     */
    Mono<Map<String, Object>> of(ProjectStage project) {
        List<Mono<Optional<Shown>>> all =
                STEPS.stream()
                        .filter(project::mayHaveReached)
                        .map(step -> figures(project, step).singleOptional())
                        .toList();
        return Mono.zip(all, read -> tally(project, shown(read)));
    }

    private static List<Shown> shown(Object[] read) {
        return Arrays.stream(read)
                .flatMap(one -> ((Optional<?>) one).stream())
                .map(Shown.class::cast)
                .toList();
    }

    private static Map<String, Object> tally(ProjectStage project, List<Shown> all) {
        var tally = new LinkedHashMap<String, Object>();
        tally.put(
                "asOf", all.stream().map(Shown::at).reduce(project.since(), ProjectTallies::later));
        all.forEach(one -> tally.put(one.step().name(), one.figures()));
        return tally;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Mono<Shown> figures(ProjectStage project, VoteStep step) {
        if (!project.state().isPublic()) {
            return Mono.empty();
        }
        if (step == VoteStep.WATCH) {
            return followers
                    .of(project.id())
                    .map(count -> new Shown(step, Map.of("followers", count), Instant.EPOCH));
        }
        return votes.tally(project.pollOf(step))
                .map(tally -> figures(step, tally))
                .onErrorResume(ProjectTallies::isNoPoll, _ -> Mono.empty());
    }

    /**
     * @param at when it last changed; long ago if it never did, or if that is not shown
     */
    private record Shown(VoteStep step, Map<String, Object> figures, Instant at) {}

    private static boolean isNoPoll(Throwable failure) {
        return failure instanceof DomainException refusal && refusal.is(VoteProblem.NO_POLL);
    }

    private Shown figures(VoteStep step, PollTally running) {
        Instant now = clock.instant();
        Poll poll = running.poll();
        if (poll.tally() == Poll.TallyMode.AFTER_CLOSE && !poll.isClosed(now)) {
            return new Shown(step, Map.of("hidden", true), Instant.EPOCH);
        }
        Instant changed = running.tally().equals(Tally.EMPTY) ? Instant.EPOCH : running.asOf();
        return new Shown(step, figures(step, poll.options(), running.tally()), changed);
    }

    /** The same for a result. */
    Map<String, Object> figures(VoteStep step, List<String> options, Tally tally) {
        return switch (step) {
            case POINT -> point(options, tally);
            case EVALUATE -> evaluate(tally);
            case MANAGE ->
                    Map.of(
                            "pledges",
                            count(tally, Tally.TOTAL),
                            "hoursPerMonth",
                            count(tally, Tally.HOURS));
            case WATCH -> Map.of("followers", count(tally, Tally.TOTAL));
            case BALLOT -> Map.of("total", count(tally, Tally.TOTAL));
        };
    }

    private static Map<String, Object> point(List<String> options, Tally tally) {
        var byChoice = new LinkedHashMap<String, Long>();
        for (Vote.Choice choice : Vote.Choice.values()) {
            byChoice.put(choice.name(), count(tally, Tally.choice(choice)));
        }
        var byOption = new LinkedHashMap<String, Long>();
        options.forEach(code -> byOption.put(code, count(tally, Tally.option(code))));
        var figures = new LinkedHashMap<String, Object>();
        figures.put("total", count(tally, Tally.TOTAL));
        figures.put("byChoice", byChoice);
        figures.put("byOption", byOption);
        return figures;
    }

    /**
     * What followers say is shown apart where neither they nor the others are few, since the others
     * follow from the difference.
     */
    private Map<String, Object> evaluate(Tally tally) {
        Map<String, Object> figures = scores(tally);
        Tally ofFollowers = tally.ofCohort(FOLLOWERS);
        long others = tally.total() - ofFollowers.total();
        boolean apart = others == 0 || others >= properties.minShown();
        figures.put(FOLLOWERS, apart ? scores(ofFollowers) : fewer(ofFollowers.total()));
        return figures;
    }

    /** Not more than how many. */
    private Map<String, Object> fewer(long total) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("total", total);
        figures.put("shownFrom", properties.minShown());
        return figures;
    }

    private Map<String, Object> scores(Tally tally) {
        long total = count(tally, Tally.TOTAL);
        if (total < properties.minShown()) {
            return fewer(total);
        }
        var figures = new LinkedHashMap<String, Object>();
        figures.put("total", total);
        var distribution = new ArrayList<Long>();
        for (int score = 1; score <= BEST; score++) {
            distribution.add(count(tally, Tally.score(score)));
        }
        figures.put("average", mean(distribution, total));
        figures.put("distribution", distribution);
        var aspects = new LinkedHashMap<String, Double>();
        for (Vote.Aspect aspect : Vote.Aspect.values()) {
            var scores = new ArrayList<Long>();
            for (int score = 1; score <= BEST; score++) {
                scores.add(count(tally, Tally.aspect(aspect, score)));
            }
            aspects.put(aspect.name().toLowerCase(Locale.ROOT), mean(scores, total));
        }
        figures.put("aspects", aspects);
        return figures;
    }

    private static double mean(List<Long> distribution, long total) {
        long sum = 0;
        for (int i = 0; i < distribution.size(); i++) {
            sum += (i + 1) * distribution.get(i);
        }
        return Math.round(CENTS * sum / total) / CENTS;
    }

    private static long count(Tally tally, String name) {
        return ProjectPolls.count(tally, name);
    }
}
