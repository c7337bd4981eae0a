package org.zhumin.request;

import java.time.Instant;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.web.FactKey;

/**
 * The circumstances of one action: who, when, by which call.
 */
record Step(Instant at, ResidentId actor, FactKey operation) {}
