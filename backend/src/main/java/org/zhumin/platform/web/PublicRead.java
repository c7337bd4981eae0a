package org.zhumin.platform.web;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How to make an answer that is the same for everybody.
 *
 * @param ttl how long the answer may be served after it was loaded
 * @param topics what it depends on, as named to {@link HotReads#changed}
 * @param load what to encode as JSON; an error is not kept
 */
public record PublicRead(Duration ttl, Set<String> topics, Supplier<? extends Mono<?>> load) {}
