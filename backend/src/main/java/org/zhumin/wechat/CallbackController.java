package org.zhumin.wechat;

import io.swagger.v3.oas.annotations.Hidden;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.kernel.DomainException;

import reactor.core.publisher.Mono;

/**
 * What WeChat calls. Answers {@code success}, any other answer makes WeChat call again. Not in the
 * API's description: nobody else may call it.
 */
@Hidden
@RestController
class CallbackController {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackController.class);
    private static final String PATH = "/api/v1/wechat/callback";

    private final CallbackGate gate;
    private final CallbackService service;

    CallbackController(CallbackGate gate, CallbackService service) {
        this.gate = gate;
        this.service = service;
    }

    @GetMapping(PATH)
    Mono<ResponseEntity<String>> greet(ServerHttpRequest request) {
        return Mono.fromSupplier(() -> plain(gate.greet(request.getQueryParams())));
    }

    @PostMapping(PATH)
    Mono<ResponseEntity<String>> receive(
            ServerHttpRequest request, @RequestBody(required = false) byte @Nullable [] body) {
        return Mono.fromSupplier(
                        () ->
                                gate.open(
                                        request.getQueryParams(),
                                        body == null ? new byte[0] : body))
                .doOnError(DomainException.class, CallbackController::say)
                .flatMap(service::receive)
                .thenReturn(plain("success"));
    }

    private static void say(DomainException refusal) {
        if (refusal.is(WeChatProblem.CALLBACK_UNREADABLE)) {
            LOG.warn("A message of WeChat is not JSON: choose JSON for message push (消息推送)");
        }
    }

    private static ResponseEntity<String> plain(String text) {
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(text);
    }
}
