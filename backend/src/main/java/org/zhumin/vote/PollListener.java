package org.zhumin.vote;

import reactor.core.publisher.Mono;

/**
 * Implemented by a door, for each kind of its subjects: hears when a poll has been counted, and
 * says what voters are told that it is about.
 */
public interface PollListener {
    /** The kind before the colon of {@link PollId#subject}, such as {@code project}. */
    String kind();

    /** Told until it succeeds, at least once, so it must bear repetition. */
    Mono<Void> counted(Poll poll, PollResult result);

    /** Empty if the subject is gone. */
    Mono<Described> describe(PollId poll);

    /**
     * What a poll is about.
     *
     * @param page of the mini-program where the voter finds the own vote and may appeal
     * @param reasons before the code of a quarantine's reason this makes the key of its text
     */
    record Described(String title, String page, String reasons) {}
}
