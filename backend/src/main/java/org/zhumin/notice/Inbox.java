package org.zhumin.notice;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;

/** The notices of all residents as they are kept. */
interface Inbox {
    /** The largest number of unread notices that is counted. */
    int UNREAD_MAX = 999;

    /** False if it is there already. */
    Mono<Boolean> insert(Notice notice);

    /** Newest first. */
    Mono<Slice<Notice>> list(ResidentId resident, int limit, @Nullable Cursor after);

    Flux<Notice> streamOf(ResidentId resident);

    Mono<Void> markRead(ResidentId resident, List<String> ids);

    Mono<Void> markReadUpTo(ResidentId resident, Instant time);

    Mono<Long> countUnread(ResidentId resident);

    /** Those whose message is due, the longest due first. */
    Flux<Notice> listDue(Instant now, int limit);

    /** With the next delivery; empty if the delivery has changed since it was read. */
    Mono<Notice> move(Notice notice, Delivery next);

    Mono<Void> delete(String id);

    Mono<Void> deleteOf(ResidentId resident);
}
