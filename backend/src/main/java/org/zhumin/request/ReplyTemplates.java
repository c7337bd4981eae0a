package org.zhumin.request;

import org.zhumin.kernel.OrganizationId;
import org.zhumin.request.DeskBodies.ReplyTemplate;

import reactor.core.publisher.Mono;

import java.util.List;

/** The store of reply templates (常用回复), one list for each organisation. */
interface ReplyTemplates {
    Mono<List<ReplyTemplate>> get(OrganizationId organization);

    Mono<Void> put(OrganizationId organization, List<ReplyTemplate> templates);
}
