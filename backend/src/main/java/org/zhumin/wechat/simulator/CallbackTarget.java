package org.zhumin.wechat.simulator;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.function.Supplier;

/**
 * Whom the simulator calls, as it is entered on the WeChat platform.
 *
 * @param address absent until the application listens; without a query
 * @param aesKey empty: messages go in plain
 */
public record CallbackTarget(Supplier<@Nullable URI> address, String token, String aesKey) {
    /** Without the secrets. */
    @Override
    public String toString() {
        return "CallbackTarget[]";
    }
}
