package org.zhumin.request;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;
import org.zhumin.area.AreaName;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.media.MediaView;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A request as residents read it.
 *
 * @param media what the reader may see of it; with the recording only for the owner and the desk
 * @param lead the organisation that leads where several take part
 * @param level the area whose desk has it
 * @param mergedInto what it was merged into
 * @param onBehalfOf for the owner alone
 */
record RequestView(
        RequestId id,
        String number,
        RequestKind kind,
        @Nullable CategoryName category,
        String title,
        String content,
        RequestState status,
        String statusText,
        Publication publication,
        AreaView area,
        @Nullable PlaceView location,
        List<MediaView> media,
        int supporters,
        List<TimelineLine> timeline,
        @Nullable DeadlineView deadline,
        @Nullable HandlerView handler,
        @Nullable HandlerView lead,
        AreaName level,
        @Nullable RatingView rating,
        @Nullable ClosedAs closedAs,
        int reopens,
        @Nullable RequestId mergedInto,
        @Nullable OnBehalfOf onBehalfOf,
        Instant createdAt) {

    /** What it is about. */
    record CategoryName(String code, String name) {}

    /** Where it belongs. */
    record AreaView(AreaCode code, List<AreaName> path) {}

    /** Where it is. */
    record PlaceView(double longitude, double latitude, @Nullable String address) {
        static PlaceView of(GeoPoint point, @Nullable String address) {
            return new PlaceView(point.longitude(), point.latitude(), address);
        }
    }

    /**
     * One thing that happened.
     *
     * @param note for the desk alone
     * @param review a person's look at the text; absent where no check had a doubt
     */
    record TimelineLine(
            Instant at,
            TimelineEntry.Type type,
            String text,
            String by,
            @JsonProperty("public") boolean isPublic,
            @Nullable String note,
            TextReview.@Nullable State review,
            List<MediaView> media) {}

    /** An organisation. */
    record HandlerView(OrganizationId organizationId, String name) {
        static @Nullable HandlerView of(@Nullable Handler handler) {
            return handler == null
                    ? null
                    : new HandlerView(handler.organizationId(), handler.name());
        }
    }

    /**
     * The words on the last reply.
     *
     * @param outcome as the owner or the call-back said; absent while only co-signers have rated
     * @param satisfaction the mean of all raters
     * @param comment of the owner, for the owner and the desk
     */
    record RatingView(
            @Nullable Outcome outcome, double satisfaction, int raters, @Nullable String comment) {
        static @Nullable RatingView of(ServiceRequest request, boolean withComment) {
            OptionalDouble mean = request.satisfaction();
            if (mean.isEmpty()) {
                return null;
            }
            Rating deciding = request.decidingRating().orElse(null);
            return new RatingView(
                    deciding == null ? null : deciding.outcome(),
                    Math.round(mean.getAsDouble() * 100) / 100.0,
                    request.ratings().size(),
                    deciding == null || !withComment ? null : deciding.comment());
        }
    }
}
