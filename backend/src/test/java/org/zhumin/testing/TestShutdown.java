package org.zhumin.testing;

import org.springframework.boot.SpringApplication;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs an action at the end of the JVM, after the applications that the tests started are closed.
 */
final class TestShutdown {

    private static final long APPLICATIONS_TIMEOUT_SECONDS = 20;
    private static final AtomicBoolean APPLICATION_STARTED = new AtomicBoolean();

    private TestShutdown() {}

    /** Spring closes applications only in a JVM that has started one. */
    static void applicationStarted() {
        APPLICATION_STARTED.set(true);
    }

    static void afterApplications(Runnable action) {
        CountDownLatch closed = new CountDownLatch(1);
        SpringApplication.getShutdownHandlers().add(closed::countDown);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> run(action, closed)));
    }

    private static void run(Runnable action, CountDownLatch closed) {
        try {
            if (APPLICATION_STARTED.get()
                    && !closed.await(APPLICATIONS_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The applications of the tests did not close.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        action.run();
    }
}
