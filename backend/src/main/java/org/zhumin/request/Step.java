package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.web.FactKey;

import java.time.Instant;

/**
 * The circumstances of one action: when, who, as whom, by which call, and by which calendar.
 *
 * @param actor absent for the service itself
 */
record Step(
        Instant at,
        @Nullable ResidentId actor,
        RequestAction.Party party,
        FactKey operation,
        Clocks clocks) {
    static Step ofSystem(Instant at, Clocks clocks) {
        return new Step(
                at, null, RequestAction.Party.SYSTEM, new FactKey(Ids.random(), ""), clocks);
    }
}
