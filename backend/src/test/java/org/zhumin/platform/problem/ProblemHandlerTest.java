package org.zhumin.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.zhumin.kernel.DomainException;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

class ProblemHandlerTest {
    private final IOException broken = new IOException("Connection reset by peer");

    private final MockServerWebExchange exchange =
            MockServerWebExchange.from(MockServerHttpRequest.get("/api/v1/things"));

    private HttpStatus handle(Throwable failure) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/platform");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        var writer = new ProblemWriter(new Texts(messages), JsonMapper.builder().build());
        new ProblemHandler(writer).handle(exchange, failure).block(Duration.ofSeconds(10));
        return (HttpStatus) exchange.getResponse().getStatusCode();
    }

    @Test
    void aBrokenConnectionToTheDatabaseIsNotACallerWhoLeft() {
        var away = new DomainException(PlatformProblem.UNAVAILABLE.problem(), broken);
        assertThat(handle(away)).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @Test
    void aCallerWhoLeftIsNotAnswered() {
        assertThat(handle(broken)).isNull();
        assertThat(exchange.getResponse().isCommitted()).isFalse();
    }
}
