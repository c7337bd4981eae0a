package org.zhumin.platform.owed;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One debt: something that a change owes elsewhere. Stored as it is in the array {@code owed} of
 * the document that changed.
 *
 * @param id unique within the document for ever, so derive it from what happened, for example the
 *     operation's id and the kind. Never random: it is the reference under which the effect is done
 *     only once
 * @param kind names the {@link EffectHandler}, for example {@code request.notice}
 * @param detail what the handler needs beyond the document; small, no personal data
 * @param since when it arose
 * @param notBefore the sweeper leaves it alone until then
 * @param attempts how often it has failed since it last moved on
 * @param cursor how far a debt to many has come; absent at the beginning
 */
public record Owed(
        String id,
        String kind,
        Map<String, String> detail,
        Instant since,
        Instant notBefore,
        int attempts,
        @Nullable String cursor) {
    /** Time for whoever made the debt, or took it up, to perform it. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int DOUBLINGS = 9;

    public Owed {
        detail = Map.copyOf(detail);
    }

    /** A debt that is performed at once, by whoever saves it. */
    public static Owed of(String id, String kind, Map<String, String> detail, Instant at) {
        return new Owed(id, kind, detail, at, at.plus(GRACE), 0, null);
    }

    /** The same, to be performed by the sweeper at that time or soon after. */
    public Owed later(Instant time) {
        return new Owed(id, kind, detail, since, time, attempts, cursor);
    }

    Owed taken(Instant now) {
        return later(now.plus(GRACE));
    }

    Owed movedOn(String next, Instant now) {
        return new Owed(id, kind, detail, since, now.plus(GRACE), 0, next);
    }

    /** Nobody can perform it yet; that is no failure. */
    Owed waiting(Instant now) {
        return later(now.plus(LONGEST_PAUSE));
    }

    /** Tried again after 10 s, then after twice as long each time, at most an hour. */
    Owed failed(Instant now) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, DOUBLINGS));
        Duration pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return new Owed(id, kind, detail, since, now.plus(pause), attempts + 1, cursor);
    }
}
