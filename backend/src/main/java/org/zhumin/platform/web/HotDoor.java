package org.zhumin.platform.web;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets hot calls in until the application stops, and the web server stop once those inside are
 * answered: it knows nothing of them, and would close their connections.
 */
@Component
class HotDoor implements SmartLifecycle {
    private static final long CLOSED = 1L << 62;

    /** How many are inside, and whether nobody is let in any more. */
    private final AtomicLong inside = new AtomicLong();

    private final AtomicReference<Runnable> whenEmpty = new AtomicReference<>(() -> {});

    /** False once it is closed. */
    boolean enter() {
        if (inside.incrementAndGet() < CLOSED) {
            return true;
        }
        leave();
        return false;
    }

    void leave() {
        if (inside.decrementAndGet() == CLOSED) {
            whenEmpty.getAndSet(() -> {}).run();
        }
    }

    @Override
    public void start() {
        inside.updateAndGet(now -> now & ~CLOSED);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable callback) {
        whenEmpty.set(callback);
        inside.addAndGet(CLOSED + 1);
        leave();
    }

    @Override
    public boolean isRunning() {
        return inside.get() < CLOSED;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
    }
}
