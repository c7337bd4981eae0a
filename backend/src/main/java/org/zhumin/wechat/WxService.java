package org.zhumin.wechat;

import cn.binarywang.wx.miniapp.api.impl.WxMaServiceImpl;

import me.chanjar.weixin.common.error.WxErrorException;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * WxJava with our HTTP client and our way to a token. Its own client trusts every certificate; its
 * own way to a token lets waiters repeat a failing call one after another, and dies with whichever
 * caller happens to make it. Here one thread of its own fetches for everybody who waits, and a
 * failed fetch is not repeated for {@link #HOLD_OFF}.
 */
class WxService extends WxMaServiceImpl implements AutoCloseable {
    private static final Duration HOLD_OFF = Duration.ofMillis(2_500);
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final int SHARED_LOOKS_MAX = 10;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final WxTokens tokens;
    private final CloseableHttpClient client;
    private @Nullable Fetch lastFetch;

    WxService(WxTokens tokens, CloseableHttpClient client) {
        QuietLoggers.quieten();
        this.tokens = tokens;
        this.client = client;
        // Repeats are the guards' work; WxJava would sleep for half a minute.
        setMaxRetryTimes(0);
        setWxMaConfig(tokens);
    }

    /** Nothing to do: the client came with the constructor. */
    @Override
    public void initHttp() {}

    @Override
    public CloseableHttpClient getRequestHttpClient() {
        return client;
    }

    @Override
    public String getAccessToken(boolean forceRefresh) {
        if (forceRefresh) {
            throw new UnsupportedOperationException("would end the token of every other instance");
        }
        String known = tokens.current();
        return known != null ? known : fetchToJoin().await();
    }

    private synchronized Fetch fetchToJoin() {
        Fetch last = lastFetch;
        if (last == null || !last.joinable()) {
            last = new Fetch();
            lastFetch = last;
        }
        return last;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    /** One fetch, shared by all who need a token while it runs and shortly after it failed. */
    private final class Fetch {
        private final AtomicBoolean started = new AtomicBoolean();
        private final FutureTask<String> task = new FutureTask<>(this::run);
        private volatile long failedAt;
        private volatile boolean failed;

        boolean joinable() {
            return failed ? System.nanoTime() - failedAt < HOLD_OFF.toNanos() : !task.isDone();
        }

        String await() {
            boolean late = failed;
            if (started.compareAndSet(false, true)) {
                Thread.ofVirtual().name("wechat-token").start(task);
            }
            try {
                return task.get();
            } catch (ExecutionException failure) {
                throw late ? heldOff(failure) : Failures.of(failure.getCause());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw WeChatFailure.of(FailureKind.NO_ANSWER);
            }
        }

        /** Wrong credentials stay wrong credentials, so that the alert names them. */
        private static WeChatFailure heldOff(ExecutionException failure) {
            WeChatFailure first = Failures.of(failure.getCause());
            return first.kind() == FailureKind.CREDENTIALS
                    ? first
                    : WeChatFailure.of(FailureKind.HELD_OFF);
        }

        private String run() throws Exception {
            try {
                return currentOrSharedOrNew();
            } catch (Exception failure) {
                failedAt = System.nanoTime();
                failed = true;
                throw failure;
            }
        }
    }

    private String currentOrSharedOrNew()
            throws IOException, InterruptedException, WxErrorException {
        String known = tokens.current();
        if (known == null) {
            known = tokens.adoptShared();
        }
        return known != null ? known : newToken();
    }

    /**
     * Lets one instance at a time ask. Only a nicety: the stable token is the same for all who ask,
     * so an instance that waited in vain asks as well.
     */
    private String newToken() throws IOException, InterruptedException, WxErrorException {
        String owner = UUID.randomUUID().toString();
        for (int look = 0; look < SHARED_LOOKS_MAX; look++) {
            if (tokens.tryFetchLock(owner, LEASE)) {
                break;
            }
            Thread.sleep(BETWEEN_LOOKS);
            String theirs = tokens.adoptShared();
            if (theirs != null) {
                return theirs;
            }
        }
        try {
            return extractAccessToken(doGetStableAccessTokenRequest(false));
        } finally {
            tokens.endFetchLock(owner);
        }
    }
}
