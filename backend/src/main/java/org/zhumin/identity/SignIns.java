package org.zhumin.identity;

import org.zhumin.platform.web.FactKey;

import reactor.core.publisher.Mono;

/** Sign-ins that carried an Idempotency-Key, for ten minutes. A WeChat code is good only once. */
interface SignIns {
    /** The session of a repeated call. Fails if the first call said something else. */
    Mono<Session> find(FactKey key);

    /** Keeps the session of this call, or answers that of a call with the same key. */
    Mono<Session> insertOrGet(FactKey key, Session session);
}
