package org.zhumin.project;

import org.zhumin.kernel.Identifier;
import org.zhumin.kernel.Ids;

/** The public id of a project. */
public record ProjectId(String value) implements Identifier {
    public ProjectId {
        if (!Ids.isValid(value)) {
            throw new IllegalArgumentException("not an id");
        }
    }

    /** What has not the form of an id names nothing. */
    static ProjectId of(String text) {
        if (!Ids.isValid(text)) {
            throw ProjectProblem.NOT_FOUND.refusal();
        }
        return new ProjectId(text);
    }
}
