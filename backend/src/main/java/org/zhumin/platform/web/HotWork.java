package org.zhumin.platform.web;

import reactor.core.publisher.Mono;

/** What there is to do for one request that is answered before WebFlux. */
@FunctionalInterface
interface HotWork {
    /** Never empty, and never fails. */
    Mono<HotAnswer> start(byte[] body);
}
