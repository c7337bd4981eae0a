package org.zhumin.platform;

import reactor.core.publisher.Mono;

/**
 * Work that must be done before the first request is served: indexes, revocations, demo data. A
 * task that fails stops the start. Tasks of one {@link #phase()} run side by side.
 */
public interface StartupTask {
    /** Named in the log when it fails. */
    String name();

    Mono<Void> run();

    /** Lower runs first: 0 indexes, 1 loading, 2 demo data. */
    default int phase() {
        return 1;
    }
}
