package org.zhumin.platform.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Set;

/**
 * A public answer, encoded once.
 *
 * @param body the JSON, never changed
 * @param etag strong, quoted
 * @param cacheControl how long a client may keep it
 * @param ttl how long we keep it at the longest
 * @param topics what it depends on; a change of any of them drops it
 * @param uri the pattern of its path, by which it is timed
 */
record HotRead(
        byte[] body,
        String etag,
        String cacheControl,
        Duration ttl,
        Set<String> topics,
        String uri) {
    HttpStatus statusFor(HttpHeaders asked) {
        return isKnownTo(asked) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK;
    }

    Mono<Void> writeTo(ServerHttpRequest request, ServerHttpResponse response) {
        HttpHeaders headers = response.getHeaders();
        headers.set(HttpHeaders.ETAG, etag);
        headers.set(HttpHeaders.CACHE_CONTROL, cacheControl);
        headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        headers.set("X-Content-Type-Options", "nosniff");
        if (isKnownTo(request.getHeaders())) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
            return response.setComplete();
        }
        headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
        headers.setContentLength(body.length);
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    /** Whether the caller says that this very answer is known already. */
    boolean isKnownTo(HttpHeaders asked) {
        String known = asked.getFirst(HttpHeaders.IF_NONE_MATCH);
        return known != null && (known.equals("*") || known.contains(etag));
    }
}
