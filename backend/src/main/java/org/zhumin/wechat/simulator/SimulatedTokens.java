package org.zhumin.wechat.simulator;

import java.time.Duration;
import java.util.UUID;

/**
 * The access token in force; one at a time, the same for everybody who asks, as stable_token does.
 */
final class SimulatedTokens {
    private static final long RENEW_BEFORE_NANOS = Duration.ofMinutes(5).toNanos();

    private record Token(String value, long until) {
        long left() {
            return until - System.nanoTime();
        }
    }

    private long lifeSeconds = 7_200;
    private Token current = new Token("", System.nanoTime());

    synchronized String issue(boolean force) {
        long life = Duration.ofSeconds(lifeSeconds).toNanos();
        if (force || current.left() < Math.min(RENEW_BEFORE_NANOS, life / 2)) {
            current = new Token("sim-token-" + UUID.randomUUID(), System.nanoTime() + life);
        }
        return "{\"access_token\":\"%s\",\"expires_in\":%d}"
                .formatted(
                        current.value, Duration.ofNanos(current.left()).plusMillis(1).toSeconds());
    }

    synchronized boolean knows(String value) {
        return current.value.equals(value) && current.left() > 0;
    }

    synchronized void expire() {
        current = new Token("", System.nanoTime());
    }

    synchronized void live(Duration life) {
        lifeSeconds = life.toSeconds();
        expire();
    }
}
