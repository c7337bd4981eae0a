package org.zhumin.identity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.problem.ProblemWriter;

import reactor.core.publisher.Mono;

/**
 * Who may come in at all. What an actor may do is decided where it is done. A refusal by {@link
 * Actors}, as of a revoked session, and an outage go past Spring Security to the problem handler.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {
    @Bean
    SecurityWebFilterChain security(
            ServerHttpSecurity http, Tokens tokens, Actors actors, ProblemWriter problems) {
        ServerAuthenticationEntryPoint notSignedIn =
                (exchange, failure) -> problems.write(exchange, reason(failure).problem());
        ServerAccessDeniedHandler notAllowed =
                (exchange, _) -> problems.write(exchange, PlatformProblem.FORBIDDEN.problem());
        return http.csrf(CsrfSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .exceptionHandling(
                        handling ->
                                handling.authenticationEntryPoint(notSignedIn)
                                        .accessDeniedHandler(notAllowed))
                .authorizeExchange(SecurityConfiguration::openPublicPaths)
                .oauth2ResourceServer(
                        server ->
                                server.authenticationEntryPoint(notSignedIn)
                                        .accessDeniedHandler(notAllowed)
                                        .jwt(
                                                jwt ->
                                                        jwt.jwtDecoder(tokens)
                                                                .jwtAuthenticationConverter(
                                                                        t -> verified(t, actors))))
                .build();
    }

    /** WebFlux times every call already; to time each filter as well costs more than it tells. */
    @Bean
    SecurityObservationSettings noSecurityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    private static Mono<AbstractAuthenticationToken> verified(Jwt token, Actors actors) {
        Session session = Tokens.sessionOf(token);
        return actors.get(session).map(actor -> new ActorAuthentication(actor, session));
    }

    private static PlatformProblem reason(AuthenticationException failure) {
        return failure instanceof AuthenticationCredentialsNotFoundException
                ? PlatformProblem.SIGN_IN_NEEDED
                : PlatformProblem.TOKEN_REJECTED;
    }

    private static void openPublicPaths(AuthorizeExchangeSpec paths) {
        paths.matchers(PublicPaths::match).permitAll().anyExchange().authenticated();
    }
}
