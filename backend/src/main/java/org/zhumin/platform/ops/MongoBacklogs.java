package org.zhumin.platform.ops;

import org.bson.conversions.Bson;

import java.util.List;

/** A store with work that waits. Registering as a component is all. */
public interface MongoBacklogs {
    List<Waiting> backlogs();

    /** Who gets the work done. */
    enum Kind {
        /** People, WeChat or a schedule. */
        QUEUE,
        /** A projector. */
        PROJECTION
    }

    /**
     * One kind of work.
     *
     * @param name stable, such as {@code moderation.open}
     * @param index holds, of the documents that {@code which} finds, all, and few others; named as
     *     in the store's indexes
     * @param since the field with the time since when one waits
     */
    record Waiting(
            Kind kind, String name, String collection, Bson which, String index, String since) {}
}
