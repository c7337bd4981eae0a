package org.zhumin.platform.problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.Problem;

import reactor.core.publisher.Mono;

/**
 * The one place where a failure becomes an answer. A fault of ours is logged here and never shown.
 */
@Component
@Order(-2)
class ProblemHandler implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final ProblemWriter writer;

    ProblemHandler(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        if (hasCallerLeft(failure)) {
            return Mono.empty();
        }
        Problem problem = Problems.of(failure);
        switch (problem.code().kind()) {
            case INTERNAL -> LOG.error("{} failed", callOf(exchange), failure);
            case UNAVAILABLE -> LOG.warn("{} refused: {}", callOf(exchange), causeOf(failure));
            default -> {
                // The caller's matter.
            }
        }
        return writer.write(exchange, problem);
    }

    /** A refusal of ours may be caused by a broken connection too, which is not the caller's. */
    private static boolean hasCallerLeft(Throwable failure) {
        return !(failure instanceof DomainException)
                && DisconnectedClientHelper.isClientDisconnectedException(failure);
    }

    private static String callOf(ServerWebExchange exchange) {
        return "%s %s [%s]"
                .formatted(
                        exchange.getRequest().getMethod(),
                        exchange.getRequest().getPath().pathWithinApplication(),
                        exchange.getAttribute(ProblemWriter.REQUEST_ID));
    }

    private static String causeOf(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.toString();
    }
}
