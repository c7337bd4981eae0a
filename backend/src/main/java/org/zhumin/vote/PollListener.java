package org.zhumin.vote;

import reactor.core.publisher.Mono;

/** Implemented by a door that wants to know when a poll of its subjects has been counted. */
public interface PollListener {
    /** The kind before the colon of {@link PollId#subject}, such as {@code project}. */
    String kind();

    /** Told until it succeeds, at least once, so it must bear repetition. */
    Mono<Void> counted(Poll poll, PollResult result);
}
