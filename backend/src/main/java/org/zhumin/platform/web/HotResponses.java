package org.zhumin.platform.web;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;

import org.jspecify.annotations.Nullable;
import org.zhumin.platform.redis.RateLimiter.Allowance;

/**
 * Writes what is answered before WebFlux, with the headers that WebFlux and Spring Security write
 * for the same calls.
 */
final class HotResponses {
    private static final DefaultHttpHeadersFactory HEADERS =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    /** In the letters that WebFlux uses. */
    private static final AsciiString ETAG = AsciiString.cached("ETag");

    private static final AsciiString CACHE_CONTROL = AsciiString.cached("Cache-Control");
    private static final AsciiString VARY = AsciiString.cached("Vary");
    private static final AsciiString ACCEPT_LANGUAGE = AsciiString.cached("Accept-Language");
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("Content-Type");
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("Content-Length");
    private static final AsciiString JSON = AsciiString.cached("application/json");
    private static final AsciiString NOSNIFF = AsciiString.cached("nosniff");
    private static final AsciiString CONTENT_TYPE_OPTIONS =
            AsciiString.cached("X-Content-Type-Options");

    /** What Spring Security writes on every answer that is for one caller alone. */
    private static final HttpHeaders PRIVATE =
            HEADERS.newHeaders()
                    .set("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate")
                    .set("Expires", "0")
                    .set("Pragma", "no-cache")
                    .set("Referrer-Policy", "no-referrer")
                    .set(CONTENT_TYPE_OPTIONS, NOSNIFF)
                    .set("X-Frame-Options", "DENY")
                    .set("X-XSS-Protection", "0");

    private HotResponses() {}

    /** JSON for one caller. */
    static FullHttpResponse ofCall(byte[] body, String requestId, @Nullable Allowance allowance) {
        HttpHeaders headers = headers(requestId, allowance);
        headers.add(PRIVATE);
        return withBody(body, headers);
    }

    /**
     * A public answer, or that it has not changed.
     *
     * @param known whether the caller has it
     */
    static FullHttpResponse ofRead(
            HotRead read, boolean known, String requestId, @Nullable Allowance allowance) {
        HttpHeaders headers = headers(requestId, allowance);
        headers.set(ETAG, read.etag())
                .set(CACHE_CONTROL, read.cacheControl())
                .set(VARY, ACCEPT_LANGUAGE)
                .set(CONTENT_TYPE_OPTIONS, NOSNIFF);
        return known
                ? response(HttpResponseStatus.NOT_MODIFIED, new byte[0], headers)
                : withBody(read.body(), headers);
    }

    private static HttpHeaders headers(String requestId, @Nullable Allowance allowance) {
        DefaultHttpHeaders headers = (DefaultHttpHeaders) HEADERS.newHeaders();
        headers.set(RequestIdFilter.HEADER, requestId);
        if (allowance != null) {
            CallLimits.tell(headers::set, allowance);
        }
        return headers;
    }

    private static FullHttpResponse withBody(byte[] body, HttpHeaders headers) {
        headers.set(CONTENT_TYPE, JSON).set(CONTENT_LENGTH, Integer.toString(body.length));
        return response(HttpResponseStatus.OK, body, headers);
    }

    private static FullHttpResponse response(
            HttpResponseStatus status, byte[] body, HttpHeaders headers) {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                status,
                Unpooled.wrappedBuffer(body),
                headers,
                EmptyHttpHeaders.INSTANCE);
    }
}
