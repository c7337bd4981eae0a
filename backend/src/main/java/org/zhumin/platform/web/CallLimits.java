package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.zhumin.platform.redis.RateLimiter;
import org.zhumin.platform.redis.RateLimiter.Allowance;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.List;

/**
 * Which limit a call counts against: one for each resident and action, and one for each address
 * only where nobody is signed in, since a fair or a village shares one address. Staff are exempt.
 */
@Component
class CallLimits {
    /** The authority that exempts from limits. */
    static final String STAFF = "STAFF";

    private final LimitProperties limits;
    private final RateLimiter limiter;
    private final List<Rule> rules;
    private final List<PathPattern> unlimited;

    CallLimits(LimitProperties limits, RateLimiter limiter) {
        this.limits = limits;
        this.limiter = limiter;
        rules = limits.actions().stream().map(Rule::of).toList();
        unlimited =
                limits.anonymousUnlimited().stream()
                        .map(PathPatternParser.defaultInstance::parse)
                        .toList();
    }

    /** Null if the call is not limited. */
    @Nullable Allowance take(ServerHttpRequest request, @Nullable Principal caller) {
        Count count = caller == null ? countOf(request) : countOf(request, caller);
        return count.perMinute() == 0 ? null : limiter.take(count.key(), count.perMinute());
    }

    static void tell(HttpHeaders headers, Allowance allowance) {
        headers.set("RateLimit-Limit", Integer.toString(allowance.limit()));
        headers.set("RateLimit-Remaining", Integer.toString(allowance.remaining()));
        headers.set("RateLimit-Reset", Long.toString(resetSeconds(allowance)));
    }

    static long resetSeconds(Allowance allowance) {
        return Math.ceilDiv(allowance.resetMillis(), 1000);
    }

    private Count countOf(ServerHttpRequest request, Principal caller) {
        if (isStaff(caller)) {
            return Count.NONE;
        }
        String resident = "resident:" + caller.getName();
        PathContainer path = request.getPath().pathWithinApplication();
        for (Rule rule : rules) {
            if (rule.matches(request.getMethod(), path)) {
                return new Count(resident + ":" + rule.name(), rule.perMinute());
            }
        }
        return request.getMethod().equals(HttpMethod.GET)
                ? new Count(resident + ":read", limits.readsPerMinute())
                : new Count(resident + ":write", limits.writesPerMinute());
    }

    /** What a proxy says of the caller is a text that nobody has resolved, and needs not be. */
    private Count countOf(ServerHttpRequest anonymous) {
        InetSocketAddress address = anonymous.getRemoteAddress();
        PathContainer path = anonymous.getPath().pathWithinApplication();
        return address == null || unlimited.stream().anyMatch(pattern -> pattern.matches(path))
                ? Count.NONE
                : new Count("address:" + address.getHostString(), limits.anonymousPerMinute());
    }

    private static boolean isStaff(Principal caller) {
        return caller instanceof Authentication authentication
                && authentication.getAuthorities().stream()
                        .anyMatch(authority -> STAFF.equals(authority.getAuthority()));
    }

    private record Count(String key, int perMinute) {
        static final Count NONE = new Count("", 0);
    }

    private record Rule(String name, HttpMethod method, PathPattern path, int perMinute) {
        static Rule of(LimitProperties.Action action) {
            return new Rule(
                    action.name(),
                    HttpMethod.valueOf(action.method()),
                    PathPatternParser.defaultInstance.parse(action.path()),
                    action.perMinute());
        }

        boolean matches(HttpMethod called, PathContainer at) {
            return method.equals(called) && path.matches(at);
        }
    }
}
