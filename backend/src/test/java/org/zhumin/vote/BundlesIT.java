package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhumin.vote.VotingInstance.STAFF;
import static org.zhumin.vote.VotingInstance.STREET;
import static org.zhumin.vote.VotingInstance.point;

import com.mongodb.client.model.Filters;

import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.testing.MovedClock;
import org.zhumin.testing.TestDatabase;
import org.zhumin.vote.BundleStore.Kept;
import org.zhumin.vote.BundleStore.State;
import org.zhumin.vote.Vote.Choice;
import org.zhumin.vote.VotingInstance.People;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class BundlesIT {
    private static final Duration DAY = Duration.ofDays(1);

    private final TestDatabase test = TestDatabase.create("bundles");
    private final MovedClock clock = new MovedClock();
    private final VotingInstance instance = new VotingInstance(test.database(), clock);
    private final MongoBundles store = new MongoBundles(test.database());
    private final Poll poll;

    BundlesIT() {
        instance.createIndexes(test.database());
        poll = instance.open("project:" + Ids.random(), VoteStep.POINT, DAY);
    }

    /** A bundle is opened for those who come after the first who found none. */
    private void openBundle() {
        vote("opener", Choice.ABSTAIN);
        instance.bundles.rotate().block();
        instance.project();
    }

    private ResidentId vote(String name, Choice choice) {
        ResidentId resident = instance.people.add(name, STREET);
        instance.cast(poll, resident, point(choice));
        return resident;
    }

    /** Closes what is open, and waits for it. */
    private void closeBundle() {
        List<String> before = ids(State.OPEN);
        Awaitility.await()
                .until(
                        () -> {
                            instance.bundles.rotate().block();
                            return ids(State.OPEN).stream().noneMatch(before::contains);
                        });
    }

    /** As if this instance were gone: another gives up what is open, and counts. */
    private void loseBundles() {
        clock.forward(Bundles.GIVEN_UP_AFTER.plusSeconds(1));
        var other = new VotingInstance(test.database(), clock);
        other.project();
        other.project();
    }

    private void makeTalliesAnew() {
        Mono.from(
                        test.database()
                                .getCollection("vote_tallies")
                                .deleteMany(Filters.ne("_id", MongoTallyBatches.BATCH_ID)))
                .block();
        instance.projector.rebuild().block();
    }

    private List<String> ids(State state) {
        return store.list().block().stream()
                .filter(kept -> kept.state() == state)
                .map(Kept::id)
                .toList();
    }

    private Document stored(String name) {
        return Mono.from(
                        test.database()
                                .getCollection("votes")
                                .find(Filters.eq("_id", poll.id() + ":" + People.key(name)))
                                .first())
                .block();
    }

    private Map<String, Long> tally() {
        return instance.votes.tally(poll.id()).block().tally().counts();
    }

    private void assertRight() {
        TallyAudit.Audited audited = instance.audit.audit(poll.id()).block();
        assertThat(audited.projected()).isEqualTo(audited.recounted());
    }

    @Test
    void newVotesAreCountedWithoutBeingWrittenAgain() {
        openBundle();
        vote("a", Choice.SUPPORT);
        vote("b", Choice.SUPPORT);
        assertThat(stored("opener")).containsEntry("k", "ABSTAIN").doesNotContainKey("w");
        Document before = stored("a");
        assertThat(before).containsKey("w").doesNotContainKeys("d", "k");
        instance.project();
        assertThat(tally()).as("the bundle is open").containsEntry("total", 1L);
        closeBundle();
        instance.project();
        assertThat(tally())
                .isEqualTo(Map.of("total", 3L, "choice:SUPPORT", 2L, "choice:ABSTAIN", 1L));
        assertThat(stored("a")).isEqualTo(before);
        assertThat(ids(State.CLOSED)).isEmpty();
        assertRight();
    }

    @Test
    void aChangedVoteIsCountedAfterItsBundle() {
        openBundle();
        vote("a", Choice.SUPPORT);
        vote("a", Choice.OPPOSE);
        vote("b", Choice.SUPPORT);
        instance.project();
        assertThat(tally()).containsEntry("total", 1L);
        closeBundle();
        vote("b", Choice.ABSTAIN);
        instance.project();
        instance.project();
        assertThat(tally())
                .isEqualTo(Map.of("total", 3L, "choice:OPPOSE", 1L, "choice:ABSTAIN", 2L));
        vote("a", Choice.SUPPORT);
        instance.project();
        assertThat(tally()).containsEntry("choice:SUPPORT", 1L);
        assertRight();
    }

    /** Votes, and waits until that is counted with its bundle. */
    private void countInBundle(String name, Choice choice) {
        vote(name, choice);
        closeBundle();
        instance.project();
        assertThat(stored(name)).containsKey("w").doesNotContainKey("d");
    }

    @Test
    void aChangeIsCountedInAnotherBundle() {
        openBundle();
        countInBundle("a", Choice.SUPPORT);
        String first = stored("a").getString("w");
        vote("a", Choice.OPPOSE);
        Document changed = stored("a");
        assertThat(changed)
                .containsEntry("k", "SUPPORT")
                .containsEntry("c", "OPPOSE")
                .doesNotContainKeys("d", "i");
        assertThat(changed.getString("w")).isNotEqualTo(first);
        instance.project();
        assertThat(tally()).as("the bundle is open").containsEntry("choice:SUPPORT", 1L);
        closeBundle();
        instance.project();
        assertThat(tally())
                .isEqualTo(Map.of("total", 2L, "choice:OPPOSE", 1L, "choice:ABSTAIN", 1L));
        assertThat(stored("a")).isEqualTo(changed);
        countInBundle("a", Choice.ABSTAIN);
        assertThat(tally()).isEqualTo(Map.of("total", 2L, "choice:ABSTAIN", 2L));
        assertRight();
    }

    @Test
    void aSecondChangeInTheSameBundleIsCountedAfterIt() {
        openBundle();
        countInBundle("a", Choice.SUPPORT);
        vote("a", Choice.OPPOSE);
        vote("a", Choice.ABSTAIN);
        assertThat(stored("a")).containsEntry("k", "SUPPORT").containsEntry("i", "OPPOSE");
        closeBundle();
        instance.project();
        instance.project();
        assertThat(tally()).isEqualTo(Map.of("total", 2L, "choice:ABSTAIN", 2L));
        assertThat(stored("a")).doesNotContainKeys("w", "d");
        assertRight();
    }

    @Test
    void changesToAndFroLeaveABundleThatNeedNotBeCounted() {
        openBundle();
        countInBundle("a", Choice.SUPPORT);
        countInBundle("b", Choice.OPPOSE);
        vote("a", Choice.OPPOSE);
        vote("b", Choice.SUPPORT);
        closeBundle();
        assertThat(ids(State.CLOSED)).isEmpty();
        countInBundle("a", Choice.ABSTAIN);
        assertThat(tally())
                .isEqualTo(Map.of("total", 3L, "choice:SUPPORT", 1L, "choice:ABSTAIN", 2L));
        assertRight();
    }

    @Test
    void aChangeWhoseBundleIsLostIsCountedFromWhatWasCountedBefore() {
        openBundle();
        countInBundle("a", Choice.SUPPORT);
        countInBundle("b", Choice.SUPPORT);
        vote("a", Choice.OPPOSE);
        vote("b", Choice.OPPOSE);
        vote("b", Choice.ABSTAIN);
        loseBundles();
        assertThat(tally())
                .isEqualTo(Map.of("total", 3L, "choice:OPPOSE", 1L, "choice:ABSTAIN", 2L));
        assertRight();
    }

    @Test
    void whatChangedInABundleAndIsTakenBackDoesNotCount() {
        openBundle();
        ResidentId back = vote("a", Choice.SUPPORT);
        closeBundle();
        instance.project();
        vote("a", Choice.OPPOSE);
        instance.votes.takeBack(poll.id(), back, clock.instant()).block();
        closeBundle();
        instance.project();
        instance.project();
        assertThat(tally()).isEqualTo(Map.of("total", 1L, "choice:ABSTAIN", 1L));
        assertRight();
    }

    @Test
    void talliesAreMadeAnewWhileAChangeWaitsInItsBundle() {
        openBundle();
        countInBundle("a", Choice.SUPPORT);
        vote("a", Choice.OPPOSE);
        makeTalliesAnew();
        assertThat(tally())
                .isEqualTo(Map.of("total", 2L, "choice:SUPPORT", 1L, "choice:ABSTAIN", 1L));
        closeBundle();
        instance.project();
        assertRight();
        instance.projector.rebuild().block();
        assertRight();
    }

    @Test
    void anInstanceLearnsWhatAnotherHasCounted() {
        openBundle();
        vote("a", Choice.SUPPORT);
        closeBundle();
        new VotingInstance(test.database(), clock).project();
        vote("a", Choice.OPPOSE);
        assertThat(stored("a")).as("not known to be counted").containsKey("d");
        IntStream.range(0, 200).forEach(i -> vote("b" + i, Choice.SUPPORT));
        closeBundle();
        new VotingInstance(test.database(), clock).project();
        var next = new AtomicInteger();
        Awaitility.await()
                .until(
                        () -> {
                            instance.bundles.rotate().block();
                            String name = "b" + next.getAndIncrement();
                            vote(name, Choice.OPPOSE);
                            return !stored(name).containsKey("d");
                        });
        closeBundle();
        instance.project();
        assertRight();
    }

    @Test
    void whatIsTakenBackOrKeptOutInABundleDoesNotCount() {
        openBundle();
        ResidentId back = vote("a", Choice.SUPPORT);
        vote("b", Choice.SUPPORT);
        instance.votes.takeBack(poll.id(), back, clock.instant()).block();
        new MongoQuarantines(test.database())
                .keepOut(
                        poll.id(),
                        People.key("b"),
                        new Quarantines.Keeping("duplicate", STAFF),
                        VoteNotices.owed(
                                VoteNotice.KEPT_OUT, "duplicate", "operation", Instant.now()))
                .block();
        closeBundle();
        instance.project();
        instance.project();
        assertThat(tally()).isEqualTo(Map.of("total", 1L, "choice:ABSTAIN", 1L));
        assertRight();
    }

    @Test
    void aBundleWhoseInstanceIsGoneIsCountedVoteByVote() {
        openBundle();
        vote("a", Choice.SUPPORT);
        vote("b", Choice.SUPPORT);
        vote("b", Choice.OPPOSE);
        loseBundles();
        assertThat(tally())
                .isEqualTo(
                        Map.of(
                                "total",
                                3L,
                                "choice:SUPPORT",
                                1L,
                                "choice:OPPOSE",
                                1L,
                                "choice:ABSTAIN",
                                1L));
        assertThat(ids(State.SCATTERED)).hasSize(1);
        assertRight();
    }

    @Test
    void anInstanceThatOnlySleptFindsItsBundleGivenUp() {
        openBundle();
        vote("a", Choice.SUPPORT);
        clock.forward(Bundles.GIVEN_UP_AFTER.plusSeconds(1));
        new VotingInstance(test.database(), clock).project();
        vote("late", Choice.SUPPORT);
        vote("later", Choice.SUPPORT);
        vote("later", Choice.OPPOSE);
        assertThat(stored("late")).containsKey("w");
        instance.bundles.rotate().block();
        Awaitility.await().until(() -> stored("late").containsKey("d"));
        instance.project();
        instance.project();
        assertThat(tally()).containsEntry("total", 4L).containsEntry("choice:OPPOSE", 1L);
        assertRight();
    }

    /** Also when the one that put something in late has died meanwhile. */
    @Test
    void whatWasGivenUpIsRememberedForAnHour() {
        openBundle();
        vote("a", Choice.SUPPORT);
        clock.forward(Duration.ofMinutes(59));
        var other = new VotingInstance(test.database(), clock);
        other.project();
        assertThat(ids(State.SCATTERED)).hasSize(1);
        vote("late", Choice.OPPOSE);
        other.project();
        assertThat(tally()).containsEntry("total", 2L);
        clock.forward(Duration.ofMinutes(2));
        other.project();
        other.project();
        assertThat(ids(State.SCATTERED)).isEmpty();
        assertThat(tally()).containsEntry("total", 3L);
    }

    @Test
    void talliesAreMadeAnewFromBundlesToo() {
        openBundle();
        vote("a", Choice.SUPPORT);
        vote("b", Choice.SUPPORT);
        closeBundle();
        instance.project();
        vote("b", Choice.OPPOSE);
        vote("c", Choice.OPPOSE);
        makeTalliesAnew();
        closeBundle();
        instance.project();
        instance.project();
        assertThat(tally())
                .isEqualTo(
                        Map.of(
                                "total",
                                4L,
                                "choice:SUPPORT",
                                1L,
                                "choice:OPPOSE",
                                2L,
                                "choice:ABSTAIN",
                                1L));
        clock.forward(Duration.ofMinutes(30));
        instance.projector.rebuild().block();
        assertRight();
    }

    @Test
    void whoLeavesIsForgottenWhenTheBundleIsCounted() {
        openBundle();
        vote("a", Choice.SUPPORT);
        VoteFact fact = instance.facts.find(poll.id(), People.key("a")).block();
        VoteFact renamed = fact.under(People.key("nobody"));
        assertThat(instance.facts.rename(fact, renamed).block()).isFalse();
        closeBundle();
        assertThat(instance.facts.rename(fact, renamed).block()).isFalse();
        instance.project();
        assertThat(instance.facts.rename(fact, renamed).block()).isTrue();
        assertThat(stored("a")).isNull();
        assertRight();
        instance.projector.rebuild().block();
        assertRight();
    }

    @Test
    void whatIsHandedOverIsCountedAtOnceAndTheClockWaits() {
        openBundle();
        vote("a", Choice.SUPPORT);
        List<String> before = ids(State.OPEN);
        instance.bundles.handOver().block();
        assertThat(ids(State.CLOSED)).isEqualTo(before);
        instance.projector.run().block();
        assertThat(tally()).containsEntry("choice:SUPPORT", 1L);
        vote("b", Choice.SUPPORT);
        List<String> next = ids(State.OPEN);
        instance.bundles.rotate().block();
        assertThat(ids(State.OPEN)).isEqualTo(next);
        closeBundle();
        instance.project();
        assertThat(tally()).containsEntry("choice:SUPPORT", 2L);
        assertRight();
    }

    @Test
    void handingOverDoesNotWaitForAVoteThatTakesLong() {
        var slow = new Bundles(neverWriting(), store, clock);
        vote("a", Choice.SUPPORT);
        VoteFact fact = instance.facts.find(poll.id(), People.key("a")).block();
        Disposable without = slow.insert(fact).subscribe();
        slow.handOver().block();
        Disposable within = slow.insert(fact).subscribe();
        List<String> open = ids(State.OPEN);
        slow.handOver().block();
        assertThat(ids(State.OPEN)).hasSize(2).containsAll(open);
        without.dispose();
        within.dispose();
    }

    private static VoteFacts neverWriting() {
        return (VoteFacts)
                Proxy.newProxyInstance(
                        VoteFacts.class.getClassLoader(),
                        new Class<?>[] {VoteFacts.class},
                        (_, _, _) -> Mono.never());
    }

    @Test
    void anEmptyBundleIsNotKept() {
        openBundle();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            instance.bundles.rotate().block();
                            return store.list().block().isEmpty();
                        });
        vote("a", Choice.SUPPORT);
        instance.project();
        assertThat(tally()).containsEntry("total", 2L);
    }
}
