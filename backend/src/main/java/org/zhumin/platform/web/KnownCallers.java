package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** Who calls, where memory alone can tell. */
public interface KnownCallers {
    /** Null if the token is not known to be good now: it may be, and has to be looked into. */
    @Nullable Authentication find(String token);
}
