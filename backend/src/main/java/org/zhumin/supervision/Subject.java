package org.zhumin.supervision;

import org.zhumin.kernel.Ids;

/** What an order or a case is about. */
public record Subject(Type type, String id) {
    public Subject {
        if (!Ids.isValid(id)) {
            throw new IllegalArgumentException("not an id");
        }
    }

    public enum Type {
        /** 诉求. */
        REQUEST,
        /** 项目. */
        PROJECT,
        /** 组织, for what is about no single thing. */
        ORGANIZATION
    }
}
