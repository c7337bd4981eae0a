package org.zhumin.request;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.request.DeskBodies.ReplyTemplatesBody;

import reactor.core.publisher.Mono;

import java.util.List;

/** The reply templates of the organisation for which somebody answers. */
@RestController
@RequestMapping("/api/v1/desk/reply-templates")
class ReplyTemplateController {
    private final ReplyTemplates templates;
    private final AuditLog audit;

    ReplyTemplateController(ReplyTemplates templates, AuditLog audit) {
        this.templates = templates;
        this.audit = audit;
    }

    /**
     * @param organizationId may be left out by those who act for one alone
     */
    @GetMapping
    Mono<ReplyTemplatesBody> read(@RequestParam @Nullable String organizationId, Actor actor) {
        OrganizationId organization = require(organizationId, actor);
        return templates
                .get(organization)
                .map(items -> new ReplyTemplatesBody(organization.value(), items));
    }

    @PutMapping
    Mono<ReplyTemplatesBody> write(@Valid @RequestBody ReplyTemplatesBody body, Actor actor) {
        OrganizationId organization = require(body.organizationId(), actor);
        return Detached.run(
                audit.record(actor.id(), "request.reply-templates", organization.value())
                        .then(Mono.defer(() -> templates.put(organization, body.items())))
                        .thenReturn(body));
    }

    private static OrganizationId require(@Nullable String wanted, Actor actor) {
        List<OrganizationId> own = DeskRules.organizationsOf(actor);
        if (wanted == null && own.size() == 1) {
            return own.getFirst();
        }
        return own.stream()
                .filter(organization -> organization.value().equals(wanted))
                .findFirst()
                .orElseThrow(RequestProblem.ORGANIZATION_UNKNOWN::refusal);
    }
}
