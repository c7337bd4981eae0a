package org.zhumin.request;

import java.time.Instant;

/** Approved: the request does not count in rankings. */
public record Exclusion(ExclusionReason reasonCode, String text, Instant at) {}
