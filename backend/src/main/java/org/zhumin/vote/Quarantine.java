package org.zhumin.vote;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.zhumin.identity.Elector;
import org.zhumin.identity.Electorate;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.FieldProblem;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Keeps votes out of the count instead of deleting them, with a reason that is published. Until the
 * poll closes, and {@link VoteProperties#review} longer: what is decided then is written before
 * counting begins. Staff name a vote by its receipt, or by an origin that {@link #signals} names;
 * nothing here says who voted, or what. Whoever calls has checked the rights. The voter is told of
 * every decision, see {@link VoteNotices}.
 *
 * <p>Every method fails with {@link VoteProblem#NO_POLL} without the poll, every act with {@link
 * VoteProblem#CLOSED} after the time. All acts are audited.
 */
@Service
public class Quarantine {
    private static final int ATTEMPTS = 5;
    private static final Pattern REASON = Pattern.compile("[A-Z][A-Z_]{1,39}");

    private final PollBook book;
    private final VoteFacts facts;
    private final Quarantines quarantines;
    private final VoteOrders orders;
    private final Receipts receipts;
    private final Electorate electorate;
    private final AuditLog audit;
    private final VoteProperties properties;
    private final Clock clock;

    Quarantine(
            PollBook book,
            VoteFacts facts,
            Quarantines quarantines,
            VoteOrders orders,
            Receipts receipts,
            Electorate electorate,
            AuditLog audit,
            VoteProperties properties,
            Clock clock) {
        this.book = book;
        this.facts = facts;
        this.quarantines = quarantines;
        this.orders = orders;
        this.receipts = receipts;
        this.electorate = electorate;
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    /** Origins with so many votes, most first. */
    public Flux<VoteSignal> signals(PollId id, int leastVotes) {
        return book.get(id).flatMapMany(_ -> quarantines.origins(id, leastVotes));
    }

    /** Bursts of so many votes, the largest first. */
    public Mono<List<VoteBurst>> bursts(PollId id, int leastVotes) {
        return book.get(id)
                .flatMap(
                        poll ->
                                quarantines
                                        .slots(id)
                                        .collectList()
                                        .map(
                                                slots ->
                                                        VoteBursts.find(
                                                                slots,
                                                                poll.opensAt(),
                                                                untilNow(poll),
                                                                leastVotes)));
    }

    private Instant untilNow(Poll poll) {
        Instant now = clock.instant();
        return poll.isClosed(now) ? Objects.requireNonNull(poll.closesAt()) : now;
    }

    /** How many votes are kept out now, by reason. */
    public Mono<Map<String, Long>> countByReason(PollId id) {
        return book.get(id).flatMap(_ -> quarantines.countByReason(id));
    }

    /**
     * What is kept out, in an order that says nothing.
     *
     * @param waiting only those whose appeal waits
     */
    public Mono<Slice<QuarantinedVote>> list(
            PollId id, boolean waiting, int limit, @Nullable Cursor after) {
        return book.get(id)
                .thenMany(
                        Flux.defer(
                                () ->
                                        quarantines.list(
                                                id, waiting, keyAfter(id, after), limit + 1)))
                .map(this::told)
                .collectList()
                .map(found -> Slice.of(found, limit, last -> Cursor.of(last.receipt())));
    }

    private @Nullable String keyAfter(PollId id, @Nullable Cursor after) {
        return after == null
                ? null
                : receipts.read(id, after.keys().getFirst())
                        .map(Receipts.Named::voterKey)
                        .orElseThrow(PlatformProblem.CURSOR_INVALID::refusal);
    }

    private QuarantinedVote told(Quarantines.Kept kept) {
        return new QuarantinedVote(
                receipts.of(kept.poll(), kept.voterKey(), kept.revision()),
                kept.keeping().reason(),
                kept.at(),
                kept.appeal());
    }

    /**
     * Keeps all votes of an origin out that are there now.
     *
     * @param reason a code that is published
     */
    public Mono<Void> keepOutOrigin(
            PollId id, String origin, String reason, ResidentId by, FactKey key) {
        var keeping = new Quarantines.Keeping(checked(reason), by);
        return act(
                id,
                key,
                by,
                "vote.quarantine",
                Map.of("origin", origin, "reason", reason),
                Mono.defer(
                        () ->
                                quarantines.keepOutOrigin(
                                        id, origin, keeping, keptOut(reason, key))));
    }

    /** Keeps one vote out. Fails with {@link VoteProblem#NO_VOTE}. */
    public Mono<Void> keepOut(
            PollId id, String receipt, String reason, ResidentId by, FactKey key) {
        var keeping = new Quarantines.Keeping(checked(reason), by);
        return act(
                id,
                key,
                by,
                "vote.quarantine",
                Map.of("receipt", receipt, "reason", reason),
                Mono.defer(
                        () ->
                                named(id, receipt)
                                        .flatMap(
                                                fact ->
                                                        quarantines.keepOut(
                                                                id,
                                                                fact.voterKey(),
                                                                keeping,
                                                                keptOut(reason, key)))));
    }

    private Owed keptOut(String reason, FactKey key) {
        return VoteNotices.owed(VoteNotice.KEPT_OUT, reason, key.id(), now());
    }

    private static String checked(String reason) {
        if (!REASON.matcher(reason).matches()) {
            VoteProblem.refuse(List.of(FieldProblem.of("reason", "field.invalid")));
        }
        return reason;
    }

    /** Lets a vote count again. Fails with {@link VoteProblem#NO_VOTE}. */
    public Mono<Void> release(PollId id, String receipt, ResidentId by, FactKey key) {
        return act(
                id,
                key,
                by,
                "vote.release",
                Map.of("receipt", receipt),
                Mono.defer(() -> release(id, receipt, key, ATTEMPTS)));
    }

    private Mono<Boolean> release(PollId id, String receipt, FactKey key, int attempts) {
        return attempts == 0
                ? Mono.error(PlatformProblem.STALE::refusal)
                : named(id, receipt)
                        .flatMap(
                                fact -> {
                                    String reason = fact.quarantine();
                                    return reason == null
                                            ? Mono.just(true)
                                            : quarantines.release(
                                                    fact, released(fact, reason, key));
                                })
                        .filter(released -> released)
                        .switchIfEmpty(Mono.defer(() -> release(id, receipt, key, attempts - 1)));
    }

    private Owed released(VoteFact fact, String reason, FactKey key) {
        var notice = fact.appeal() == null ? VoteNotice.RELEASED : VoteNotice.APPEAL_GRANTED;
        return VoteNotices.owed(notice, reason, key.id(), now());
    }

    /**
     * Decides an appeal: the vote counts again, or stays out.
     *
     * <p>Fails with {@link VoteProblem#NO_VOTE}, {@link VoteProblem#NO_APPEAL}, {@link
     * VoteProblem#APPEAL_DECIDED}, and {@link VoteProblem#OWN_DECISION} for who has quarantined it.
     *
     * @param text told to the voter when it stays out
     */
    public Mono<Void> decide(
            PollId id, String receipt, boolean granted, String text, ResidentId by, FactKey key) {
        return act(
                id,
                key,
                by,
                granted ? "vote.appeal-grant" : "vote.appeal-dismiss",
                Map.of("receipt", receipt),
                Mono.defer(
                        () ->
                                named(id, receipt)
                                        .flatMap(fact -> appealed(fact, by))
                                        .flatMap(
                                                kept ->
                                                        granted
                                                                ? release(
                                                                        id, receipt, key, ATTEMPTS)
                                                                : dismiss(kept, text, by, key))));
    }

    private Mono<Quarantines.Kept> appealed(VoteFact fact, ResidentId by) {
        return quarantines
                .find(fact.poll(), fact.voterKey())
                .filter(kept -> kept.appeal() != null)
                .switchIfEmpty(Mono.error(VoteProblem.NO_APPEAL::refusal))
                .doOnNext(
                        kept -> {
                            if (by.equals(kept.keeping().by())) {
                                throw VoteProblem.OWN_DECISION.refusal();
                            }
                        });
    }

    private Mono<Boolean> dismiss(Quarantines.Kept kept, String text, ResidentId by, FactKey key) {
        var why = new VoteAppeal.Dismissal(text, now());
        Owed news =
                VoteNotices.owed(
                        VoteNotice.APPEAL_DISMISSED, kept.keeping().reason(), key.id(), why.at());
        return quarantines
                .dismiss(kept.poll(), kept.voterKey(), by, why, news)
                .filter(dismissed -> dismissed)
                .switchIfEmpty(Mono.error(VoteProblem.APPEAL_DECIDED::refusal));
    }

    /** Whatever its version is now. */
    private Mono<VoteFact> named(PollId id, String receipt) {
        return Mono.justOrEmpty(receipts.read(id, receipt))
                .flatMap(named -> facts.find(id, named.voterKey()))
                .switchIfEmpty(Mono.error(VoteProblem.NO_VOTE::refusal));
    }

    private Mono<Void> act(
            PollId id,
            FactKey key,
            ResidentId by,
            String action,
            Map<String, String> details,
            Mono<?> act) {
        return book.get(id)
                .flatMap(
                        poll ->
                                once(
                                        poll,
                                        key,
                                        audit.record(by, action, id.value(), details).then(act)));
    }

    private Mono<Void> once(Poll poll, FactKey key, Mono<?> act) {
        return Detached.run(
                orders.isDue(key, poll.id())
                        .filter(due -> due)
                        .flatMap(_ -> inTime(poll, act.then(Mono.defer(() -> orders.done(key))))));
    }

    private <T> Mono<T> inTime(Poll poll, Mono<T> act) {
        Instant closesAt = poll.closesAt();
        if (closesAt == null) {
            return act;
        }
        Poll reviewed = poll.between(poll.opensAt(), closesAt.plus(properties.review()));
        return reviewed.isClosed(clock.instant())
                ? Mono.error(
                        () -> VoteProblem.CLOSED.problem().with("closedAt", closesAt).refusal())
                : LastWrites.inTime(reviewed, clock.instant(), act);
    }

    /**
     * Says something against the quarantine of one's own vote, once it is decided no more.
     *
     * <p>Fails with {@link VoteProblem#NO_VOTE}, {@link VoteProblem#NOT_QUARANTINED} and {@link
     * VoteProblem#APPEAL_DECIDED}.
     */
    public Mono<VoteAppeal> appeal(PollId id, ResidentId resident, String text, FactKey key) {
        new VoteFields()
                .required("text", VoteFields.stripped(text))
                .text("text", text, Vote.TEXT_CHARS)
                .check();
        return book.get(id)
                .flatMap(
                        poll ->
                                voterKey(resident)
                                        .flatMap(
                                                voter ->
                                                        once(
                                                                        poll,
                                                                        key,
                                                                        appeal(
                                                                                id,
                                                                                voter,
                                                                                text.strip()))
                                                                .then(findAppeal(id, voter))))
                .switchIfEmpty(Mono.error(VoteProblem.NO_VOTE::refusal));
    }

    private Mono<Boolean> appeal(PollId id, String voter, String text) {
        return Mono.defer(() -> quarantines.appeal(id, voter, text, now()))
                .filter(taken -> taken)
                .switchIfEmpty(
                        Mono.defer(() -> quarantines.find(id, voter))
                                .flatMap(_ -> Mono.<Boolean>error(decided()))
                                .switchIfEmpty(Mono.defer(() -> notQuarantined(id, voter))));
    }

    private static RuntimeException decided() {
        return VoteProblem.APPEAL_DECIDED.refusal();
    }

    private Mono<Boolean> notQuarantined(PollId id, String voter) {
        return facts.find(id, voter)
                .switchIfEmpty(Mono.error(VoteProblem.NO_VOTE::refusal))
                .flatMap(_ -> Mono.error(VoteProblem.NOT_QUARANTINED::refusal));
    }

    /**
     * What the resident has said, and what became of it. Fails with {@link VoteProblem#NO_APPEAL}.
     */
    public Mono<VoteAppeal> findAppeal(PollId id, ResidentId resident) {
        return book.get(id)
                .flatMap(_ -> voterKey(resident))
                .flatMap(voter -> findAppeal(id, voter))
                .switchIfEmpty(Mono.error(VoteProblem.NO_APPEAL::refusal));
    }

    private Mono<VoteAppeal> findAppeal(PollId id, String voter) {
        return Mono.defer(() -> quarantines.find(id, voter)).mapNotNull(Quarantines.Kept::appeal);
    }

    private Mono<String> voterKey(ResidentId resident) {
        return electorate
                .find(resident)
                .switchIfEmpty(Mono.error(PlatformProblem.TOKEN_REJECTED::refusal))
                .mapNotNull(Elector::voterKey);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
