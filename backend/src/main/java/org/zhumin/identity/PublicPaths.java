package org.zhumin.identity;

/**
 * Every path that needs no token, of all features; what is not listed here needs one. A token that
 * is shown is checked everywhere.
 */
final class PublicPaths {
    private static final String API = "/api/v1";

    /** Under the patterns of {@link #READ}, and yet not for everybody. */
    static final String[] NOT_READ = {API + "/requests/similar"};

    /** For GET and HEAD. */
    static final String[] READ = {
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
        API + "/notices/templates",
        API + "/organizations",
        API + "/organizations/{id}",
        API + "/points/leaderboard",
        API + "/points/rewards",
        API + "/projects",
        API + "/projects/{id}",
        API + "/projects/{id}/ballots/{file}",
        API + "/projects/{id}/dossier",
        API + "/projects/{id}/receipts/{receipt}",
        API + "/projects/{id}/results/{step}",
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
        "/swagger-ui/**",
        "/v3/api-docs/**",
        "/webjars/**",
        // Served on the management port alone.
        "/actuator/**",
    };

    /** For POST. */
    static final String[] WRITE = {API + "/sessions", API + "/wechat/callback"};

    private PublicPaths() {}
}
