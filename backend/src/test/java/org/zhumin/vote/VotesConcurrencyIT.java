package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhumin.vote.VotingInstance.STREET;

import org.junit.jupiter.api.Test;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.testing.MovedClock;
import org.zhumin.testing.TestDatabase;
import org.zhumin.vote.Vote.Choice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Two instances on one database: ten thousand votes of two thousand residents at once. */
class VotesConcurrencyIT {
    private static final List<Choice> CHOICES = List.of(Choice.values());
    private static final int RESIDENTS = 2_000;
    private static final int VOTES = 10_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TestDatabase test = TestDatabase.create("manyvotes");
    private final MovedClock clock = new MovedClock();
    private final VotingInstance one = new VotingInstance(test.database(), clock);
    private final VotingInstance other = new VotingInstance(test.database(), clock);

    private record Call(VotingInstance by, ResidentId resident, Vote vote, boolean takesBack) {}

    @Test
    void everyCountAgreesWithEveryOther() {
        one.createIndexes(test.database());
        Poll poll = one.open("project:" + Ids.random(), VoteStep.POINT, HOUR);
        List<Call> calls = calls(new Random(7));
        Flux<Void> projecting =
                Flux.just(one, other)
                        .flatMap(
                                instance ->
                                        Flux.merge(
                                                again(countingOf(instance)),
                                                again(instance.bundles.rotate())));
        List<CastVote> told =
                Flux.fromIterable(calls)
                        .flatMap(call -> perform(poll, call), 256)
                        .collectList()
                        .takeUntilOther(projecting)
                        .block(LIMIT);
        clock.forward(Bundles.GIVEN_UP_AFTER.plusSeconds(1));
        one.project();
        other.project();
        one.project();

        List<VoteFact> facts = one.facts.stream(poll.id()).collectList().block();
        assertThat(facts).hasSize(RESIDENTS);
        Tally counted =
                Tally.of(facts.stream().filter(VoteFact::counts).map(VoteFact::vote).toList());
        assertThat(one.votes.tally(poll.id()).block().tally()).isEqualTo(counted);
        assertThat(other.audit.audit(poll.id()).block().isEqual()).isTrue();
        assertThat(told).hasSizeGreaterThan(VOTES - RESIDENTS);
        countAndCompare(poll, counted, told);
    }

    /** As it is scheduled. */
    private static Mono<Void> countingOf(VotingInstance instance) {
        return instance.bundles.handOver().then(Mono.defer(instance.projector::run));
    }

    private static Flux<Void> again(Mono<Void> work) {
        return work.repeat().subscribeOn(Schedulers.boundedElastic());
    }

    private List<Call> calls(Random random) {
        List<ResidentId> residents =
                IntStream.range(0, RESIDENTS)
                        .mapToObj(
                                i -> {
                                    other.people.add("n" + i, STREET);
                                    return one.people.add("n" + i, STREET);
                                })
                        .toList();
        var calls = new ArrayList<Call>();
        for (int i = 0; i < VOTES; i++) {
            ResidentId resident = residents.get(i % RESIDENTS);
            Choice choice = CHOICES.get(random.nextInt(CHOICES.size()));
            List<String> options = random.nextBoolean() ? List.of("A") : List.of("A", "B");
            boolean takesBack = i >= RESIDENTS && random.nextInt(20) == 0;
            calls.add(
                    new Call(
                            random.nextBoolean() ? one : other,
                            resident,
                            new Vote.Point(choice, options, null),
                            takesBack));
        }
        return calls;
    }

    private Mono<CastVote> perform(Poll poll, Call call) {
        Votes votes = call.by().votes;
        return Mono.defer(
                        () ->
                                call.takesBack()
                                        ? votes.takeBack(
                                                poll.id(), call.resident(), clock.instant())
                                        : votes.cast(
                                                poll.id(),
                                                call.resident(),
                                                call.vote(),
                                                VoteOrigin.MINI_PROGRAM,
                                                clock.instant()))
                .subscribeOn(Schedulers.parallel());
    }

    private void countAndCompare(Poll poll, Tally counted, List<CastVote> told) {
        clock.forward(HOUR.plus(Poll.SETTLING));
        Mono.when(one.closer.run(), other.closer.run()).block(LIMIT);
        PollResult result = one.polls.findCounted(poll.id()).block().result();
        assertThat(result.tally()).isEqualTo(counted);
        assertThat(result.turnout()).isEqualTo(counted.total());
        assertThat(one.told.size() + other.told.size()).isPositive();

        List<String> leaves =
                String.join("", one.votes.ballotsCsv(poll.id()).collectList().block())
                        .lines()
                        .skip(1)
                        .map(line -> line.replace(",COUNTED", ""))
                        .toList();
        assertThat(leaves).hasSize((int) counted.total()).isSorted();
        byte[][] hashes = leaves.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
        assertThat(MerkleTree.ofNodes(hashes).rootHex()).isEqualTo(result.root());

        for (CastVote vote : told.subList(told.size() - 300, told.size())) {
            ReceiptAnswer answer =
                    other.votes.findByReceipt(poll.id().subject(), vote.receipt()).block();
            assertThat(answer.status()).isNotEqualTo(VoteStatus.PENDING);
            if (answer.status() == VoteStatus.COUNTED) {
                assertThat(
                                answer.proof()
                                        .inclusion()
                                        .proves(
                                                HexFormat.of().parseHex(answer.proof().leaf()),
                                                HexFormat.of().parseHex(result.root())))
                        .isTrue();
            }
        }
    }
}
