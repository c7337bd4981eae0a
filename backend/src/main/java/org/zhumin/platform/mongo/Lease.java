package org.zhumin.platform.mongo;

/**
 * The right to do one kind of work alone for a while.
 *
 * @param holder one life of one instance
 * @param fence higher for every holder after the first: a write that names it, and that the store
 *     refuses when it has seen a higher one, cannot come from a holder that slept and woke up
 */
public record Lease(String name, String holder, long fence) {}
