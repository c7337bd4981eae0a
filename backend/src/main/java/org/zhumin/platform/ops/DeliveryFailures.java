package org.zhumin.platform.ops;

import reactor.core.publisher.Flux;

import java.time.Instant;

/** Implemented by the store of messages that leave through WeChat. */
public interface DeliveryFailures {
    /**
     * The codes with which WeChat turned messages down since then, each with how many, at most
     * {@link Operations#COUNT_MAX} together.
     */
    Flux<Failures> listFailures(Instant since);

    /**
     * @param errcode WeChat's
     * @param lastAt the latest of them
     */
    record Failures(int errcode, long count, Instant lastAt) {}
}
