package org.zhumin.supervision;

import org.zhumin.kernel.Identifier;
import org.zhumin.kernel.Ids;

/** The public id of an accountability case. */
public record CaseId(String value) implements Identifier {
    public CaseId {
        if (!Ids.isValid(value)) {
            throw new IllegalArgumentException("not an id");
        }
    }
}
