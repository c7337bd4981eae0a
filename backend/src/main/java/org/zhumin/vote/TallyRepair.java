package org.zhumin.vote;

import org.springframework.stereotype.Service;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;

/**
 * Makes a tally right again that an audit found wrong. Voting goes on meanwhile. Every tally is
 * made anew, since they share the numbers of their batches; that takes a look at every vote.
 */
@Service
public class TallyRepair {
    private static final int ATTEMPTS = 20;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final PollBook book;
    private final TallyAudit tallies;
    private final TallyProjector projector;
    private final AuditLog log;

    TallyRepair(PollBook book, TallyAudit tallies, TallyProjector projector, AuditLog log) {
        this.book = book;
        this.tallies = tallies;
        this.projector = projector;
        this.log = log;
    }

    /**
     * What was found, and what was reached.
     *
     * @param wasRight nothing was repaired then
     * @param isRight false only while so many votes come in that the two counts never meet
     * @param total votes in the tally now
     */
    public record Repaired(boolean wasRight, boolean isRight, long total) {}

    /**
     * Compares the poll's tally with its votes and makes the tallies anew if they differ; audited.
     * Fails with {@link VoteProblem#NO_POLL}.
     */
    public Mono<Repaired> repair(PollId id, ResidentId by) {
        return book.get(id)
                .flatMap(
                        _ ->
                                Detached.run(
                                        log.record(by, "vote.tally-repair", id.value())
                                                .then(Mono.defer(() -> repairNow(id)))));
    }

    private Mono<Repaired> repairNow(PollId id) {
        return tallies.auditPatiently(id)
                .flatMap(
                        found ->
                                found.isEqual()
                                        ? Mono.just(repaired(true, found))
                                        : projector
                                                .rebuild()
                                                .then(settled(id))
                                                .map(then -> repaired(false, then)));
    }

    private static Repaired repaired(boolean wasRight, TallyAudit.Audited now) {
        return new Repaired(wasRight, now.isEqual(), now.projected().total());
    }

    /** Votes that were not counted as they stand come in with the next batches. */
    private Mono<TallyAudit.Audited> settled(PollId id) {
        return Flux.range(0, ATTEMPTS)
                .concatMap(
                        attempt ->
                                attempt == 0
                                        ? tallies.audit(id)
                                        : Mono.delay(PAUSE).then(tallies.audit(id)))
                .takeUntil(TallyAudit.Audited::isEqual)
                .last();
    }
}
