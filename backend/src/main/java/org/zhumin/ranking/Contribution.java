package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;
import org.zhumin.area.AreaLevel;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.request.RequestOutcome;
import org.zhumin.request.RequestOutcome.Ending;

import java.util.ArrayList;
import java.util.List;

/**
 * What one order adds to the tallies. Public because the driver's codec for records needs it.
 *
 * @param level of the organisation
 * @param areaPath of the order; it counts in every area of it
 * @param bucket {@link #COUNTED}, or the reason of its exclusion: whether that exclusion holds is
 *     for the formula to say
 */
public record Contribution(
        String period,
        OrganizationId organizationId,
        String organizationName,
        AreaLevel level,
        List<AreaCode> areaPath,
        String bucket,
        List<Count> counts) {
    /** The bucket of what nobody excluded. No reason code is written like this. */
    static final String COUNTED = "counted";

    /** A mean of 4 of 5 (满意) or more. */
    private static final int SATISFIED_FROM = 4;

    public Contribution {
        areaPath = List.copyOf(areaPath);
        counts = List.copyOf(counts);
    }

    /** Nothing while the order is not decided, or no longer. */
    static @Nullable Contribution of(RequestOutcome order) {
        return of(order, order.excluded());
    }

    static @Nullable Contribution of(RequestOutcome order, @Nullable String excluded) {
        String period = order.period();
        Ending ending = order.ending();
        if (period == null || ending == null) {
            return null;
        }
        return new Contribution(
                period,
                order.organizationId(),
                order.organizationName(),
                order.organizationLevel(),
                order.areaPath(),
                excluded == null ? COUNTED : excluded,
                counts(order, ending));
    }

    private static List<Count> counts(RequestOutcome order, Ending ending) {
        if (ending == Ending.REJECTED) {
            return List.of(Count.REJECTED);
        }
        var counts = new ArrayList<Count>();
        counts.add(Count.N);
        counts.add(Count.valueOf(ending.name()));
        addIf(counts, Count.RESPONDED, order.signedInTime() && order.respondedInTime());
        boolean rated = order.raters() > 0 && ending != Ending.UNCONFIRMED;
        addIf(counts, Count.RATED, rated);
        addIf(
                counts,
                Count.SATISFIED,
                rated && order.satisfactionSum() >= SATISFIED_FROM * order.raters());
        addIf(counts, Count.REOPENED, order.reopens() > 0);
        addIf(counts, Count.CALLED_BACK, order.byCallback());
        return counts;
    }

    private static void addIf(List<Count> counts, Count count, boolean holds) {
        if (holds) {
            counts.add(count);
        }
    }
}
