package org.zhumin.vote;

import com.mongodb.reactivestreams.client.MongoDatabase;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.zhumin.identity.AgeBand;
import org.zhumin.identity.Elector;
import org.zhumin.identity.Electorate;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.SecretRing;
import org.zhumin.platform.Secrets;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.mongo.MongoTestSettings;
import org.zhumin.platform.redis.RedisTestSettings;
import org.zhumin.platform.web.HotReadsTestSettings;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What one instance of the application has for votes, with people of the test's making. */
final class VotingInstance {
    static final AreaCode CITY = new AreaCode("520100");
    static final AreaCode DISTRICT = new AreaCode("520102");
    static final AreaCode STREET = new AreaCode("520102016");
    static final ResidentId STAFF = new ResidentId("staff");

    final People people = new People();
    final List<String> audited = new CopyOnWriteArrayList<>();
    final List<PollResult> told = new CopyOnWriteArrayList<>();
    final Clock clock;
    final MongoVoteFacts facts;
    final MongoVoteProjection projection;
    final MongoPolls polls;
    final MongoLeaves leaves;
    final Bundles bundles;
    final TallyProjector projector;
    final TallyAudit audit;
    final PollCloser closer;
    final VotePersonalData personalData;
    final Votes votes;
    final Quarantine quarantine;

    VotingInstance(MongoDatabase database, Clock clock) {
        this(database, clock, Duration.ZERO);
    }

    /**
     * @param review how long votes may be kept out after the close
     */
    VotingInstance(MongoDatabase database, Clock clock, Duration review) {
        var properties = new VoteProperties(review);
        this.clock = clock;
        var meters = new SimpleMeterRegistry();
        var groups = MongoTestSettings.groups();
        var leases = MongoTestSettings.leases(database);
        var hotReads = HotReadsTestSettings.alone();
        var receipts = receipts();
        facts = new MongoVoteFacts(database, groups);
        projection = new MongoVoteProjection(database, groups);
        polls = new MongoPolls(database, groups);
        leaves = new MongoLeaves(database);
        var bundleStore = new MongoBundles(database);
        bundles = new Bundles(facts, bundleStore, clock);
        projector =
                new TallyProjector(
                        projection,
                        bundleStore,
                        bundles,
                        new TallyRebuild(projection, hotReads, clock),
                        leases,
                        hotReads,
                        meters,
                        clock);
        audit = new TallyAudit(polls, facts, projection, leases, meters);
        var book = new PollBook(polls, RedisTestSettings.absent(), clock);
        var leavers = new Leavers(polls, facts, receipts);
        var beans = new StaticListableBeanFactory();
        beans.addBean("listener", new Listener());
        closer =
                new PollCloser(
                        polls,
                        facts,
                        leaves,
                        receipts,
                        book,
                        people,
                        leavers,
                        beans.getBeanProvider(PollListener.class),
                        leases,
                        hotReads,
                        properties,
                        clock);
        personalData = new VotePersonalData(people, leavers, receipts);
        AuditLog log =
                (actor, action, target, details) ->
                        Mono.fromRunnable(() -> audited.add(action + " " + target));
        votes =
                new Votes(
                        polls,
                        book,
                        facts,
                        new Ballots(facts, bundles, clock),
                        projection,
                        receipts,
                        new Proofs(leaves),
                        people,
                        clock);
        quarantine =
                new Quarantine(
                        book,
                        facts,
                        new MongoQuarantines(database),
                        new MongoVoteOrders(database),
                        receipts,
                        people,
                        log,
                        properties,
                        clock);
    }

    static Receipts receipts() {
        byte[] master = "a master secret of the tests' own".getBytes(StandardCharsets.UTF_8);
        return new Receipts(new SecretRing(new Secrets(master), List.of()));
    }

    void createIndexes(MongoDatabase database) {
        for (MongoIndexes store : List.of(facts, polls)) {
            Flux.from(database.getCollection(store.collection()).createIndexes(store.indexes()))
                    .blockLast();
        }
    }

    Poll open(String subject, VoteStep step, Duration life) {
        Instant now = clock.instant();
        return votes.open(
                        Poll.onStep(
                                PollId.of(subject, step),
                                EligibilityPolicy.ofResidents("test", DISTRICT, Duration.ZERO),
                                now,
                                now.plus(life),
                                Poll.TallyMode.LIVE,
                                List.of("A", "B")))
                .block();
    }

    CastVote cast(Poll poll, ResidentId resident, Vote vote) {
        return votes.cast(poll.id(), resident, vote, VoteOrigin.MINI_PROGRAM, clock.instant())
                .block();
    }

    /** Until nothing is dirty: bundles come first, then what changed in them. */
    void project() {
        for (int run = 0; run < 4; run++) {
            projector.run().block();
        }
    }

    static Vote.Point point(Vote.Choice choice) {
        return new Vote.Point(choice, List.of(), null);
    }

    private final class Listener implements PollListener {
        @Override
        public String kind() {
            return "project";
        }

        @Override
        public Mono<Void> counted(Poll poll, PollResult result) {
            return Mono.fromRunnable(() -> told.add(result));
        }

        @Override
        public Mono<Described> describe(PollId poll) {
            return Mono.just(new Described("a poll", "page", "reason."));
        }
    }

    /** Residents as voters. */
    static final class People implements Electorate {
        private final Map<ResidentId, Elector> electors = new ConcurrentHashMap<>();
        private final Map<ResidentId, String> keys = new ConcurrentHashMap<>();

        /** Somebody whose key derives from the name, so that every instance makes the same. */
        ResidentId add(String name, AreaCode street) {
            return add(name, Verification.CLAIMED, street, key(name));
        }

        ResidentId add(String name, Verification verification, AreaCode street, String key) {
            var id = new ResidentId(name);
            electors.put(
                    id,
                    new Elector(
                            key,
                            verification,
                            List.of(CITY, DISTRICT, street),
                            Instant.EPOCH,
                            false,
                            AgeBand.FROM_18_TO_59,
                            Set.of()));
            keys.put(id, key);
            return id;
        }

        void remove(ResidentId id) {
            electors.remove(id);
        }

        static String key(String name) {
            return Ids.encode(Hashes.hmac(new byte[] {1}, name.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public Mono<Elector> find(ResidentId id) {
            return Mono.justOrEmpty(electors.get(id));
        }

        @Override
        public Mono<String> findVoterKey(ResidentId id) {
            return Mono.justOrEmpty(keys.get(id));
        }

        @Override
        public Flux<ResidentId> findVoters(String voterKey) {
            return Flux.fromIterable(keys.entrySet())
                    .filter(one -> one.getValue().equals(voterKey))
                    .map(Map.Entry::getKey);
        }

        @Override
        public Mono<Long> count(AreaCode area, Verification atLeast) {
            return Mono.just((long) electors.size());
        }
    }
}
