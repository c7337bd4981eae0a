package org.zhumin.request;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.util.List;

/**
 * A request in a work list.
 *
 * @param waiting what waits for a decision
 */
record DeskCard(
        @JsonUnwrapped RequestCard request,
        RequestView.@Nullable HandlerView handler,
        @Nullable ResidentId assignee,
        @Nullable Instant dueAt,
        boolean paused,
        int reopens,
        List<Approval.Kind> waiting,
        Oversight.@Nullable Level supervision) {}
