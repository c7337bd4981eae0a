package org.zhumin.request;

import org.zhumin.kernel.Identifier;
import org.zhumin.kernel.Ids;

/** The public id of a request. */
public record RequestId(String value) implements Identifier {
    public RequestId {
        if (!Ids.isValid(value)) {
            throw new IllegalArgumentException("not an id");
        }
    }
}
