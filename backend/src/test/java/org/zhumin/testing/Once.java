package org.zhumin.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A server that is started at most once; a failure is remembered and told to everybody who asks.
 */
final class Once {

    private final FutureTask<TestServer> start;

    Once(Callable<TestServer> choice) {
        start = new FutureTask<>(choice);
    }

    TestServer get() {
        start.run();
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "No server for the tests: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while a server for the tests starts");
        }
    }

    void end() {
        start.cancel(false);
        if (start.state() == FutureTask.State.SUCCESS) {
            start.resultNow().end().run();
        }
    }
}
