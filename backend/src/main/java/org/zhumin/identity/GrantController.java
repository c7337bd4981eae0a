package org.zhumin.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.kernel.Page;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.web.PageRequest;

import reactor.core.publisher.Mono;

import java.util.List;

/** Who has which role, for administrators. */
@RestController
@RequestMapping("/api/v1/admin")
class GrantController {
    private final GrantService service;
    private final ResidentViews views;

    GrantController(GrantService service, ResidentViews views) {
        this.service = service;
        this.views = views;
    }

    /** At most one resident has a number. */
    @GetMapping("/residents")
    Mono<Page<GrantedView>> find(
            Actor actor, @RequestParam @Pattern(regexp = "\\+?\\d{5,20}") String phone) {
        return Mono.defer(() -> service.findByPhone(actor, phone))
                .map(found -> List.of(view(actor, found)))
                .defaultIfEmpty(List.of())
                .map(found -> new Page<>(found, null));
    }

    @GetMapping("/grants")
    Mono<Page<GrantedView>> list(Actor actor, PageRequest page) {
        return Mono.defer(() -> service.list(actor, page.after(), page.limit()))
                .map(slice -> page.page(slice.map(found -> view(actor, found))));
    }

    @PutMapping("/grants/{residentId}")
    Mono<GrantedView> replace(
            Actor actor, @PathVariable String residentId, @Valid @RequestBody GrantsBody body) {
        return Mono.defer(
                        () ->
                                service.replace(
                                        actor,
                                        ResidenceDeskController.idOf(residentId),
                                        body.grants()))
                .map(changed -> view(actor, changed));
    }

    private GrantedView view(Actor actor, Resident resident) {
        return new GrantedView(
                resident.id(),
                resident.nickname(),
                views.phoneMasked(resident),
                resident.verification(),
                service.visible(actor, resident));
    }

    /**
     * @param grants inside the administrator's subtrees, also those that do not count yet or no
     *     more
     */
    record GrantedView(
            ResidentId id,
            @Nullable String nickname,
            @Nullable String phoneMasked,
            Verification verification,
            List<Grant> grants) {}
}
