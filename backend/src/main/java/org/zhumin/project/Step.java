package org.zhumin.project;

import org.zhumin.kernel.Ids;
import org.zhumin.platform.web.FactKey;

import java.time.Instant;

/** The circumstances of one action: when, as whom, and by which call. */
record Step(Instant at, ProjectAction.Party party, FactKey operation) {
    static Step ofSystem(Instant at) {
        return new Step(at, ProjectAction.Party.SYSTEM, new FactKey(Ids.random(), ""));
    }
}
