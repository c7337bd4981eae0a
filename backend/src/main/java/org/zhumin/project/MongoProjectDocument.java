package org.zhumin.project;

import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.platform.owed.Owed;

import java.time.Instant;
import java.util.List;

/**
 * A project as it is stored: the record as it is, and beside it what the indexes need. Public
 * because the driver's codec for records needs it.
 *
 * @param closesAt of the present vote; absent where there is none
 * @param missAt when the next milestone is missed
 */
public record MongoProjectDocument(
        @BsonId ProjectId id,
        List<AreaCode> areaPath,
        ProjectState state,
        ProjectState.Status status,
        boolean published,
        @Nullable String roundId,
        @Nullable Instant closesAt,
        @Nullable Instant missAt,
        Instant createdAt,
        long version,
        Project project,
        @Nullable List<Owed> owed) {
    static MongoProjectDocument of(Project project) {
        return new MongoProjectDocument(
                project.id(),
                project.content().areaPath(),
                project.state(),
                project.state().status(),
                project.state().isPublic(),
                project.roundId(),
                project.closesAt(),
                project.nextMiss(),
                project.createdAt(),
                project.version(),
                project,
                null);
    }
}
