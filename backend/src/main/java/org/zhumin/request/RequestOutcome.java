package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.area.AreaLevel;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;

/**
 * What a request says about the organisation that answered it (办理结果): the fact that rankings are
 * computed from. It lies in the request's own document, in the field {@value #FIELD}, and is
 * written by the store of requests in the same write as the action that decides it. A request
 * counts once, in the month of its latest deciding moment.
 *
 * <p>Once written it is never taken out again: a request that no longer counts (merged, withdrawn)
 * gets {@link #takenBack} instead.
 *
 * @param revision the version of the request that this was written with; only ever rises
 * @param dirty true in every write of the request's store; the projector of rankings clears it
 * @param number the request's public number
 * @param areaPath where the request is, from the city down
 * @param organizationName as it was when the request was dispatched
 * @param organizationLevel the level of the area that the organisation works for
 * @param decidedAt the latest deciding moment; absent while nothing is decided
 * @param period the month of that moment in Asia/Shanghai, {@code yyyy-MM}; absent with it
 * @param signedInTime signed before its deadline, lawful pauses and extensions taken into account
 * @param respondedInTime first replied before its deadline, likewise
 * @param ending absent while nothing is decided
 * @param byCallback the ending is what a supervisor's call-back found
 * @param satisfactionSum the sum of the marks 1 to 5 of all raters
 * @param raters how many gave a mark
 * @param reopens how often it came back
 * @param excluded reason code, {@code [A-Z][A-Z_]*}, of an approved exclusion; absent while it
 *     counts
 */
public record RequestOutcome(
        long revision,
        boolean dirty,
        String number,
        RequestKind kind,
        @Nullable String categoryCode,
        List<AreaCode> areaPath,
        OrganizationId organizationId,
        String organizationName,
        AreaLevel organizationLevel,
        Instant submittedAt,
        @Nullable Instant decidedAt,
        @Nullable String period,
        boolean signedInTime,
        boolean respondedInTime,
        @Nullable Ending ending,
        boolean byCallback,
        int satisfactionSum,
        int raters,
        int reopens,
        @Nullable String excluded) {
    /** The collection in which requests lie. */
    public static final String COLLECTION = "requests";

    /** The field of a request's document that holds this. */
    public static final String FIELD = "outcome";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public RequestOutcome {
        areaPath = List.copyOf(areaPath);
    }

    /** How a request ended for the organisation. */
    public enum Ending {
        /** 已解决. */
        SOLVED,
        /** 部分解决: counts as not solved. */
        PARTLY,
        /** 未解决: what the resident or the call-back said last. */
        UNSOLVED,
        /** 逾期未复: its deadline has passed without a reply. */
        UNANSWERED,
        /** 无人确认: replied and closed because nobody said anything. */
        UNCONFIRMED,
        /** 不予受理: turned down after it was dispatched. */
        REJECTED
    }

    /** The month, {@code yyyy-MM}, in which a moment counts. */
    public static String periodOf(Instant moment) {
        return YearMonth.from(moment.atZone(ZONE)).toString();
    }

    /** As the store of requests wrote it: whether it has been counted since is not its business. */
    RequestOutcome asWritten() {
        return ofRevision(revision);
    }

    RequestOutcome ofRevision(long other) {
        return of(other, period, ending, decidedAt);
    }

    /** The same request when it no longer counts anywhere. */
    public RequestOutcome takenBack(long newRevision) {
        return of(newRevision, null, null, null);
    }

    private RequestOutcome of(
            long newRevision,
            @Nullable String newPeriod,
            @Nullable Ending newEnding,
            @Nullable Instant newDecidedAt) {
        return new RequestOutcome(
                newRevision,
                true,
                number,
                kind,
                categoryCode,
                areaPath,
                organizationId,
                organizationName,
                organizationLevel,
                submittedAt,
                newDecidedAt,
                newPeriod,
                signedInTime,
                respondedInTime,
                newEnding,
                newEnding != null && byCallback,
                satisfactionSum,
                raters,
                reopens,
                excluded);
    }
}
