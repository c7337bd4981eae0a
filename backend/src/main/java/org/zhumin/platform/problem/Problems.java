package org.zhumin.platform.problem;

import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.FieldProblem;
import org.zhumin.kernel.Problem;

import java.util.List;
import java.util.concurrent.TimeoutException;

/** From any failure to the problem that the caller is told of. */
final class Problems {
    private Problems() {}

    static Problem of(Throwable failure) {
        return switch (failure) {
            case DomainException refusal -> refusal.problem();
            case WebExchangeBindException invalid ->
                    PlatformProblem.INVALID.problem().withErrors(fieldErrors(invalid));
            case HandlerMethodValidationException invalid ->
                    PlatformProblem.MALFORMED.problem().withErrors(parameterErrors(invalid));
            case MissingRequestValueException missing ->
                    malformed(FieldProblem.of(missing.getName(), "field.required"));
            case ServerWebInputException input -> unreadable(input);
            case DataBufferLimitException _ -> PlatformProblem.TOO_LARGE.problem();
            case MethodNotAllowedException _ -> PlatformProblem.METHOD_NOT_ALLOWED.problem();
            case ResponseStatusException status -> ofStatus(status.getStatusCode());
            case AuthenticationException _ -> PlatformProblem.TOKEN_REJECTED.problem();
            case AccessDeniedException _ -> PlatformProblem.FORBIDDEN.problem();
            case TimeoutException _ -> PlatformProblem.UNAVAILABLE.problem().with("retryAfter", 2);
            default -> PlatformProblem.INTERNAL.problem();
        };
    }

    private static Problem unreadable(ServerWebInputException input) {
        for (Throwable cause = input.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof DomainException refusal) {
                return refusal.problem();
            }
            if (cause instanceof DataBufferLimitException) {
                return PlatformProblem.TOO_LARGE.problem();
            }
            if (cause instanceof DecodingException && cause.getCause() != null) {
                return PlatformProblem.MALFORMED
                        .problem()
                        .withErrors(JsonProblems.fieldsOf(cause.getCause()));
            }
        }
        var parameter = input.getMethodParameter();
        String name = parameter == null ? null : parameter.getParameterName();
        return name == null || name.equals("body")
                ? PlatformProblem.MALFORMED.problem()
                : malformed(FieldProblem.of(name, "field.wrong-type"));
    }

    private static Problem malformed(FieldProblem error) {
        return PlatformProblem.MALFORMED.problem().withErrors(List.of(error));
    }

    private static List<FieldProblem> fieldErrors(WebExchangeBindException invalid) {
        return invalid.getFieldErrors().stream().map(Constraints::problemOf).toList();
    }

    private static List<FieldProblem> parameterErrors(HandlerMethodValidationException invalid) {
        return invalid.getParameterValidationResults().stream()
                .flatMap(
                        result ->
                                result.getResolvableErrors().stream()
                                        .map(
                                                error ->
                                                        error instanceof FieldError field
                                                                ? Constraints.problemOf(field)
                                                                : Constraints.problemOf(
                                                                        String.valueOf(
                                                                                result.getMethodParameter()
                                                                                        .getParameterName()),
                                                                        error)))
                .toList();
    }

    private static Problem ofStatus(HttpStatusCode status) {
        var code =
                switch (status.value()) {
                    case 400 -> PlatformProblem.MALFORMED;
                    case 401 -> PlatformProblem.SIGN_IN_NEEDED;
                    case 403 -> PlatformProblem.FORBIDDEN;
                    case 404 -> PlatformProblem.NOT_FOUND;
                    case 405 -> PlatformProblem.METHOD_NOT_ALLOWED;
                    case 406 -> PlatformProblem.NOT_ACCEPTABLE;
                    case 413 -> PlatformProblem.TOO_LARGE;
                    case 415 -> PlatformProblem.UNSUPPORTED_TYPE;
                    case 503 -> PlatformProblem.UNAVAILABLE;
                    default -> PlatformProblem.INTERNAL;
                };
        return code.problem();
    }
}
