package org.zhumin.identity;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import reactor.core.publisher.Mono;

import java.util.Arrays;
import java.util.List;

/**
 * Every path that needs no token, of all features; what is not listed here needs one. A token that
 * is shown is checked everywhere.
 *
 * <p>Matched in one step, because each path given to Spring Security would cost every call a
 * pipeline of its own and a message for a log that is off.
 */
final class PublicPaths {
    private static final String API = "/api/v1";

    /** Under the patterns of {@link #READ}, and yet not for everybody. */
    private static final List<PathPattern> NOT_READ = patterns(API + "/requests/similar");

    /** For GET and HEAD. */
    private static final List<PathPattern> READ =
            patterns(
                    API + "/activities",
                    API + "/activities/{id}",
                    API + "/areas/**",
                    API + "/certificates/{id}",
                    API + "/events",
                    API + "/events/{id}",
                    API + "/fairs",
                    API + "/fairs/{id}",
                    API + "/fairs/{id}/pack",
                    API + "/grids/{id}",
                    API + "/legal/documents",
                    API + "/media/{id}",
                    API + "/moderation/log",
                    API + "/moderation/reasons",
                    API + "/notices/templates",
                    API + "/organizations",
                    API + "/organizations/{id}",
                    API + "/points/leaderboard",
                    API + "/points/rewards",
                    API + "/projects",
                    API + "/projects/{id}",
                    API + "/projects/{id}/ballots/{file}",
                    API + "/projects/{id}/dossier",
                    API + "/projects/{id}/observations",
                    API + "/projects/{id}/receipts/{receipt}",
                    API + "/projects/{id}/results/{step}",
                    API + "/projects/{id}/shifts",
                    API + "/projects/{id}/tally",
                    API + "/projects/{id}/timeline",
                    API + "/rankings",
                    API + "/rankings/{period}/inputs.csv",
                    API + "/request-categories",
                    API + "/requests",
                    API + "/requests/{id}",
                    API + "/rounds",
                    API + "/rounds/{id}",
                    API + "/rounds/{id}/ballots.csv",
                    API + "/rounds/{id}/export.pb",
                    API + "/rounds/{id}/receipts/{receipt}",
                    API + "/rounds/{id}/result",
                    API + "/share/{type}/{id}/code",
                    API + "/share/resolve",
                    API + "/wechat/callback",
                    "/open/v1/**",
                    "/open311/v2/**",
                    // The reference of the HTTP interface as a page.
                    "/docs/**",
                    "/v3/api-docs",
                    "/v3/api-docs.yaml",
                    // Served on the management port alone.
                    "/actuator/**");

    /** For POST. */
    private static final List<PathPattern> WRITE =
            patterns(API + "/sessions", API + "/wechat/callback");

    private PublicPaths() {}

    static Mono<MatchResult> match(ServerWebExchange exchange) {
        return isPublic(exchange.getRequest()) ? MatchResult.match() : MatchResult.notMatch();
    }

    private static boolean isPublic(ServerHttpRequest request) {
        HttpMethod method = request.getMethod();
        PathContainer path = request.getPath().pathWithinApplication();
        if (method.equals(HttpMethod.POST)) {
            return matches(WRITE, path);
        }
        return (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))
                && matches(READ, path)
                && !matches(NOT_READ, path);
    }

    private static boolean matches(List<PathPattern> patterns, PathContainer path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private static List<PathPattern> patterns(String... paths) {
        return Arrays.stream(paths).map(PathPatternParser.defaultInstance::parse).toList();
    }
}
