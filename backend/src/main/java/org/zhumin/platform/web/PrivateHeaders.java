package org.zhumin.platform.web;

import org.springframework.http.HttpHeaders;

/** What Spring Security writes on every answer that is for one caller alone. */
final class PrivateHeaders {
    private PrivateHeaders() {}

    static void set(HttpHeaders headers) {
        headers.set(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate");
        headers.set(HttpHeaders.EXPIRES, "0");
        headers.set(HttpHeaders.PRAGMA, "no-cache");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("X-XSS-Protection", "0");
    }
}
