package org.zhumin.identity;

import com.fasterxml.jackson.annotation.JsonInclude;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.area.AreaName;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.ResidenceEvidence.Evidence;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.Page;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.web.PageRequest;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;

/** Residence claims, for grid workers and councils. */
@RestController
@RequestMapping("/api/v1/desk/residence-claims")
class ResidenceDeskController {
    private final ResidenceDesk desk;
    private final ResidentViews views;
    private final AreaTree areas;

    ResidenceDeskController(ResidenceDesk desk, ResidentViews views, AreaTree areas) {
        this.desk = desk;
        this.views = views;
        this.areas = areas;
    }

    @GetMapping
    Mono<Page<ClaimView>> list(Actor actor, @RequestParam @Nullable String area, PageRequest page) {
        return desk.list(actor, area, page.after(), page.limit())
                .flatMap(
                        slice ->
                                Flux.fromIterable(slice.items())
                                        .concatMap(this::view)
                                        .collectList()
                                        .map(views -> new Slice<>(views, slice.next())))
                .map(page::page);
    }

    @PostMapping("/{residentId}/verify")
    Mono<ClaimView> verify(Actor actor, @PathVariable String residentId) {
        return desk.verify(actor, idOf(residentId)).flatMap(this::view);
    }

    @PostMapping("/{residentId}/refuse")
    Mono<ClaimView> refuse(
            Actor actor, @PathVariable String residentId, @Valid @RequestBody RefusalBody body) {
        return desk.refuse(actor, idOf(residentId), body.reason()).flatMap(this::view);
    }

    static ResidentId idOf(String text) {
        if (!Ids.isValid(text)) {
            throw IdentityProblem.RESIDENT_NOT_FOUND.refusal();
        }
        return new ResidentId(text);
    }

    private Mono<ClaimView> view(Resident resident) {
        return desk.evidence(resident.id()).map(evidence -> view(resident, evidence));
    }

    private ClaimView view(Resident resident, List<Evidence> evidence) {
        Residence residence = resident.residence();
        Residence.Address address = views.address(resident);
        return new ClaimView(
                resident.id(),
                resident.nickname(),
                views.phoneMasked(resident),
                residence.status(),
                residence.areaCode(),
                residence.gridId(),
                areas.names(residence.path()),
                address.building(),
                address.unit(),
                address.room(),
                views.realName(resident),
                evidence,
                residence.claimedAt());
    }

    /**
     * @param reason shown to the resident
     */
    record RefusalBody(@NotBlank @Size(max = 200) String reason) {}

    /**
     * @param realName until the decision
     * @param evidence pictures, until the decision
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClaimView(
            ResidentId residentId,
            @Nullable String nickname,
            @Nullable String phoneMasked,
            ResidenceStatus status,
            @Nullable AreaCode areaCode,
            @Nullable String gridId,
            List<AreaName> path,
            @Nullable String building,
            @Nullable String unit,
            @Nullable String room,
            @Nullable String realName,
            List<Evidence> evidence,
            @Nullable Instant claimedAt) {}
}
