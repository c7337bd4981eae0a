package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Spring tries every mapping with a variable in its path on every call, hundreds of them. Most can
 * be left out by how the path begins.
 */
final class PrefixedMappings extends RequestMappingHandlerMapping {
    private final Map<RequestMappingInfo, String> prefixes = new ConcurrentHashMap<>();

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(
            RequestMappingInfo info, ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        return path.startsWith(prefixOf(info)) || !isLiteral(path)
                ? super.getMatchingMapping(info, exchange)
                : null;
    }

    /** Patterns are matched with what is decoded, and without what follows a semicolon. */
    private static boolean isLiteral(String path) {
        return path.indexOf('%') < 0 && path.indexOf(';') < 0;
    }

    private String prefixOf(RequestMappingInfo info) {
        String known = prefixes.get(info);
        return known != null
                ? known
                : prefixes.computeIfAbsent(info, PrefixedMappings::commonPrefix);
    }

    /** Empty where there are several patterns, as then any may fit. */
    private static String commonPrefix(RequestMappingInfo info) {
        Set<PathPattern> patterns = info.getPatternsCondition().getPatterns();
        return patterns.size() == 1 ? literal(patterns.iterator().next().getPatternString()) : "";
    }

    private static String literal(String pattern) {
        int end = 0;
        while (end < pattern.length() && "{*?".indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        return pattern.substring(0, end);
    }
}
