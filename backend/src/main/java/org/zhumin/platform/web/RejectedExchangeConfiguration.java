package org.zhumin.platform.web;

import io.netty.handler.codec.http.HttpResponseStatus;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.problem.ProblemWriter;

import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;

import java.util.Locale;

/** What Spring turns away before our code sees it gets a problem document like any other. */
@Configuration(proxyBeanMethods = false)
class RejectedExchangeConfiguration {
    /** Paths that the firewall refuses, such as {@code ..%2f}. */
    @Bean
    ServerExchangeRejectedHandler rejectedExchanges(ProblemWriter problems) {
        return (exchange, _) -> problems.write(exchange, PlatformProblem.MALFORMED.problem());
    }

    /** Addresses that are no URI, such as bytes that should have been encoded: an empty 400. */
    @Bean
    NettyServerCustomizer brokenAddresses(ProblemWriter problems) {
        return server ->
                server.mapHandle(
                        (done, connection) ->
                                done.then(Mono.defer(() -> explain(connection, problems))));
    }

    private static Mono<Void> explain(Connection connection, ProblemWriter problems) {
        if (!(connection instanceof HttpServerResponse response) || !isEmptyRefusal(response)) {
            return Mono.empty();
        }
        byte[] body =
                problems.encode(
                        PlatformProblem.MALFORMED.problem(),
                        Locale.SIMPLIFIED_CHINESE,
                        RequestIdFilter.random());
        return response.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .header(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length))
                .sendByteArray(Mono.just(body))
                .then();
    }

    /** Other answers without content are sent after this, and are as they should be. */
    private static boolean isEmptyRefusal(HttpServerResponse response) {
        return !response.hasSentHeaders()
                && response.status().equals(HttpResponseStatus.BAD_REQUEST);
    }
}
