package org.zhumin.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.identity.SessionController.CodeBody;
import org.zhumin.platform.web.IdempotencyKey;

import reactor.core.publisher.Mono;

import java.util.Map;

/** A resident's own account. */
@RestController
@RequestMapping("/api/v1/me")
class MeController {
    private final MeService service;
    private final Departure departure;
    private final ResidentViews views;

    MeController(MeService service, Departure departure, ResidentViews views) {
        this.service = service;
        this.departure = departure;
        this.views = views;
    }

    @GetMapping
    Mono<ResidentView> get(Actor actor) {
        return service.get(actor.id()).map(views::ofOwner);
    }

    @PutMapping("/profile")
    Mono<ResidentView> rename(Actor actor, @Valid @RequestBody ProfileBody body) {
        return service.rename(actor.id(), body).map(views::ofOwner);
    }

    @PostMapping("/phone")
    Mono<ResidentView> bindPhone(
            Actor actor, @Valid @RequestBody CodeBody body, IdempotencyKey key) {
        return service.bindPhone(actor.id(), body.code(), key.factOf(body)).map(views::ofOwner);
    }

    @PutMapping("/residence")
    Mono<ResidentView> claimResidence(Actor actor, @Valid @RequestBody ResidenceBody body) {
        return service.claimResidence(actor.id(), body).map(views::ofOwner);
    }

    @PutMapping("/consents/{scope}")
    Mono<ResidentView> consent(
            Actor actor,
            @PathVariable ConsentScope scope,
            @Valid @RequestBody(required = false) @Nullable ConsentBody body) {
        String version = body == null ? null : body.version();
        return service.consent(actor.id(), scope, version).map(views::ofOwner);
    }

    @DeleteMapping("/consents/{scope}")
    Mono<ResidentView> withdraw(Actor actor, @PathVariable ConsentScope scope) {
        return service.withdraw(actor.id(), scope).map(views::ofOwner);
    }

    @GetMapping("/export")
    Mono<Map<String, Object>> export(Actor actor) {
        return departure.export(actor.id());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> erase(Actor actor) {
        return departure.erase(actor.id());
    }

    /**
     * @param version the version that was read; the present one if it is left out
     */
    record ConsentBody(@Nullable @Size(max = 40) String version) {}
}
