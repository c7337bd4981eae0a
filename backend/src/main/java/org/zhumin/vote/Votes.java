package org.zhumin.vote;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.zhumin.identity.Elector;
import org.zhumin.identity.Electorate;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;

/**
 * The vote engine. A door opens a poll, residents vote, change and take back until it closes, and
 * fifteen seconds later it is counted from the votes themselves. No method tells who chose what.
 *
 * <p>Fails with {@link VoteProblem#NO_POLL} where a poll is named that was never opened, and with
 * {@code service.unavailable} when the database is away: what was sent then may or may not have
 * been taken, and may be sent again.
 */
@Service
public class Votes {
    private static final int ATTEMPTS = 5;

    private final Polls polls;
    private final PollBook book;
    private final VoteFacts facts;
    private final Ballots ballots;
    private final VoteProjection projection;
    private final Receipts receipts;
    private final Proofs proofs;
    private final Electorate electorate;
    private final Clock clock;

    Votes(
            Polls polls,
            PollBook book,
            VoteFacts facts,
            Ballots ballots,
            VoteProjection projection,
            Receipts receipts,
            Proofs proofs,
            Electorate electorate,
            Clock clock) {
        this.polls = polls;
        this.book = book;
        this.facts = facts;
        this.ballots = ballots;
        this.projection = projection;
        this.receipts = receipts;
        this.proofs = proofs;
        this.electorate = electorate;
        this.clock = clock;
    }

    /** The topic of hot reads that is dropped whenever a tally or result of the subject changes. */
    public static String topic(String subject) {
        return "votes:" + subject;
    }

    static String[] topics(Collection<PollId> polls) {
        return polls.stream()
                .map(PollId::subject)
                .distinct()
                .map(Votes::topic)
                .toArray(String[]::new);
    }

    /**
     * Opens a poll, at once or at its date. Opened again with the same content it is answered as it
     * is.
     *
     * @throws org.zhumin.kernel.DomainException {@link VoteProblem#OTHER_POLL} if another poll has
     *     this id, {@link VoteProblem#CLOSES_TOO_SOON}
     */
    public Mono<Poll> open(Poll poll) {
        return isTooSoon(poll.closesAt())
                ? findSame(poll).switchIfEmpty(Mono.error(VoteProblem.CLOSES_TOO_SOON::refusal))
                : polls.insertOrGet(inMillis(poll))
                        .filter(stored -> stored.isSameAs(inMillis(poll)))
                        .switchIfEmpty(Mono.error(VoteProblem.OTHER_POLL::refusal));
    }

    private Mono<Poll> findSame(Poll poll) {
        return polls.find(poll.id()).filter(stored -> stored.isSameAs(inMillis(poll)));
    }

    private boolean isTooSoon(@Nullable Instant closesAt) {
        return closesAt != null && closesAt.isBefore(clock.instant().plus(Poll.NOTICE));
    }

    private static Poll inMillis(Poll poll) {
        return poll.between(
                millis(poll.opensAt()), poll.closesAt() == null ? null : millis(poll.closesAt()));
    }

    private static Instant millis(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Moves the closing of a poll that has not closed; also earlier, and for one without a date.
     *
     * @throws org.zhumin.kernel.DomainException {@link VoteProblem#CLOSED}, {@link
     *     VoteProblem#CLOSES_TOO_SOON} unless it is {@link Poll#NOTICE} from now
     */
    public Mono<Poll> closeAt(PollId id, Instant closesAt) {
        return closeAt(id, millis(closesAt), ATTEMPTS);
    }

    private Mono<Poll> closeAt(PollId id, Instant closesAt, int attempts) {
        return attempts == 0
                ? Mono.error(PlatformProblem.STALE::refusal)
                : polls.find(id)
                        .switchIfEmpty(Mono.error(VoteProblem.NO_POLL::refusal))
                        .flatMap(before -> move(before, closesAt))
                        .switchIfEmpty(Mono.defer(() -> closeAt(id, closesAt, attempts - 1)));
    }

    /** Empty if another was first. */
    private Mono<Poll> move(Poll before, Instant closesAt) {
        if (closesAt.equals(before.closesAt())) {
            return Mono.just(before);
        }
        if (before.isClosed(clock.instant())) {
            return Mono.error(() -> closed(before));
        }
        return isTooSoon(closesAt)
                ? Mono.error(VoteProblem.CLOSES_TOO_SOON::refusal)
                : polls.move(before, closesAt).delayUntil(moved -> book.changed(moved.id()));
    }

    /** From memory, at most five seconds old. */
    public Mono<Poll> get(PollId id) {
        return book.get(id);
    }

    /** All polls on the subject, empty if there is none. */
    public Flux<Poll> listOf(String subject) {
        return polls.listOf(subject);
    }

    /**
     * Casts or changes a vote; durable when it completes. The same vote again changes nothing and
     * answers the same.
     *
     * @param receivedAt by this server's clock when the call came in; decides whether it was in
     *     time
     * @throws org.zhumin.kernel.DomainException {@link VoteProblem#NOT_OPEN}, {@link
     *     VoteProblem#CLOSED}, {@link VoteProblem#NOT_ELIGIBLE}, {@link VoteProblem#INVALID}
     */
    public Mono<CastVote> cast(
            PollId id, ResidentId resident, Vote vote, VoteOrigin origin, Instant receivedAt) {
        return book.get(id)
                .flatMap(
                        poll -> {
                            requireOpen(poll, receivedAt);
                            poll.check(vote);
                            return elector(resident)
                                    .flatMap(found -> put(poll, found, vote, origin, receivedAt));
                        });
    }

    private Mono<CastVote> put(
            Poll poll, Elector elector, Vote vote, VoteOrigin origin, Instant receivedAt) {
        VoteFact fact = fact(poll, elector, vote, origin, receivedAt);
        return LastWrites.inTime(poll, clock.instant(), ballots.put(fact))
                .map(stored -> told(stored, vote));
    }

    private static void requireOpen(Poll poll, Instant receivedAt) {
        if (poll.isClosed(receivedAt)) {
            throw closed(poll);
        }
        if (!poll.takes(receivedAt)) {
            throw VoteProblem.NOT_OPEN.problem().with("opensAt", poll.opensAt()).refusal();
        }
    }

    private static RuntimeException closed(Poll poll) {
        return VoteProblem.CLOSED
                .problem()
                .with("closedAt", Objects.requireNonNull(poll.closesAt()))
                .refusal();
    }

    private Mono<Elector> elector(ResidentId resident) {
        return electorate
                .find(resident)
                .switchIfEmpty(Mono.error(PlatformProblem.TOKEN_REJECTED::refusal));
    }

    private VoteFact fact(
            Poll poll, Elector elector, Vote vote, VoteOrigin origin, Instant receivedAt) {
        Voter voter = Voter.of(elector);
        poll.policy().judge(voter, receivedAt).require();
        return new VoteFact(
                poll.id(),
                Objects.requireNonNull(elector.voterKey()),
                1,
                millis(receivedAt),
                vote.encoded(),
                Contribution.of(vote, origin.cohort()),
                false,
                null,
                null,
                voter.verification(),
                origin.channel(),
                voter.cellIn(poll.policy().area()),
                origin.device() == null ? null : receipts.origin(poll.id(), origin.device()),
                false);
    }

    /** Spares reading again what was just written. */
    private CastVote told(VoteFact fact, Vote sent) {
        Vote vote = fact.choice().equals(sent.encoded()) ? sent : fact.vote();
        return told(fact, vote, standing(fact), null);
    }

    private CastVote told(VoteFact fact) {
        return told(fact, fact.vote(), standing(fact), null);
    }

    private CastVote told(VoteFact fact, Vote vote, VoteStatus status, @Nullable Opening opening) {
        return new CastVote(
                fact.poll().step(),
                vote,
                fact.at(),
                receipts.of(fact.poll(), fact.voterKey(), fact.revision()),
                status,
                opening,
                fact.quarantine());
    }

    /** Before it is counted. */
    private static VoteStatus standing(VoteFact fact) {
        if (fact.takenBack()) {
            return VoteStatus.TAKEN_BACK;
        }
        return fact.quarantine() == null ? VoteStatus.PENDING : VoteStatus.QUARANTINED;
    }

    /** The resident's vote, also one taken back. Empty if there never was one. */
    public Mono<CastVote> findMine(PollId id, ResidentId resident) {
        return book.get(id)
                .flatMap(_ -> elector(resident))
                .mapNotNull(Elector::voterKey)
                .flatMap(key -> facts.find(id, key))
                .flatMap(
                        fact ->
                                status(fact)
                                        .map(
                                                answer ->
                                                        told(
                                                                fact,
                                                                fact.vote(),
                                                                answer.status(),
                                                                receipts.opening(fact))));
    }

    /** Takes the vote back; again, or without one, changes nothing. Empty without one. */
    public Mono<CastVote> takeBack(PollId id, ResidentId resident, Instant receivedAt) {
        return book.get(id)
                .doOnNext(poll -> requireOpen(poll, receivedAt))
                .flatMap(
                        poll ->
                                elector(resident)
                                        .mapNotNull(Elector::voterKey)
                                        .flatMap(
                                                key ->
                                                        LastWrites.inTime(
                                                                poll,
                                                                clock.instant(),
                                                                ballots.takeBack(
                                                                        id,
                                                                        key,
                                                                        millis(receivedAt)))))
                .map(this::told);
    }

    /** What the resident lacks for voting here. */
    public Mono<Eligibility> eligibility(PollId id, ResidentId resident) {
        return book.get(id)
                .flatMap(
                        poll ->
                                elector(resident)
                                        .map(Voter::of)
                                        .map(voter -> poll.policy().judge(voter, clock.instant())));
    }

    /** The running count, whatever its {@link Poll.TallyMode}: the door decides who sees it. */
    public Mono<PollTally> tally(PollId id) {
        return book.getForTally(id)
                .flatMap(
                        poll ->
                                projection
                                        .find(id)
                                        .map(
                                                dated ->
                                                        new PollTally(
                                                                poll, dated.tally(), dated.at()))
                                        .defaultIfEmpty(
                                                new PollTally(poll, Tally.EMPTY, poll.opensAt())));
    }

    /** Empty until it was counted. */
    public Mono<PollResult> findResult(PollId id) {
        return book.get(id)
                .filter(poll -> poll.state() == Poll.State.COUNTED)
                .flatMap(_ -> polls.findCounted(id))
                .map(Polls.Counted::result);
    }

    /** The votes that count, without who cast them, in the order of what they say. */
    public Flux<Vote> streamCounted(PollId id) {
        return facts.choices(id)
                .concatMapIterable(
                        same ->
                                Collections.nCopies(
                                        Math.toIntExact(same.votes()),
                                        VoteTexts.read(id.step(), same.what())));
    }

    /** A CSV of all leaves, rising: {@code leaf,state} and a line each. Empty until counted. */
    public Flux<String> ballotsCsv(PollId id) {
        return polls.findCounted(id).flatMapMany(proofs::csv);
    }

    /** What became of the vote that the receipt names; empty if it names none on this subject. */
    public Mono<ReceiptAnswer> findByReceipt(String subject, String receipt) {
        return polls.listOf(subject)
                .map(Poll::id)
                .concatMap(
                        id ->
                                Mono.justOrEmpty(receipts.read(id, receipt))
                                        .map(named -> new Found(id, named)))
                .next()
                .flatMap(found -> findByReceipt(found.id(), found.named()));
    }

    private record Found(PollId id, Receipts.Named named) {}

    private Mono<ReceiptAnswer> findByReceipt(PollId id, Receipts.Named named) {
        return facts.find(id, named.voterKey())
                .filter(fact -> fact.revision() >= named.revision())
                .flatMap(
                        fact ->
                                fact.revision() == named.revision()
                                        ? status(fact)
                                        : Mono.just(
                                                new ReceiptAnswer(id, earlier(fact, named), null)));
    }

    /** The tombstone is the version after the one that it takes back. */
    private static VoteStatus earlier(VoteFact fact, Receipts.Named named) {
        return fact.takenBack() && fact.revision() == named.revision() + 1
                ? VoteStatus.TAKEN_BACK
                : VoteStatus.REPLACED;
    }

    /** Empty for what was written too late for the count, and never acknowledged. */
    private Mono<ReceiptAnswer> status(VoteFact fact) {
        PollId id = fact.poll();
        VoteStatus standing = standing(fact);
        if (standing != VoteStatus.PENDING) {
            return Mono.just(new ReceiptAnswer(id, standing, null));
        }
        return polls.findCounted(id)
                .map(
                        counted ->
                                proofs.prove(counted.leaves(), receipts.leaf(fact))
                                        .map(
                                                proof ->
                                                        new ReceiptAnswer(
                                                                id, VoteStatus.COUNTED, proof)))
                .defaultIfEmpty(Mono.just(new ReceiptAnswer(id, VoteStatus.PENDING, null)))
                .flatMap(answer -> answer);
    }
}
