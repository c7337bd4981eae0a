package org.zhumin.project;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.Collection;
import java.util.Map;

/** The running counts that everybody may see. */
@Component
class ProjectTallies {
    Mono<Map<ProjectId, Map<String, Object>>> ofCards(Collection<Project> projects) {
        return Mono.just(Map.of());
    }

    Mono<Map<String, Object>> of(Project project) {
        return Mono.just(Map.of());
    }
}
