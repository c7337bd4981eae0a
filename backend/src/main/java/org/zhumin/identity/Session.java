package org.zhumin.identity;

import org.zhumin.kernel.ResidentId;

import java.time.Instant;

/**
 * One sign-in. Its tokens come and go; the session goes on from renewal to renewal.
 *
 * @param startedAt when the resident last signed in through WeChat; seconds
 */
record Session(String id, ResidentId resident, Instant startedAt) {}
