package org.zhumin.wechat;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

import java.time.Duration;

/** The one HTTP client for WeChat. Certificates and host names are checked as the JVM does. */
final class HttpClients {
    private static final TimeValue IDLE_MAX = TimeValue.ofSeconds(30);

    private HttpClients() {}

    /** No wait of it outlasts the time limit of a call. */
    static CloseableHttpClient create(WeChatProperties limits) {
        return HttpClientBuilder.create()
                .setConnectionManager(connections(limits))
                .setDefaultRequestConfig(waits(limits.attemptTimeout()))
                .disableAutomaticRetries()
                // A redirect would carry the secret to another host.
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .evictExpiredConnections()
                .evictIdleConnections(IDLE_MAX)
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(WeChatProperties limits) {
        Timeout limit = Timeout.of(limits.attemptTimeout());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(limits.connections())
                .setMaxConnTotal(limits.connections())
                .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(limit).build())
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                                .setConnectTimeout(limit)
                                .setSocketTimeout(limit)
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .build())
                .build();
    }

    /** Waiting for a free connection ends early, so that it is told apart from a slow WeChat. */
    private static RequestConfig waits(Duration limit) {
        return RequestConfig.custom()
                .setResponseTimeout(Timeout.of(limit))
                .setConnectionRequestTimeout(Timeout.of(limit.dividedBy(2)))
                .build();
    }
}
