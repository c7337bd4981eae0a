package org.zhumin.platform.problem;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.kernel.FieldProblem;
import org.zhumin.kernel.Problem;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a problem as {@code application/problem+json}, whatever the caller accepts. Members: type,
 * title, status, detail, code, requestId, errors, and the problem's own extras such as missing.
 */
@Component
public class ProblemWriter {
    /** The exchange attribute under which the request id lies. */
    public static final String REQUEST_ID = "zhumin.request-id";

    private final Texts texts;
    private final JsonMapper json;

    ProblemWriter(Texts texts, JsonMapper json) {
        this.texts = texts;
        this.json = json;
    }

    public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        var response = exchange.getResponse();
        HttpStatus status = Statuses.of(problem.code().kind());
        Locale locale = Texts.localeOf(exchange);
        response.setStatusCode(status);
        HttpHeaders headers = response.getHeaders();
        headers.clearContentHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLanguage(locale);
        headers.setCacheControl("no-store");
        if (status == HttpStatus.UNAUTHORIZED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.extras().get("retryAfter") instanceof Number seconds) {
            headers.set(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        String requestId = exchange.getAttributeOrDefault(REQUEST_ID, "");
        byte[] body = encode(problem, locale, requestId);
        headers.setContentLength(body.length);
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    /** The document alone, for an answer that is written before there is an exchange. */
    public byte[] encode(Problem problem, Locale locale, String requestId) {
        return json.writeValueAsBytes(document(problem, locale, requestId));
    }

    private Map<String, Object> document(Problem problem, Locale locale, String requestId) {
        String code = problem.code().code();
        var document = new LinkedHashMap<String, Object>();
        document.put("type", "urn:zhumin:problem:" + code);
        document.put("title", texts.get("kind." + problem.code().kind(), locale));
        document.put("status", Statuses.of(problem.code().kind()).value());
        document.put("detail", texts.get(code, locale, problem.arguments()));
        document.put("code", code);
        document.put("requestId", requestId);
        if (!problem.errors().isEmpty()) {
            document.put("errors", problem.errors().stream().map(e -> error(e, locale)).toList());
        }
        document.putAll(problem.extras());
        return document;
    }

    private Map<String, Object> error(FieldProblem error, Locale locale) {
        return Map.of(
                "field", error.field(),
                "code", error.code(),
                "detail", texts.get(error.code(), locale, error.arguments()));
    }
}
