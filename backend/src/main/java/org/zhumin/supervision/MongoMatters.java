package org.zhumin.supervision;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;

import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Cursor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the two collections have in common: whose a document is, and the order of lists. */
final class MongoMatters {
    static final Bson NEWEST_FIRST = Sorts.descending("createdAt", "_id");

    private static final String AREA_PATH = "matter.areaPath";
    private static final String ORGANIZATION = "matter.organizationId";

    private MongoMatters() {}

    static Bson filter(Scope scope, List<Bson> more, @Nullable Cursor after) {
        var all = new ArrayList<Bson>();
        all.add(
                Filters.or(
                        Filters.in(AREA_PATH, scope.areas()),
                        Filters.in(ORGANIZATION, scope.organizations())));
        all.addAll(more);
        if (after != null) {
            all.add(isAfter(after));
        }
        return Filters.and(all);
    }

    static Cursor cursorOf(Instant createdAt, String id) {
        return Cursor.of(Long.toString(createdAt.toEpochMilli()), id);
    }

    private static Bson isAfter(Cursor cursor) {
        Instant at = Instant.ofEpochMilli(Long.parseLong(cursor.keys().getFirst()));
        return Filters.or(
                Filters.lt("createdAt", at),
                Filters.and(
                        Filters.eq("createdAt", at), Filters.lt("_id", cursor.keys().getLast())));
    }

    /** For either side of a scope, with and without a state. */
    static List<IndexModel> indexes() {
        return List.of(
                index("area", AREA_PATH),
                index("area_state", AREA_PATH, "state"),
                index("organization", ORGANIZATION),
                index("organization_state", ORGANIZATION, "state"));
    }

    static IndexModel index(String name, String... equal) {
        return new IndexModel(
                Indexes.compoundIndex(
                        Indexes.ascending(equal), Indexes.descending("createdAt", "_id")),
                new IndexOptions().name(name));
    }
}
