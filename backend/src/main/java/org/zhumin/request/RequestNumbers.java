package org.zhumin.request;

import reactor.core.publisher.Mono;

import java.time.LocalDate;

/**
 * Gives every request a number that people can read out: the day and a running number, for example
 * 20261124000137. Never given twice; some are never given.
 */
interface RequestNumbers {
    Mono<String> next(LocalDate day);
}
