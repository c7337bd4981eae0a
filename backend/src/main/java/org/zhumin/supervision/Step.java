package org.zhumin.supervision;

import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.web.FactKey;

import java.time.Instant;

/** The circumstances of one action: who, when, by which call. */
record Step(Instant at, ResidentId actor, FactKey operation) {}
