package org.zhumin.vote;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.FieldProblem;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Keeps votes out of the count instead of deleting them. Until the poll closes, like voting: what
 * is decided then is written before counting begins.
 */
@Component
class Quarantine {
    private static final int MOST_LISTED = 1000;
    private static final int ATTEMPTS = 5;
    private static final Pattern REASON = Pattern.compile("[A-Z][A-Z_]{1,39}");

    private final VoteFacts facts;
    private final Receipts receipts;
    private final AuditLog audit;
    private final Clock clock;

    Quarantine(VoteFacts facts, Receipts receipts, AuditLog audit, Clock clock) {
        this.facts = facts;
        this.receipts = receipts;
        this.audit = audit;
        this.clock = clock;
    }

    Mono<Long> keepOut(Poll poll, String origin, String reason, ResidentId by) {
        return decide(
                poll,
                by,
                "vote.quarantine",
                Map.of("origin", origin, "reason", checked(reason)),
                Mono.defer(() -> facts.quarantineOrigin(poll.id(), origin, reason)));
    }

    Mono<Void> keepOutOne(Poll poll, String receipt, String reason, ResidentId by) {
        return decide(
                        poll,
                        by,
                        "vote.quarantine",
                        Map.of("receipt", receipt, "reason", checked(reason)),
                        Mono.defer(
                                () ->
                                        named(poll, receipt)
                                                .flatMap(
                                                        fact ->
                                                                facts.quarantine(
                                                                        poll.id(),
                                                                        fact.voterKey(),
                                                                        reason))))
                .then();
    }

    Mono<Void> release(Poll poll, String receipt, ResidentId by) {
        return decide(
                        poll,
                        by,
                        "vote.release",
                        Map.of("receipt", receipt),
                        Mono.defer(() -> release(poll, receipt, ATTEMPTS)))
                .then();
    }

    private Mono<VoteFact> release(Poll poll, String receipt, int attempts) {
        return attempts == 0
                ? Mono.error(PlatformProblem.STALE::refusal)
                : named(poll, receipt)
                        .flatMap(
                                before ->
                                        before.quarantine() == null
                                                ? Mono.just(before)
                                                : save(before, before.released()))
                        .switchIfEmpty(Mono.defer(() -> release(poll, receipt, attempts - 1)));
    }

    /** Empty if it has changed since. */
    private Mono<VoteFact> save(VoteFact before, VoteFact after) {
        return facts.replace(before, after).filter(saved -> saved).map(_ -> after);
    }

    /** Whatever its version is now. */
    private Mono<VoteFact> named(Poll poll, String receipt) {
        return Mono.justOrEmpty(receipts.read(poll.id(), receipt))
                .flatMap(named -> facts.find(poll.id(), named.voterKey()))
                .switchIfEmpty(Mono.error(VoteProblem.NO_VOTE::refusal));
    }

    private <T> Mono<T> decide(
            Poll poll, ResidentId by, String action, Map<String, String> details, Mono<T> act) {
        return poll.isClosed(clock.instant())
                ? Mono.error(closed(poll))
                : Detached.run(
                        LastWrites.inTime(
                                poll,
                                clock.instant(),
                                audit.record(by, action, poll.id().value(), details).then(act)));
    }

    private static RuntimeException closed(Poll poll) {
        return VoteProblem.CLOSED
                .problem()
                .with("closedAt", Objects.requireNonNull(poll.closesAt()))
                .refusal();
    }

    private static String checked(String reason) {
        if (!REASON.matcher(reason).matches()) {
            VoteProblem.refuse(List.of(FieldProblem.of("reason", "field.invalid")));
        }
        return reason;
    }

    Flux<QuarantinedVote> list(PollId poll) {
        return facts.quarantined(poll, MOST_LISTED)
                .map(
                        fact ->
                                new QuarantinedVote(
                                        receipts.of(poll, fact.voterKey(), fact.revision()),
                                        Objects.requireNonNull(fact.quarantine()),
                                        fact.at(),
                                        fact.appeal()));
    }

    /** Empty if the vote is not kept out. */
    Mono<VoteFact> appeal(Poll poll, String voterKey, String text) {
        if (poll.isClosed(clock.instant())) {
            return Mono.error(closed(poll));
        }
        new VoteFields()
                .required("text", VoteFields.stripped(text))
                .text("text", text, Vote.TEXT_CHARS)
                .check();
        return facts.find(poll.id(), voterKey)
                .filter(fact -> fact.quarantine() != null)
                .flatMap(
                        before ->
                                save(before, before.appealed(text.strip()))
                                        .switchIfEmpty(Mono.error(PlatformProblem.STALE::refusal)));
    }
}
