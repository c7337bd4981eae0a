package org.zhumin.wechat;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;

/** Messages from WeChat, each kept from its first arrival until all listeners have taken it. */
interface CallbackInbox {
    /**
     * @param body JSON, emptied once taken because it names a person
     */
    record Kept(String id, String body, Instant receivedAt, int attempts) {}

    /** Keeps it; one that is there already stays as it is. */
    Mono<Void> put(String id, String body, Instant now, Instant expiresAt);

    /** For whoever delivers it now, until that time; empty when it is taken or being delivered. */
    Mono<Kept> claim(String id, Instant now, Instant until);

    /** All listeners have taken it. */
    Mono<Void> taken(String id, Instant now);

    /** A listener has failed. */
    Mono<Void> again(String id, Instant next);

    /** What is to be delivered again, at most a hundred. */
    Flux<String> listDue(Instant now);
}
