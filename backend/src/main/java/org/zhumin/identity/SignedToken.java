package org.zhumin.identity;

import java.time.Instant;

/** A token as it is handed out. */
record SignedToken(String token, Instant expiresAt) {}
