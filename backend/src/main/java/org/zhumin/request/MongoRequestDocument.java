package org.zhumin.request;

import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.owed.Owed;
import org.zhumin.wechat.TextVerdict.Suggestion;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A request as it is stored. Public because the driver's codec for records needs it.
 *
 * @param address encrypted, see {@link MongoRequestSeals}
 * @param onBehalfOf encrypted
 * @param work see {@link MongoWork}; absent when nobody has to do anything
 * @param scope see {@link MongoWork}
 * @param deadlines absent in what was stored before there were any
 * @param due by which the desk sorts: when staff must act next, see {@link MongoWork}
 * @param escalateAt when it goes up the area tree unless somebody acts; absent if it will not
 * @param confirmBy in the index of the sweeper; absent unless replied
 * @param unansweredAt when it counts as unanswered unless the handler replies; absent if it will
 *     not
 * @param outcome the fact for rankings; absent until it was sent to an organisation
 * @param owed only as it is inserted: afterwards its debts are written one by one
 * @param movesCosigners absent unless true
 */
public record MongoRequestDocument(
        @BsonId RequestId id,
        String number,
        RequestKind kind,
        @Nullable String categoryCode,
        String title,
        String content,
        List<AreaCode> areaPath,
        @Nullable String gridId,
        @Nullable List<Double> point,
        @Nullable String address,
        @Nullable Map<String, String> answers,
        List<String> mediaIds,
        Channel channel,
        @Nullable String externalId,
        @Nullable String onBehalfOf,
        @Nullable ResidentId owner,
        RequestState state,
        Publication publication,
        Suggestion textCheck,
        Desk desk,
        List<TimelineEntry> timeline,
        List<Rating> ratings,
        @Nullable ClosedAs closedAs,
        int reopens,
        int returns,
        int supporters,
        List<Approval> approvals,
        @Nullable Oversight supervision,
        @Nullable Exclusion exclusion,
        boolean appealed,
        @Nullable RequestId mergedInto,
        @Nullable Boolean movesCosigners,
        List<RequestId> duplicates,
        Milestones milestones,
        @Nullable Deadlines deadlines,
        @Nullable List<String> work,
        List<String> scope,
        Instant due,
        @Nullable Instant escalateAt,
        @Nullable Instant confirmBy,
        @Nullable List<Owed> owed,
        @Nullable Instant unansweredAt,
        @Nullable RequestOutcome outcome,
        String bodyHash,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    static MongoRequestDocument of(
            ServiceRequest request,
            MongoRequestSeals seals,
            @Nullable Instant escalateAt,
            List<Owed> owed) {
        Place place = request.place();
        GeoPoint point = place.point();
        List<String> work = MongoWork.marks(request);
        return new MongoRequestDocument(
                request.id(),
                request.number(),
                request.kind(),
                request.categoryCode(),
                request.title(),
                request.content(),
                place.areaPath(),
                place.gridId(),
                point == null ? null : List.of(point.longitude(), point.latitude()),
                seals.sealAddress(request.id(), place.address()),
                request.answers().isEmpty() ? null : request.answers(),
                request.mediaIds(),
                request.origin().channel(),
                request.origin().externalId(),
                seals.sealPerson(request.id(), request.origin().onBehalfOf()),
                request.owner(),
                request.state(),
                request.publication(),
                request.textCheck(),
                request.desk(),
                request.timeline(),
                request.ratings(),
                request.closedAs(),
                request.reopens(),
                request.returns(),
                request.supporters(),
                request.approvals(),
                request.supervision(),
                request.exclusion(),
                request.appealed(),
                request.mergedInto(),
                request.movesCosigners() ? Boolean.TRUE : null,
                request.duplicates(),
                request.milestones(),
                request.deadlines(),
                work.isEmpty() ? null : work,
                MongoWork.scopes(request),
                MongoWork.due(request),
                escalateAt,
                request.confirmBy(),
                owed.isEmpty() ? null : owed,
                OutcomeRules.unansweredAt(request),
                request.outcome(),
                request.bodyHash(),
                request.createdAt(),
                request.updatedAt(),
                request.version());
    }

    ServiceRequest toDomain(MongoRequestSeals seals) {
        return new ServiceRequest(
                id,
                number,
                kind,
                categoryCode,
                title,
                content,
                new Place(areaPath, gridId, toPoint(point), seals.openAddress(id, address)),
                Objects.requireNonNullElse(answers, Map.of()),
                mediaIds,
                new Origin(channel, externalId, seals.openPerson(id, onBehalfOf)),
                owner,
                state,
                publication,
                textCheck,
                desk,
                timeline,
                ratings,
                closedAs,
                reopens,
                returns,
                supporters,
                approvals,
                supervision,
                exclusion,
                appealed,
                mergedInto,
                Boolean.TRUE.equals(movesCosigners),
                duplicates,
                milestones,
                deadlines,
                outcome == null ? null : outcome.asWritten(),
                bodyHash,
                createdAt,
                updatedAt,
                version);
    }

    private static @Nullable GeoPoint toPoint(@Nullable List<Double> stored) {
        return stored == null ? null : new GeoPoint(stored.getFirst(), stored.getLast());
    }
}
