package org.zhumin.wechat;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * A place that all instances see, for the access token. Every method blocks for a second at most
 * and none throws: what is lost here costs one more token call. Never called on an event loop.
 */
interface SharedTokens {
    /** For a single instance. */
    SharedTokens NONE =
            new SharedTokens() {
                @Override
                public @Nullable String find(String key) {
                    return null;
                }

                @Override
                public void put(String key, String value, Duration life) {}

                @Override
                public void remove(String key, String value) {}

                @Override
                public boolean tryLock(String key, String owner, Duration lease) {
                    return true;
                }
            };

    @Nullable String find(String key);

    void put(String key, String value, Duration life);

    /** Removes the key if it still has this value; ends a lock when the value is its owner. */
    void remove(String key, String value);

    /** False only if another instance certainly holds it. */
    boolean tryLock(String key, String owner, Duration lease);
}
