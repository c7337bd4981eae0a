package org.zhumin.platform.owed;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What one collection owes of one kind.
 *
 * @param waiting debts that are not performed yet, also those that are for later
 * @param failed of these, what has failed since it last moved on
 * @param oldestAt when the oldest arose that is due or has failed; absent when none is
 */
public record OwedSummary(
        String collection, String kind, long waiting, long failed, @Nullable Instant oldestAt) {}
