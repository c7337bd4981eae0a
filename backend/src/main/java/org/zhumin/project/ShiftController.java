package org.zhumin.project;

import jakarta.validation.Valid;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.Page;
import org.zhumin.media.MediaId;
import org.zhumin.media.MediaView;
import org.zhumin.moderation.PersonalDataMask;
import org.zhumin.platform.web.ForEverybody;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.project.ShiftBodies.ReportBody;
import org.zhumin.project.ShiftBodies.ReportView;
import org.zhumin.project.ShiftBodies.ShiftBody;
import org.zhumin.project.ShiftBodies.ShiftView;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** 管: shifts of those who look after a project. */
@RestController
@RequestMapping("/api/v1/projects/{id}/shifts")
class ShiftController {
    private final ShiftService service;
    private final ShiftMedia media;

    ShiftController(ShiftService service, ShiftMedia media) {
        this.service = service;
        this.media = media;
    }

    @GetMapping
    Mono<Page<ShiftView>> list(@PathVariable String id, @ForEverybody PageRequest page) {
        return service.list(ProjectId.of(id), page)
                .flatMap(
                        slice ->
                                media.views(slice.items())
                                        .map(found -> slice.map(one -> view(one, found))))
                .map(page::page);
    }

    @PostMapping
    Mono<ResponseEntity<ShiftView>> plan(
            @PathVariable String id,
            @Valid @RequestBody ShiftBody body,
            Actor actor,
            IdempotencyKey key) {
        return service.plan(ProjectId.of(id), body, actor, key.factOf(body))
                .flatMap(this::view)
                .map(
                        view ->
                                ResponseEntity.created(
                                                URI.create(
                                                        "/api/v1/projects/%s/shifts/%s"
                                                                .formatted(id, view.id().value())))
                                        .body(view));
    }

    @PutMapping("/{shift}/signup")
    Mono<ShiftView> signUp(@PathVariable String id, @PathVariable String shift, Actor actor) {
        return service.signUp(ProjectId.of(id), idOf(shift), actor).flatMap(this::view);
    }

    @DeleteMapping("/{shift}/signup")
    Mono<ShiftView> signOff(@PathVariable String id, @PathVariable String shift, Actor actor) {
        return service.signOff(ProjectId.of(id), idOf(shift), actor).flatMap(this::view);
    }

    @PostMapping("/{shift}/report")
    Mono<ShiftView> report(
            @PathVariable String id,
            @PathVariable String shift,
            @Valid @RequestBody ReportBody body,
            Actor actor,
            IdempotencyKey key) {
        return service.report(ProjectId.of(id), idOf(shift), body, actor, key.factOf(body))
                .flatMap(this::view);
    }

    private Mono<ShiftView> view(Shift shift) {
        return media.views(List.of(shift)).map(found -> view(shift, found));
    }

    private static ShiftView view(Shift shift, Map<MediaId, MediaView> media) {
        return new ShiftView(
                shift.id(),
                shift.project(),
                shift.title(),
                shift.startsAt(),
                shift.endsAt(),
                shift.capacity(),
                shift.signedUp().size(),
                shift.reports().stream()
                        .filter(Shift.Report::shown)
                        .map(report -> view(report, media))
                        .toList());
    }

    private static ReportView view(Shift.Report report, Map<MediaId, MediaView> media) {
        String defect = report.defect();
        return new ReportView(
                PersonalDataMask.mask(report.text()).text(),
                defect == null ? null : PersonalDataMask.mask(defect).text(),
                report.mediaIds().stream()
                        .map(id -> media.get(new MediaId(id)))
                        .filter(Objects::nonNull)
                        .toList(),
                report.at());
    }

    private static Shift.Id idOf(String text) {
        if (!Ids.isValid(text)) {
            throw ProjectProblem.SHIFT_NOT_FOUND.refusal();
        }
        return new Shift.Id(text);
    }
}
