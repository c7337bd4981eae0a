package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhumin.vote.VotingInstance.STAFF;
import static org.zhumin.vote.VotingInstance.STREET;
import static org.zhumin.vote.VotingInstance.point;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;

import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhumin.kernel.Ids;
import org.zhumin.testing.MovedClock;
import org.zhumin.testing.TestDatabase;
import org.zhumin.vote.MongoVoteChanges.Change;
import org.zhumin.vote.Vote.Choice;
import org.zhumin.vote.VotingInstance.People;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many changes by one statement, each only if its vote is as it was read. */
class VoteChangesIT {
    private final TestDatabase test = TestDatabase.create("votechanges");
    private final VotingInstance instance = new VotingInstance(test.database(), new MovedClock());
    private final MongoCollection<Document> stored = test.database().getCollection("votes");
    private final Poll poll;

    VoteChangesIT() {
        instance.createIndexes(test.database());
        poll = instance.open("project:" + Ids.random(), VoteStep.POINT, Duration.ofDays(1));
    }

    private VoteFact vote(String name) {
        instance.cast(poll, instance.people.add(name, STREET), point(Choice.SUPPORT));
        return find(name);
    }

    private VoteFact find(String name) {
        return instance.facts.find(poll.id(), People.key(name)).block();
    }

    private Document document(String name) {
        return Mono.from(stored.find(id(name)).first()).block();
    }

    private Bson id(String name) {
        return Filters.eq("_id", poll.id() + ":" + People.key(name));
    }

    private static VoteFact changed(VoteFact before, Choice choice) {
        Vote vote = point(choice);
        Instant at = before.at().plusMillis(1);
        return before.replacedBy(
                new VoteFact(
                        before.poll(),
                        before.voterKey(),
                        1,
                        at,
                        vote.encoded(),
                        Contribution.of(vote),
                        false,
                        null,
                        null,
                        before.verification(),
                        VoteChannel.ASSISTED,
                        before.cell(),
                        null,
                        false));
    }

    private List<Boolean> make(Change... changes) {
        return new MongoVoteChanges(
                        test.database()
                                .getCollection("votes", BundledVote.class)
                                .withCodecRegistry(
                                        CodecRegistries.fromRegistries(
                                                CodecRegistries.fromCodecs(
                                                        new MongoBundledVoteCodec()),
                                                test.database().getCodecRegistry())))
                .make(List.of(changes))
                .block();
    }

    private Change change(VoteFact before, Choice choice) {
        return byItself(before, changed(before, choice));
    }

    private static Change byItself(VoteFact before, VoteFact after) {
        return new Change(BundledVote.byItself(before), BundledVote.byItself(after));
    }

    @Test
    void eachIsChangedUnlessItIsNotAsItWas() {
        VoteFact a = vote("a");
        VoteFact late = vote("late");
        VoteFact keptOut = vote("keptOut");
        VoteFact z = vote("z");
        make(change(late, Choice.ABSTAIN));
        new MongoQuarantines(test.database())
                .keepOut(
                        poll.id(),
                        People.key("keptOut"),
                        new Quarantines.Keeping("x", STAFF),
                        VoteNotices.owed(
                                VoteNotice.KEPT_OUT, "duplicate", "operation", Instant.now()))
                .block();
        assertThat(
                        make(
                                change(a, Choice.OPPOSE),
                                change(late, Choice.OPPOSE),
                                change(keptOut, Choice.OPPOSE),
                                change(z, Choice.ABSTAIN)))
                .containsExactly(true, false, false, true);
        assertThat(find("a")).isEqualTo(changed(a, Choice.OPPOSE));
        assertThat(find("late")).isEqualTo(changed(late, Choice.ABSTAIN));
        assertThat(find("keptOut").vote()).isEqualTo(point(Choice.SUPPORT));
        assertThat(find("z")).isEqualTo(changed(z, Choice.ABSTAIN));
    }

    @Test
    void ofTwoChangesOfOneVoteOneIsMade() {
        VoteFact a = vote("a");
        VoteFact b = vote("b");
        assertThat(
                        make(
                                change(a, Choice.OPPOSE),
                                change(b, Choice.OPPOSE),
                                change(a, Choice.ABSTAIN)))
                .containsExactly(true, true, false);
        assertThat(find("a").vote()).isEqualTo(point(Choice.OPPOSE));
    }

    @Test
    void whatIsNotTheVotersStays() {
        VoteFact a = vote("a");
        Mono.from(
                        stored.updateOne(
                                id("a"),
                                Updates.combine(
                                        Updates.set("qb", "staff"),
                                        Updates.set("p", "why"),
                                        Updates.set("pd", new Document("text", "so")),
                                        Updates.set("k", "SUPPORT"),
                                        Updates.set("b", 7L),
                                        Updates.set("w", "bundle"),
                                        Updates.set("o", "device"),
                                        Updates.set("owed", List.of(1)))))
                .block();
        assertThat(make(change(a, Choice.OPPOSE))).containsExactly(true);
        assertThat(document("a"))
                .containsEntry("p", "why")
                .containsEntry("qb", "staff")
                .containsEntry("k", "SUPPORT")
                .containsEntry("b", 7L)
                .containsEntry("w", "bundle")
                .containsEntry("i", "SUPPORT")
                .containsEntry("c", "OPPOSE")
                .containsEntry("ch", "ASSISTED")
                .containsEntry("d", true)
                .containsEntry("owed", List.of(1))
                .doesNotContainKey("o");
        VoteFact now = find("a");
        assertThat(make(byItself(now, now.takenBack(now.at())))).containsExactly(true);
        assertThat(document("a"))
                .containsEntry("i", "SUPPORT")
                .containsEntry("x", "OPPOSE")
                .doesNotContainKey("c");
        VoteFact back = find("a");
        assertThat(make(byItself(back, back.left()))).containsExactly(true);
        assertThat(document("a")).containsEntry("l", true).doesNotContainKeys("p", "pd", "pa");
    }

    /** What is asked of the database is shorter for one alone, and if all go between bundles. */
    enum Sent {
        ALONE,
        TOGETHER,
        AMONG_OTHERS
    }

    private List<Boolean> make(Sent sent, List<Change> changes) {
        return switch (sent) {
            case ALONE -> changes.stream().map(this::make).map(List::getFirst).toList();
            case TOGETHER -> make(changes.toArray(Change[]::new));
            case AMONG_OTHERS -> amongOthers(changes);
        };
    }

    /** The other is of a vote that was read when it was kept out already. */
    private List<Boolean> amongOthers(List<Change> changes) {
        vote("other");
        set("other", Updates.set("q", "x"));
        Change other = change(find("other"), Choice.OPPOSE);
        List<Boolean> made =
                make(Stream.concat(changes.stream(), Stream.of(other)).toArray(Change[]::new));
        assertThat(made.getLast()).isTrue();
        return made.subList(0, changes.size());
    }

    @ParameterizedTest
    @EnumSource
    void aChangeInABundleIsMadeOnlyOfWhatIsAsItWasPutIntoTheOther(Sent sent) {
        List<String> names = List.of("a", "dirty", "elsewhere", "settled", "revised", "keptOut");
        names.forEach(this::vote);
        putInto("w1", "a", "dirty", "settled", "revised", "keptOut");
        putInto("w0", "elsewhere");
        make(change(find("dirty"), Choice.ABSTAIN));
        set("settled", Updates.combine(Updates.unset("w"), Updates.set("k", "SUPPORT")));
        List<VoteFact> before = names.stream().map(this::find).toList();
        List<Change> changes = before.stream().map(fact -> inBundle(fact, "w1", "w2")).toList();
        set("revised", Updates.set("r", 7));
        set("keptOut", Updates.set("q", "x"));
        List<Document> others = names.subList(1, 6).stream().map(this::document).toList();
        assertThat(make(sent, changes)).containsExactly(true, false, false, false, false, false);
        assertThat(document("a"))
                .containsEntry("w", "w2")
                .containsEntry("k", "SUPPORT")
                .containsEntry("c", "OPPOSE")
                .doesNotContainKeys("d", "i");
        assertThat(find("a")).isEqualTo(changed(before.getFirst(), Choice.OPPOSE));
        assertThat(names.subList(1, 6).stream().map(this::document).toList()).isEqualTo(others);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotTheVotersStaysWhenItGoesIntoAnotherBundle(Sent sent) {
        List.of("a", "b").forEach(this::vote);
        putInto("w1", "a", "b");
        Bson notTheirs =
                Updates.combine(
                        Updates.set("qb", "staff"),
                        Updates.set("p", "why"),
                        Updates.set("pa", Instant.EPOCH),
                        Updates.set("pd", new Document("text", "so")),
                        Updates.set("b", 7L),
                        Updates.set("o", "device"),
                        Updates.set("owed", List.of(1)));
        set("a", notTheirs);
        List<Change> changes =
                Stream.of("a", "b")
                        .map(this::find)
                        .map(fact -> inBundle(fact, "w1", "w2"))
                        .toList();
        assertThat(make(sent, changes)).containsExactly(true, true);
        assertThat(document("a"))
                .containsEntry("qb", "staff")
                .containsEntry("p", "why")
                .containsKey("pa")
                .containsEntry("pd", new Document("text", "so"))
                .containsEntry("b", 7L)
                .containsEntry("owed", List.of(1))
                .doesNotContainKeys("o", "i", "d");
        assertThat(document("b")).doesNotContainKeys("qb", "p", "pa", "pd", "b", "owed");
    }

    /** It is in the tally with its bundle, however it changes afterwards. */
    @Test
    void aChangeInABundleIsKnownToBeMadeAlsoWhenTheVoteHasChangedSince() {
        vote("a");
        vote("late");
        putInto("w1", "a", "late");
        VoteFact a = find("a");
        VoteFact late = find("late");
        make(change(late, Choice.ABSTAIN));
        make(inBundle(a, "w1", "w2"));
        make(change(find("a"), Choice.ABSTAIN));
        assertThat(make(inBundle(a, "w1", "w2"), inBundle(late, "w1", "w2")))
                .containsExactly(true, false);
        assertThat(document("a"))
                .containsEntry("w", "w2")
                .containsEntry("k", "SUPPORT")
                .containsEntry("i", "OPPOSE")
                .containsEntry("c", "ABSTAIN")
                .containsEntry("d", true);
    }

    private Change inBundle(VoteFact before, String from, String into) {
        return new Change(
                new BundledVote(before, from),
                new BundledVote(changed(before, Choice.OPPOSE), into));
    }

    private void putInto(String bundle, String... names) {
        for (String name : names) {
            set(name, Updates.combine(Updates.set("w", bundle), Updates.unset("d")));
        }
    }

    private void set(String name, Bson change) {
        Mono.from(stored.updateOne(id(name), change)).block();
    }

    @Test
    void thoseThatArriveTogetherAreEachToldTheirOwn() {
        List<VoteFact> votes = new ArrayList<>();
        IntStream.range(0, 200).forEach(i -> votes.add(vote("n" + i)));
        List<Boolean> made =
                Flux.range(0, 400)
                        .flatMapSequential(
                                i -> {
                                    VoteFact before = votes.get(i % 200);
                                    Choice choice = i < 200 ? Choice.OPPOSE : Choice.ABSTAIN;
                                    Change change = change(before, choice);
                                    return instance.facts.replace(change.before(), change.after());
                                },
                                400)
                        .collectList()
                        .block();
        for (int i = 0; i < 200; i++) {
            assertThat(made.get(i)).isNotEqualTo(made.get(i + 200));
            Choice won = made.get(i) ? Choice.OPPOSE : Choice.ABSTAIN;
            assertThat(find("n" + i)).isEqualTo(changed(votes.get(i), won));
        }
    }
}
