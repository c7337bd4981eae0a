package org.zhumin.ranking;

import jakarta.validation.Valid;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Page;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.platform.web.PageRequest;

import reactor.core.publisher.Mono;

import java.net.URI;

/** Formulas, for administrators and supervisors of the city. */
@RestController
@RequestMapping(FormulaController.PATH)
class FormulaController {
    static final String PATH = "/api/v1/admin/ranking-formulas";

    private final FormulaService service;

    FormulaController(FormulaService service) {
        this.service = service;
    }

    @PostMapping
    Mono<ResponseEntity<RankingFormula>> create(
            @Valid @RequestBody FormulaBody body, Actor actor, IdempotencyKey key) {
        return service.create(actor, body.toFormula(), key.factOf(body))
                .map(
                        made ->
                                ResponseEntity.created(URI.create(PATH + "/" + made.version()))
                                        .body(made));
    }

    @GetMapping
    Mono<Page<RankingFormula>> list(Actor actor, PageRequest page) {
        return service.list(actor, page).map(page::page);
    }

    @GetMapping("/{version}")
    Mono<RankingFormula> get(@PathVariable String version, Actor actor) {
        return service.get(actor, version);
    }
}
