package org.zhumin.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.identity.SessionService.SignedIn;
import org.zhumin.platform.web.IdempotencyKey;

import reactor.core.publisher.Mono;

import java.time.Instant;

/** Signing in with WeChat. */
@RestController
@RequestMapping("/api/v1/sessions")
class SessionController {
    private final SessionService service;
    private final ResidentViews views;

    SessionController(SessionService service, ResidentViews views) {
        this.service = service;
        this.views = views;
    }

    @PostMapping
    Mono<SessionView> open(@Valid @RequestBody CodeBody body, IdempotencyKey key) {
        return service.open(body.code(), key.factOf(body), key.isGiven()).map(this::view);
    }

    /** Asks WeChat nothing, so that its outage logs nobody out. */
    @PostMapping("/renew")
    Mono<SessionView> renew(ActorAuthentication caller) {
        return service.renew(caller.session()).map(this::view);
    }

    @DeleteMapping("/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> close(ActorAuthentication caller) {
        return service.close(caller.session());
    }

    private SessionView view(SignedIn signedIn) {
        return new SessionView(
                signedIn.token().token(),
                signedIn.token().expiresAt(),
                views.ofOwner(signedIn.resident()));
    }

    /**
     * @param code from {@code wx.login}, or from the button {@code getPhoneNumber}
     */
    record CodeBody(@NotBlank @Size(max = 128) String code) {}

    record SessionView(String token, Instant expiresAt, ResidentView resident) {}
}
