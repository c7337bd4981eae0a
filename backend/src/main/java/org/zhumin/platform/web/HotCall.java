package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;

import reactor.core.publisher.Mono;

/**
 * A call that comes in crowds, such as a vote in the last hour of a poll, answered without the
 * dispatching of WebFlux where nothing about it is unusual. A controller has the same call for all
 * that is: other headers, a body that is refused, a caller who is not known here yet. Both give the
 * same answers.
 */
public interface HotCall {
    HttpMethod method();

    /** With one variable, as {@code /api/v1/projects/{id}/votes/POINT}. */
    String path();

    /**
     * Reads a call, and does nothing yet.
     *
     * @param caller who is signed in
     * @param id the variable of the path, not empty and without a slash
     * @return does what is asked and gives what is to be written as JSON with status 200; empty, or
     *     null, if the controller has to answer
     */
    @Nullable Mono<?> read(Authentication caller, String id, HttpHeaders headers, byte[] body);
}
