package org.zhumin.media;

import org.zhumin.kernel.Identifier;
import org.zhumin.kernel.Ids;

/** The public id of one upload. */
public record MediaId(String value) implements Identifier {
    public MediaId {
        if (!Ids.isValid(value)) {
            throw new IllegalArgumentException("not an id");
        }
    }
}
