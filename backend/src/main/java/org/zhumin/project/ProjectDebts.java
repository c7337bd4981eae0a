package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.platform.owed.Owed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a change of a project owes elsewhere. */
@Component
class ProjectDebts {
    /** Performed by the requests: the owner and the co-signers of one are told. */
    static final String TELL_COSIGNERS = "request.project-linked";

    List<Owed> of(ProjectAction action, Project before, Project next) {
        var owed = new ArrayList<Owed>();
        if (action == ProjectAction.PUBLISH) {
            next.content().sourceRequestIds().forEach(id -> owed.add(linked(next, id)));
        }
        if (action == ProjectAction.EDIT && next.state().isPublic()) {
            next.content().sourceRequestIds().stream()
                    .filter(id -> !before.content().sourceRequestIds().contains(id))
                    .forEach(id -> owed.add(linked(next, id)));
        }
        return owed;
    }

    private static Owed linked(Project project, String requestId) {
        return Owed.of(
                "linked:" + requestId,
                TELL_COSIGNERS,
                Map.of(
                        "request",
                        requestId,
                        "project",
                        project.id().value(),
                        "title",
                        project.content().title()),
                project.updatedAt());
    }
}
