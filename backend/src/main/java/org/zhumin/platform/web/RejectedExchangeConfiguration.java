package org.zhumin.platform.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.problem.ProblemWriter;

/**
 * Paths that Spring's firewall turns away, such as {@code ..%2f}, get a problem document like any
 * other.
 */
@Configuration(proxyBeanMethods = false)
class RejectedExchangeConfiguration {
    @Bean
    ServerExchangeRejectedHandler rejectedExchanges(ProblemWriter problems) {
        return (exchange, _) -> problems.write(exchange, PlatformProblem.MALFORMED.problem());
    }
}
