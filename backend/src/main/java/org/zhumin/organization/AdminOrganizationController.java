package org.zhumin.organization;

import jakarta.validation.Valid;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.platform.web.IdempotencyKey;

import reactor.core.publisher.Mono;

import java.net.URI;

/** Administrators keep the organisations of their subtree. */
@RestController
@RequestMapping("/api/v1/admin/organizations")
class AdminOrganizationController {
    private final OrganizationService service;
    private final AreaTree areas;

    AdminOrganizationController(OrganizationService service, AreaTree areas) {
        this.service = service;
        this.areas = areas;
    }

    @PostMapping
    Mono<ResponseEntity<OrganizationView>> create(
            @Valid @RequestBody OrganizationBody body, Actor actor, IdempotencyKey key) {
        return service.create(actor, body.details(areas), key.factOf(body)).map(this::created);
    }

    @PutMapping("/{id}")
    Mono<OrganizationView> update(
            @PathVariable String id, @Valid @RequestBody OrganizationBody body, Actor actor) {
        if (!Ids.isValid(id)) {
            return Mono.error(OrganizationProblem.NOT_FOUND::refusal);
        }
        return service.update(actor, new OrganizationId(id), body.details(areas), body.version())
                .map(changed -> OrganizationView.of(changed, areas));
    }

    private ResponseEntity<OrganizationView> created(Organization organization) {
        URI location = URI.create("/api/v1/organizations/" + organization.id().value());
        return ResponseEntity.created(location).body(OrganizationView.of(organization, areas));
    }
}
