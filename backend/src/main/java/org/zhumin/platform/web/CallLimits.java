package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;
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
import java.util.function.BiConsumer;

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
        String path = request.getPath().pathWithinApplication().value();
        return caller == null
                ? take(path, request.getRemoteAddress())
                : take(request.getMethod(), path, caller);
    }

    /** The same for somebody who is signed in. */
    @Nullable Allowance take(HttpMethod method, String path, Principal caller) {
        return take(countOf(method, path, caller));
    }

    /** The same for whoever calls from there. */
    @Nullable Allowance take(String path, @Nullable InetSocketAddress address) {
        return take(countOf(path, address));
    }

    private @Nullable Allowance take(Count count) {
        return count.perMinute() == 0 ? null : limiter.take(count.key(), count.perMinute());
    }

    /**
     * @param headers takes a name and a value
     */
    static void tell(BiConsumer<String, String> headers, Allowance allowance) {
        headers.accept("RateLimit-Limit", Integer.toString(allowance.limit()));
        headers.accept("RateLimit-Remaining", Integer.toString(allowance.remaining()));
        headers.accept("RateLimit-Reset", Long.toString(resetSeconds(allowance)));
    }

    static long resetSeconds(Allowance allowance) {
        return Math.ceilDiv(allowance.resetMillis(), 1000);
    }

    private Count countOf(HttpMethod method, String path, Principal caller) {
        if (isStaff(caller)) {
            return Count.NONE;
        }
        String resident = "resident:" + caller.getName();
        for (Rule rule : rules) {
            if (rule.matches(method, path)) {
                return new Count(resident + ":" + rule.name(), rule.perMinute());
            }
        }
        return method.equals(HttpMethod.GET)
                ? new Count(resident + ":read", limits.readsPerMinute())
                : new Count(resident + ":write", limits.writesPerMinute());
    }

    /** What a proxy says of the caller is a text that nobody has resolved, and needs not be. */
    private Count countOf(String path, @Nullable InetSocketAddress address) {
        return address == null || isUnlimited(PathContainer.parsePath(path))
                ? Count.NONE
                : new Count("address:" + address.getHostString(), limits.anonymousPerMinute());
    }

    private boolean isUnlimited(PathContainer path) {
        return unlimited.stream().anyMatch(pattern -> pattern.matches(path));
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

        boolean matches(HttpMethod called, String at) {
            return method.equals(called) && path.matches(PathContainer.parsePath(at));
        }
    }
}
