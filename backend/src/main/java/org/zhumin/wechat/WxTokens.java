package org.zhumin.wechat;

import cn.binarywang.wx.miniapp.config.impl.WxMaDefaultConfigImpl;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.Lock;

/**
 * WxJava's configuration with the access token in two levels: a snapshot in this process, which
 * every call reads, and {@link SharedTokens}, which is asked only when the snapshot is no longer
 * good.
 *
 * <p>The shared value is {@code until|token} under {@code zhumin:wechat:token:<AppID>}.
 */
class WxTokens extends WxMaDefaultConfigImpl {
    /** WeChat keeps the old token good for five minutes after it issued a new one. */
    private static final Duration AHEAD = Duration.ofSeconds(200);

    private record Token(String value, long until) {
        String text() {
            return until + "|" + value;
        }

        static @Nullable Token parse(@Nullable String text) {
            int bar = text == null ? -1 : text.indexOf('|');
            if (text == null || bar < 1 || !text.substring(0, bar).matches("\\d{1,18}")) {
                return null;
            }
            return new Token(text.substring(bar + 1), Long.parseLong(text.substring(0, bar)));
        }
    }

    private final SharedTokens shared;
    private final Clock clock;
    private final String key;
    private volatile @Nullable Token snapshot;

    /** The last token that WeChat refused; the shared copy of it may have outlived its removal. */
    private volatile @Nullable String refused;

    WxTokens(WeChatSettings settings, String apiHost, SharedTokens shared, Clock clock) {
        this.shared = shared;
        this.clock = clock;
        this.key = "zhumin:wechat:token:" + settings.appId();
        setAppid(settings.appId());
        setSecret(settings.secret());
        setApiHostUrl(apiHost);
        useStableAccessToken(true);
    }

    /** The token to use, from this process alone. */
    @Nullable String current() {
        Token known = snapshot;
        return known != null && good(known) ? known.value : null;
    }

    /** Takes over what another instance fetched. */
    @Nullable String adoptShared() {
        Token found = Token.parse(shared.find(key));
        if (found == null || !good(found)) {
            return null;
        }
        store(found);
        return found.value;
    }

    boolean tryFetchLock(String owner, Duration lease) {
        return shared.tryLock(key + ":lock", owner, lease);
    }

    void endFetchLock(String owner) {
        shared.remove(key + ":lock", owner);
    }

    private boolean good(Token candidate) {
        return candidate.until > clock.millis() && !candidate.value.equals(refused);
    }

    /** Under WxJava's lock, because it compares and expires under it. */
    private void store(Token fresh) {
        Lock lock = getAccessTokenLock();
        lock.lock();
        try {
            snapshot = fresh;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable String getAccessToken() {
        Token known = snapshot;
        return known == null ? null : known.value;
    }

    @Override
    public boolean isAccessTokenExpired() {
        return current() == null;
    }

    /**
     * Called by WxJava with a fetched token. Short lives are halved instead of never being used.
     */
    @Override
    public synchronized void updateAccessToken(@Nullable String value, int seconds) {
        if (value == null || value.isBlank() || seconds <= 0) {
            throw WeChatFailure.of(FailureKind.GARBLED);
        }
        Duration life = Duration.ofSeconds(Math.max(seconds - AHEAD.toSeconds(), seconds / 2));
        Token fresh = new Token(value, clock.millis() + life.toMillis());
        if (value.equals(refused)) {
            refused = null;
        }
        store(fresh);
        if (!life.isZero()) {
            shared.put(key, fresh.text(), life);
        }
    }

    /** Called by WxJava, under its lock, when WeChat refused the token that is current now. */
    @Override
    public void expireAccessToken() {
        Token known = snapshot;
        if (known != null && !known.value.equals(refused)) {
            refused = known.value;
            shared.remove(key, known.text());
        }
    }

    /** Without secret and token, which the inherited one prints. */
    @Override
    public String toString() {
        return "WxTokens[" + getAppid() + "]";
    }
}
