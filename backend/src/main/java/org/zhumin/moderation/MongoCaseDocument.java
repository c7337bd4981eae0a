package org.zhumin.moderation;

import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.util.List;

/** A case as it is stored. Public because the driver's codec for records needs it. */
public record MongoCaseDocument(
        @BsonId CaseId id,
        String targetType,
        String targetId,
        int round,
        List<AreaCode> areaPath,
        @Nullable ResidentId owner,
        ModerationCase.Opener openedBy,
        ReasonCode reason,
        CaseState state,
        List<CaseStep> timeline,
        @Nullable String appeal,
        @Nullable Effect owed,
        Instant openedAt,
        @Nullable Instant waitingSince,
        @Nullable Instant decidedAt,
        Instant updatedAt,
        long version) {

    static MongoCaseDocument of(ModerationCase stored) {
        return new MongoCaseDocument(
                stored.id(),
                stored.target().type(),
                stored.target().id(),
                stored.round(),
                stored.areaPath(),
                stored.owner(),
                stored.openedBy(),
                stored.reason(),
                stored.state(),
                stored.timeline(),
                stored.appeal(),
                stored.owed(),
                stored.openedAt(),
                stored.waitingSince(),
                stored.decidedAt(),
                stored.updatedAt(),
                stored.version());
    }

    ModerationCase toDomain() {
        return new ModerationCase(
                id,
                new Target(targetType, targetId),
                round,
                areaPath,
                owner,
                openedBy,
                reason,
                state,
                timeline,
                appeal,
                owed,
                openedAt,
                waitingSince,
                decidedAt,
                updatedAt,
                version);
    }
}
