package org.zhumin.vote;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.zhumin.Zhumin;
import org.zhumin.identity.Verification;

import reactor.core.publisher.Flux;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The whole application in a process of its own, to be stopped in order. New votes come into its
 * bundles until it does not take any more, and it prints a line for each. Arguments: the poll, and
 * then those of the application.
 */
final class VotingApplication {
    private static final int MOST = 100_000;

    private VotingApplication() {}

    public static void main(String[] args) {
        PollId poll = PollId.parse(args[0]).orElseThrow();
        ConfigurableApplicationContext running =
                SpringApplication.run(
                        Zhumin.class, List.of(args).subList(1, args.length).toArray(String[]::new));
        Bundles bundles = running.getBean(Bundles.class);
        Flux.range(0, MOST)
                .delayElements(Duration.ofMillis(1))
                .flatMap(i -> bundles.insert(fact(poll, i)))
                .doOnNext(_ -> print())
                .blockLast();
    }

    @SuppressWarnings("SystemOut") // how it tells
    private static void print() {
        System.out.println("ack");
    }

    private static VoteFact fact(PollId poll, int i) {
        Vote vote = VotingInstance.point(Vote.Choice.SUPPORT);
        return new VoteFact(
                poll,
                VotingInstance.People.key("n" + i),
                1,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                vote.encoded(),
                Contribution.of(vote),
                false,
                null,
                null,
                Verification.CLAIMED,
                VoteChannel.MINI_PROGRAM,
                VotingInstance.STREET,
                null,
                false);
    }
}
