package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ForwardedHeaderUtils;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/**
 * From where a call comes, also behind a proxy, as WebFlux would find out later.
 *
 * @param address absent: not known
 */
record HotCaller(@Nullable InetSocketAddress address) {
    private static final String PREFIX = "X-Forwarded-Prefix";
    private static final List<String> OF_PROXIES =
            List.of(
                    "Forwarded",
                    "X-Forwarded-For",
                    "X-Forwarded-Proto",
                    "X-Forwarded-Host",
                    "X-Forwarded-Port",
                    "X-Forwarded-Ssl",
                    PREFIX);

    /**
     * Null if that is for WebFlux to say: it refuses what makes no sense, and a prefix changes the
     * address.
     *
     * @param trusted whether WebFlux believes what a proxy says
     */
    static @Nullable HotCaller of(
            String uri, HttpHeaders headers, @Nullable InetSocketAddress address, boolean trusted) {
        if (OF_PROXIES.stream().noneMatch(headers::containsHeader)) {
            return new HotCaller(address);
        }
        if (!trusted || headers.containsHeader(PREFIX)) {
            return null;
        }
        try {
            URI called =
                    ForwardedHeaderUtils.adaptFromForwardedHeaders(URI.create(uri), headers)
                            .build(true)
                            .toUri();
            var told = ForwardedHeaderUtils.parseForwardedFor(called, headers, address);
            return new HotCaller(told == null ? address : told);
        } catch (RuntimeException senseless) {
            return null;
        }
    }
}
