package org.zhumin.request;

import reactor.core.publisher.Mono;

/**
 * Whoever has something to do after an action: an order for rectification, a word to the resident.
 * Called when the request is stored, and again when the same call is repeated, so it must bear
 * repetition: the entry's operation id names the action.
 */
public interface RequestFollower {
    /**
     * @param entry what the timeline says of the action, with its texts and dates
     */
    Mono<Void> follow(RequestAction action, RequestId request, TimelineEntry entry);
}
