package org.zhumin.identity;

import java.time.Instant;

/**
 * @param version of the document that was consented to
 */
record Consent(ConsentScope scope, String version, Instant at) {}
