package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhumin.vote.VotingInstance.DISTRICT;
import static org.zhumin.vote.VotingInstance.STAFF;
import static org.zhumin.vote.VotingInstance.STREET;
import static org.zhumin.vote.VotingInstance.point;

import com.mongodb.client.model.Filters;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.testing.MovedClock;
import org.zhumin.testing.TestDatabase;
import org.zhumin.vote.Vote.Choice;
import org.zhumin.vote.VotingInstance.People;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class VotesIT {
    private static final ResidentId OTHER_STAFF = new ResidentId("otherstaff");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TO_THE_COUNT = HOUR.plus(Poll.SETTLING);
    private static final Path VERIFIER = Path.of("miniprogram-api-docs/verify-receipt.mjs");

    private static final TestDatabase TEST = TestDatabase.create("votes");

    private final MovedClock clock = new MovedClock();
    private final VotingInstance instance = new VotingInstance(TEST.database(), clock);
    private final People people = instance.people;
    private final Votes votes = instance.votes;
    private final String subject = "project:" + Ids.random();

    VotesIT() {
        instance.createIndexes(TEST.database());
    }

    private static void refuses(ProblemCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refusal -> assertThat(refusal.problem().code()).isEqualTo(code));
    }

    private void count() {
        clock.forward(TO_THE_COUNT);
        instance.closer.run().block();
    }

    private static FactKey key(String call) {
        return new FactKey(call, "hash");
    }

    private VoteStatus statusOf(String receipt) {
        return votes.findByReceipt(subject, receipt).block().status();
    }

    @Test
    void aVoteIsCastChangedTakenBackAndCastAgain() {
        Poll poll = instance.open(subject, VoteStep.POINT, HOUR);
        ResidentId resident = people.add("a", STREET);
        CastVote first = instance.cast(poll, resident, point(Choice.SUPPORT));
        assertThat(first.status()).isEqualTo(VoteStatus.PENDING);
        assertThat(instance.cast(poll, resident, point(Choice.SUPPORT))).isEqualTo(first);

        CastVote second = instance.cast(poll, resident, point(Choice.OPPOSE));
        assertThat(second.receipt()).isNotEqualTo(first.receipt());
        assertThat(statusOf(first.receipt())).isEqualTo(VoteStatus.REPLACED);
        assertThat(statusOf(second.receipt())).isEqualTo(VoteStatus.PENDING);
        instance.project();
        assertThat(votes.tally(poll.id()).block().tally().counts())
                .isEqualTo(Map.of("total", 1L, "choice:OPPOSE", 1L));

        CastVote taken = votes.takeBack(poll.id(), resident, clock.instant()).block();
        assertThat(taken.status()).isEqualTo(VoteStatus.TAKEN_BACK);
        assertThat(statusOf(second.receipt())).isEqualTo(VoteStatus.TAKEN_BACK);
        assertThat(statusOf(first.receipt())).isEqualTo(VoteStatus.REPLACED);
        instance.project();
        assertThat(votes.tally(poll.id()).block().tally()).isEqualTo(Tally.EMPTY);
        instance.cast(poll, resident, point(Choice.OPPOSE));
        instance.project();
        assertThat(votes.tally(poll.id()).block().tally().total()).isEqualTo(1);
        assertThat(instance.audit.audit(poll.id()).block().isEqual()).isTrue();
    }

    @Test
    void whatAnInstanceRemembersOfAVoteNeverStandsForWhatIsStored() {
        var elsewhere = new VotingInstance(TEST.database(), clock);
        Poll poll = instance.open(subject, VoteStep.POINT, HOUR);
        ResidentId resident = people.add("a", Verification.CLAIMED, STREET, People.key("a"));
        elsewhere.people.add("a", Verification.CLAIMED, STREET, People.key("a"));
        instance.cast(poll, resident, point(Choice.SUPPORT));
        elsewhere.cast(poll, resident, point(Choice.OPPOSE));

        instance.cast(poll, resident, point(Choice.SUPPORT));
        VoteFact again = instance.facts.find(poll.id(), People.key("a")).block();
        assertThat(again.vote()).isEqualTo(point(Choice.SUPPORT));
        assertThat(again.revision()).isEqualTo(3);

        new MongoQuarantines(TEST.database())
                .keepOut(
                        poll.id(),
                        People.key("a"),
                        new Quarantines.Keeping("duplicate", STAFF),
                        VoteNotices.owed(
                                VoteNotice.KEPT_OUT, "duplicate", "operation", Instant.now()))
                .block();
        instance.cast(poll, resident, point(Choice.ABSTAIN));
        VoteFact kept = instance.facts.find(poll.id(), People.key("a")).block();
        assertThat(kept.vote()).isEqualTo(point(Choice.ABSTAIN));
        assertThat(kept.quarantine()).isEqualTo("duplicate");
        assertThat(kept.counts()).isFalse();
    }

    @Test
    void anOlderVoteNeverTakesThePlaceOfANewerOne() {
        Poll poll = instance.open(subject, VoteStep.POINT, HOUR);
        ResidentId resident = people.add("a", STREET);
        Instant earlier = clock.instant();
        clock.forward(Duration.ofMillis(1));
        CastVote newer = instance.cast(poll, resident, point(Choice.OPPOSE));
        CastVote older =
                votes.cast(
                                poll.id(),
                                resident,
                                point(Choice.SUPPORT),
                                VoteOrigin.MINI_PROGRAM,
                                earlier)
                        .block();
        assertThat(older).isEqualTo(newer);
    }

    @Test
    void oneVoteForOnePhoneWhateverTheAccountAndThePlace() {
        Poll poll = instance.open(subject, VoteStep.POINT, HOUR);
        String key = People.key("phone");
        ResidentId before = people.add("first", Verification.CLAIMED, STREET, key);
        instance.cast(poll, before, point(Choice.SUPPORT));
        ResidentId second = people.add("second", Verification.VERIFIED, STREET, key);
        instance.cast(poll, second, point(Choice.OPPOSE));
        people.add("first", Verification.CLAIMED, new AreaCode("520102001"), key);
        instance.cast(poll, before, point(Choice.SUPPORT));
        instance.personalData.erase(before).block();
        people.remove(before);
        ResidentId again = people.add("again", Verification.CLAIMED, STREET, key);
        instance.cast(poll, again, point(Choice.OPPOSE));
        instance.project();
        assertThat(votes.tally(poll.id()).block().tally().total()).isEqualTo(1);
        count();
        assertThat(votes.findResult(poll.id()).block().turnout()).isEqualTo(1);
    }

    @Test
    void whoIsNotEligibleIsToldWhatIsMissing() {
        Poll poll = instance.open(subject, VoteStep.POINT, HOUR);
        ResidentId resident = people.add("a", Verification.PHONE, STREET, People.key("a"));
        Eligibility eligibility = votes.eligibility(poll.id(), resident).block();
        assertThat(eligibility.eligible()).isFalse();
        refuses(
                VoteProblem.NOT_ELIGIBLE,
                () -> instance.cast(poll, resident, point(Choice.SUPPORT)));
    }

    @Test
    void whatWasReceivedBeforeTheCloseCountsAndNothingAfterIt() {
        Poll poll = instance.open(subject, VoteStep.POINT, HOUR);
        Instant close = poll.closesAt();
        List<ResidentId> residents =
                IntStream.range(0, 40).mapToObj(i -> people.add("n" + i, STREET)).toList();
        clock.forward(HOUR.minusSeconds(1));
        long acknowledged =
                Flux.range(0, 40)
                        .flatMap(
                                i ->
                                        votes.cast(
                                                        poll.id(),
                                                        residents.get(i),
                                                        point(Choice.SUPPORT),
                                                        VoteOrigin.MINI_PROGRAM,
                                                        close.plusMillis(i - 20))
                                                .map(_ -> i)
                                                .onErrorResume(
                                                        DomainException.class,
                                                        refusal -> {
                                                            assertThat(refusal.problem().code())
                                                                    .isEqualTo(VoteProblem.CLOSED);
                                                            return Mono.empty();
                                                        }))
                        .doOnNext(i -> assertThat(i).isLessThan(20))
                        .count()
                        .block();
        assertThat(acknowledged).isEqualTo(20);
        clock.forward(Poll.SETTLING);
        instance.closer.run().block();
        assertThat(votes.findResult(poll.id()).blockOptional()).isEmpty();
        clock.forward(Duration.ofSeconds(2));
        instance.closer.run().block();
        assertThat(instance.polls.findCounted(poll.id()).block().result().turnout()).isEqualTo(20);
    }

    @Test
    void aVoteThatCannotBeWrittenBeforeTheCountIsRefused() {
        Poll poll = instance.open(subject, VoteStep.POINT, HOUR);
        Instant inTime = poll.closesAt().minusMillis(1);
        ResidentId resident = people.add("a", STREET);
        clock.forward(HOUR.plusSeconds(6));
        refuses(
                PlatformProblem.UNAVAILABLE,
                () ->
                        votes.cast(
                                        poll.id(),
                                        resident,
                                        point(Choice.SUPPORT),
                                        VoteOrigin.MINI_PROGRAM,
                                        inTime)
                                .block());
    }

    @Test
    void aPollOpensOnceAndClosesNoSoonerThanItSays() {
        Poll poll = instance.open(subject, VoteStep.WATCH, HOUR);
        assertThat(votes.open(poll).block()).isEqualTo(poll);
        Poll other =
                Poll.onStep(
                        poll.id(),
                        poll.policy(),
                        poll.opensAt(),
                        poll.closesAt(),
                        Poll.TallyMode.AFTER_CLOSE,
                        List.of());
        refuses(VoteProblem.OTHER_POLL, () -> votes.open(other).block());
        refuses(
                VoteProblem.CLOSES_TOO_SOON,
                () -> votes.closeAt(poll.id(), clock.instant().plusSeconds(5)).block());
        Instant later = poll.closesAt().plusSeconds(60);
        assertThat(votes.closeAt(poll.id(), later).block().closesAt()).isEqualTo(later);
        clock.forward(HOUR.plusSeconds(61));
        refuses(VoteProblem.CLOSED, () -> votes.closeAt(poll.id(), later.plusSeconds(90)).block());
        refuses(
                VoteProblem.NO_POLL,
                () -> votes.get(PollId.of("project:none", VoteStep.POINT)).block());
    }

    @Test
    void anybodyCanCheckAReceiptWithTheProgramInTheDocs() throws Exception {
        Poll poll = instance.open(subject, VoteStep.POINT, HOUR);
        for (int i = 0; i < 13; i++) {
            var comment = new Vote.Point(Choice.SUPPORT, List.of("B", "A"), "很好 \"" + i + "\"");
            instance.cast(poll, people.add("n" + i, STREET), comment);
        }
        count();
        ResidentId resident = people.add("n7", STREET);
        CastVote mine = votes.findMine(poll.id(), resident).block();
        assertThat(mine.status()).isEqualTo(VoteStatus.COUNTED);
        ReceiptAnswer answer = votes.findByReceipt(subject, mine.receipt()).block();
        assertThat(answer.status()).isEqualTo(VoteStatus.COUNTED);
        assertThat(answer.proof().root()).isEqualTo(votes.findResult(poll.id()).block().root());
        var receipt = new LinkedHashMap<String, Object>();
        receipt.put("opening", mine.opening());
        receipt.put("leaf", answer.proof().leaf());
        receipt.put("proof", answer.proof().inclusion());
        receipt.put("root", answer.proof().root());
        assertThat(verify(receipt)).isZero();
        receipt.put("root", answer.proof().leaf());
        assertThat(verify(receipt)).isEqualTo(1);
    }

    private static int verify(Map<String, Object> receipt)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("receipt", ".json");
        try {
            Files.write(file, JsonMapper.builder().build().writeValueAsBytes(receipt));
            Path verifier = Files.exists(VERIFIER) ? VERIFIER : Path.of("..").resolve(VERIFIER);
            return new ProcessBuilder("node", verifier.toString(), file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void theResultHidesSmallCells() {
        Poll poll = instance.open(subject, VoteStep.POINT, HOUR);
        AreaCode large = new AreaCode("520102001");
        AreaCode small = new AreaCode("520102002");
        AreaCode other = new AreaCode("520102003");
        castMany(poll, large, 30);
        castMany(poll, other, 12);
        castMany(poll, small, 3);
        count();
        PollResult result = votes.findResult(poll.id()).block();
        assertThat(result.turnout()).isEqualTo(45);
        assertThat(result.eligible()).isEqualTo(45);
        // The difference to the total would tell of three people, so the next cell goes as well.
        assertThat(result.byArea().keySet()).containsExactly(large);
        assertThat(result.byArea().get(large).total()).isEqualTo(30);
        assertThat(result.byVerification()).isEqualTo(Map.of(Verification.CLAIMED, 45L));
        assertThat(result.byChannel()).isEqualTo(Map.of(VoteChannel.MINI_PROGRAM, 45L));
        instance.closer.run().block();
        assertThat(instance.told).filteredOn(result::equals).hasSize(1);
    }

    private void castMany(Poll poll, AreaCode street, int n) {
        for (int i = 0; i < n; i++) {
            instance.cast(poll, people.add(street.value() + "x" + i, street), point(Choice.OPPOSE));
        }
    }

    @Test
    void aCohortIsCountedApartAlsoWhenAVoteWasKeptOut() {
        Poll poll = instance.open(subject, VoteStep.POINT, HOUR);
        VoteOrigin followers = VoteOrigin.ofDevice("phone").in("followers");
        ResidentId follower = people.add("f", STREET);
        CastVote first =
                votes.cast(poll.id(), follower, point(Choice.SUPPORT), followers, clock.instant())
                        .block();
        instance.cast(poll, people.add("g", STREET), point(Choice.OPPOSE));
        instance.quarantine
                .keepOut(poll.id(), first.receipt(), "BOUGHT", STAFF, key("out"))
                .block();
        instance.project();
        assertThat(votes.tally(poll.id()).block().tally().ofCohort("followers"))
                .isEqualTo(Tally.EMPTY);
        instance.quarantine.release(poll.id(), first.receipt(), STAFF, key("in")).block();
        instance.project();
        Tally tally = votes.tally(poll.id()).block().tally();
        assertThat(tally.total()).isEqualTo(2);
        assertThat(tally.ofCohort("followers").counts())
                .isEqualTo(Map.of("total", 1L, "choice:SUPPORT", 1L));
        assertThat(instance.audit.audit(poll.id()).block().isEqual()).isTrue();
        count();
        assertThat(votes.findResult(poll.id()).block().tally()).isEqualTo(tally);
    }

    @Test
    void aReviewAfterTheCloseStillKeepsVotesOut() {
        VotingInstance reviewing = new VotingInstance(TEST.database(), clock, HOUR);
        Poll poll = reviewing.open(subject, VoteStep.POINT, HOUR);
        CastVote cast =
                reviewing.cast(poll, reviewing.people.add("late", STREET), point(Choice.SUPPORT));
        clock.forward(TO_THE_COUNT);
        reviewing.closer.run().block();
        assertThat(reviewing.votes.findResult(poll.id()).block()).isNull();
        reviewing
                .quarantine
                .keepOut(poll.id(), cast.receipt(), "BOUGHT", STAFF, key("late"))
                .block();
        clock.forward(HOUR);
        refuses(
                VoteProblem.CLOSED,
                () ->
                        reviewing
                                .quarantine
                                .release(poll.id(), cast.receipt(), STAFF, key("too late"))
                                .block());
        reviewing.closer.run().block();
        PollResult result = reviewing.votes.findResult(poll.id()).block();
        assertThat(result.turnout()).isZero();
        assertThat(result.quarantined()).isEqualTo(Map.of("BOUGHT", 1L));
    }

    @Test
    void quarantinedVotesStayVisibleAndOutOfTheCount() {
        Poll poll = instance.open(subject, VoteStep.POINT, HOUR);
        var device = new VoteOrigin(VoteChannel.ASSISTED, "one phone", null);
        for (int i = 0; i < 5; i++) {
            votes.cast(
                            poll.id(),
                            people.add("d" + i, STREET),
                            point(Choice.SUPPORT),
                            device,
                            clock.instant())
                    .block();
        }
        ResidentId honest = people.add("honest", STREET);
        instance.cast(poll, honest, point(Choice.OPPOSE));
        instance.project();
        Quarantine quarantine = instance.quarantine;
        VoteSignal signal = quarantine.signals(poll.id(), 3).blockLast();
        assertThat(signal.votes()).isEqualTo(5);
        FactKey key = key("one call");
        for (int call = 0; call < 2; call++) {
            quarantine.keepOutOrigin(poll.id(), signal.origin(), "SAME_DEVICE", STAFF, key).block();
            assertThat(quarantine.countByReason(poll.id()).block())
                    .isEqualTo(Map.of("SAME_DEVICE", 5L));
        }
        assertThat(instance.audited).containsExactly("vote.quarantine " + poll.id());
        instance.project();
        assertThat(votes.tally(poll.id()).block().tally().total()).isEqualTo(1);

        ResidentId appealing = people.add("d2", STREET);
        instance.cast(poll, appealing, point(Choice.ABSTAIN));
        VoteAppeal appeal =
                quarantine.appeal(poll.id(), appealing, "全家共用一部手机", key("appeal")).block();
        assertThat(appeal.reason()).isEqualTo("SAME_DEVICE");
        instance.cast(poll, appealing, point(Choice.SUPPORT));
        instance.cast(poll, appealing, point(Choice.ABSTAIN));
        refuses(
                VoteProblem.NOT_QUARANTINED,
                () -> quarantine.appeal(poll.id(), honest, "为什么", key("none")).block());
        List<QuarantinedVote> waiting = quarantine.list(poll.id(), true, 10, null).block().items();
        assertThat(waiting).hasSize(1);
        QuarantinedVote first = waiting.getFirst();
        assertThat(first.appeal().text()).isEqualTo("全家共用一部手机");
        refuses(
                VoteProblem.OWN_DECISION,
                () ->
                        quarantine
                                .decide(poll.id(), first.receipt(), true, "", STAFF, key("own"))
                                .block());
        quarantine
                .decide(poll.id(), first.receipt(), true, "", OTHER_STAFF, key("granted"))
                .block();
        quarantine.keepOutOrigin(poll.id(), signal.origin(), "SAME_DEVICE", STAFF, key).block();
        instance.project();
        assertThat(votes.tally(poll.id()).block().tally().counts())
                .isEqualTo(Map.of("total", 2L, "choice:OPPOSE", 1L, "choice:ABSTAIN", 1L));
        count();
        PollResult result = votes.findResult(poll.id()).block();
        assertThat(result.quarantined()).isEqualTo(Map.of("SAME_DEVICE", 4L));
        assertThat(String.join("", votes.ballotsCsv(poll.id()).collectList().block()).lines())
                .hasSize(7)
                .startsWith("leaf,state")
                .filteredOn(line -> !line.startsWith("leaf"))
                .isSorted()
                .filteredOn(line -> line.endsWith(",QUARANTINED"))
                .hasSize(4);
    }

    @Test
    void whoLeavesIsForgottenWithTheResultAndGoesOnCounting() {
        Poll poll = instance.open(subject, VoteStep.POINT, HOUR);
        ResidentId leaving = people.add("a", STREET);
        var vote = new Vote.Point(Choice.SUPPORT, List.of("A"), "我叫某某");
        instance.cast(poll, leaving, vote);
        instance.cast(poll, people.add("b", STREET), point(Choice.OPPOSE));
        assertThat(instance.personalData.export(leaving).block().toString()).contains("我叫某某");
        instance.personalData.erase(leaving).block();
        Document stored = stored(poll, People.key("a"));
        assertThat(stored.getString("v")).doesNotContain("某某");
        instance.project();
        count();
        assertThat(stored(poll, People.key("a"))).isNull();
        PollResult result = votes.findResult(poll.id()).block();
        assertThat(result.turnout()).isEqualTo(2);
        assertThat(votes.streamCounted(poll.id()).collectList().block())
                .containsExactlyInAnyOrder(
                        new Vote.Point(Choice.SUPPORT, List.of("A"), null), point(Choice.OPPOSE));
        instance.personalData.erase(people.add("b", STREET)).block();
        assertThat(stored(poll, People.key("b"))).isNull();
        instance.projector.rebuild().block();
        assertThat(instance.audit.audit(poll.id()).block().isEqual()).isTrue();
    }

    private Document stored(Poll poll, String voterKey) {
        return Mono.from(
                        TEST.database()
                                .getCollection("votes")
                                .find(Filters.eq("_id", poll.id() + ":" + voterKey))
                                .first())
                .block();
    }

    @Test
    void aBallotIsOneMoreKindOfVote() {
        var round =
                new Poll.Round(
                        BallotKind.KNAPSACK,
                        100,
                        List.of(new Candidate("p1", 60), new Candidate("p2", 50)),
                        null);
        Instant now = clock.instant();
        Poll poll =
                votes.open(
                                Poll.onRound(
                                        PollId.of("round:" + Ids.random(), VoteStep.BALLOT),
                                        EligibilityPolicy.ofResidents(
                                                "test", DISTRICT, Duration.ZERO),
                                        now,
                                        now.plus(HOUR),
                                        round))
                        .block();
        ResidentId resident = people.add("a", STREET);
        refuses(
                VoteProblem.INVALID,
                () -> instance.cast(poll, resident, new Vote.Ballot(List.of("p1", "p2"))));
        instance.cast(poll, resident, new Vote.Ballot(List.of("p2")));
        instance.project();
        assertThat(votes.tally(poll.id()).block().tally().counts())
                .isEqualTo(Map.of("total", 1L, "project:p2", 1L));
        count();
        assertThat(votes.streamCounted(poll.id()).collectList().block())
                .containsExactly(new Vote.Ballot(List.of("p2")));
    }

    @Test
    void everyKindOfVoteIsReadAsItWasWritten() {
        List<Vote> all =
                List.of(
                        new Vote.Point(Choice.ABSTAIN, List.of("B", "A"), "a \"b\"\n"),
                        new Vote.Watch("看"),
                        new Vote.Watch(null),
                        new Vote.Evaluate(3, new Vote.Aspects(1, 2, 3, 4), "x"),
                        new Vote.Manage("扫地", 3),
                        new Vote.Manage("扫地", null),
                        new Vote.Ballot(List.of("p2", "p1")));
        for (Vote vote : all) {
            assertThat(VoteTexts.read(vote.step(), vote.encoded())).isEqualTo(vote);
            assertThat(Contribution.counts(vote.step(), Contribution.of(vote)))
                    .isEqualTo(vote.counts());
        }
    }

    @Test
    void votesAreFoundByIndex() {
        Poll poll = instance.open(subject, VoteStep.POINT, HOUR);
        instance.cast(poll, people.add("a", STREET), point(Choice.SUPPORT));
        assertThat(plan(Filters.eq("d", true))).contains("dirty");
        assertThat(plan(MongoVoteFacts.ofPoll(poll.id()))).doesNotContain("COLLSCAN");
    }

    private String plan(Bson filter) {
        Document plan =
                Mono.from(TEST.database().getCollection("votes").find(filter).explain()).block();
        return plan.get("queryPlanner", Document.class).get("winningPlan").toString();
    }
}
