package org.zhumin.notice;

import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.web.FactKey;

import reactor.core.publisher.Mono;

import java.util.Collection;
import java.util.Map;

/** How many messages of each template a resident has accepted and not yet been sent. */
interface Grants {
    /** More are not counted: nobody taps so often. */
    int MAX = 99;

    /**
     * Adds one for each accepted one-time template; a long-term one is set or taken back.
     *
     * @param key a repeated call adds nothing; with another body it fails with {@code
     *     idempotency.other-body}
     */
    Mono<Void> add(ResidentId resident, Map<Template, GrantAnswer> answers, FactKey key);

    /**
     * The same as WeChat tells it. The mini-program and WeChat both tell of one tap, in any order:
     * an acceptance that the other has told of already is not counted again.
     */
    Mono<Void> addPushed(ResidentId resident, Map<Template, GrantAnswer> answers, FactKey key);

    /** The resident has taken back what is left of these; a repeated call changes nothing. */
    Mono<Void> end(ResidentId resident, Collection<Template> templates, FactKey key);

    Mono<Boolean> has(ResidentId resident, Template template);

    /** Uses one up, if one is left; a long-term one stays. */
    Mono<Boolean> take(ResidentId resident, Template template);

    /** Undoes {@link #take}: the message did not use it. */
    Mono<Void> giveBack(ResidentId resident, Template template);

    /** WeChat says that none is left. */
    Mono<Void> clear(ResidentId resident, Template template);

    /** By template; empty if nothing was ever accepted. */
    Mono<Map<String, Integer>> find(ResidentId resident);

    Mono<Void> delete(ResidentId resident);
}
