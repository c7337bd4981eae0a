package org.zhumin.request;

import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Takes overdue requests one level up. Two that run at once do nothing twice: the guarded write
 * lets one of them win, and the other finds nothing left to do.
 */
final class EscalationSweep {
    /** How many are looked at in one run; the next run takes the rest. */
    static final int BATCH = 200;

    private final EscalationRules rules;
    private final Overdue overdue;
    private final Clock clock;

    EscalationSweep(EscalationRules rules, Overdue overdue, Clock clock) {
        this.rules = rules;
        this.overdue = overdue;
        this.clock = clock;
    }

    /** How many went up. */
    Mono<Long> run() {
        return Flux.defer(() -> overdue.escalatingBefore(clock.instant(), BATCH))
                .concatMap(this::handle)
                .filter(Boolean::booleanValue)
                .count();
    }

    private Mono<Boolean> handle(Late late) {
        return rules.next(late.deadlines(), late.handledIn(), clock.instant())
                .map(escalation -> overdue.escalate(late, escalation).thenReturn(true))
                .orElseGet(() -> overdue.settle(late).thenReturn(false))
                .onErrorResume(EscalationSweep::isStale, _ -> Mono.just(false));
    }

    private static boolean isStale(Throwable error) {
        return error instanceof DomainException refusal && refusal.is(PlatformProblem.STALE);
    }

    /** The store's side. Writes fail with {@code state.changed-meanwhile} if another came first. */
    interface Overdue {
        /**
         * Those whose stored {@link EscalationRules#nextAt} is not after this, the oldest first.
         */
        Flux<Late> escalatingBefore(Instant now, int limit);

        /** Records the escalation, tells whom it concerns, and stores the next moment. */
        Mono<Void> escalate(Late late, Escalation escalation);

        /** Stores the next moment anew, since by now the rules have another or none. */
        Mono<Void> settle(Late late);
    }

    /**
     * What the sweep needs to know of a request.
     *
     * @param handledIn see {@link EscalationRules#nextAt}
     */
    record Late(RequestId id, long version, Deadlines deadlines, List<AreaCode> handledIn) {
        Late {
            handledIn = List.copyOf(handledIn);
        }
    }
}
