package org.zhumin.ranking;

import com.mongodb.client.model.IndexModel;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.zhumin.kernel.AreaCode;
import org.zhumin.ranking.MongoProjection.BatchDocument;
import org.zhumin.ranking.ProjectionBatch.State;
import org.zhumin.request.RequestOutcome;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;

/**
 * Counts generated orders as one batch, by the projection's own sums and into its own tallies, for
 * the city and its districts. For measurements, where batches of a few hundred would take too long.
 */
public final class CountedOrders {
    private static final int LEVELS = 2;

    private final TallySheet sheet = new TallySheet();

    public synchronized void add(RequestOutcome outcome) {
        Contribution whole = Contribution.of(outcome);
        if (whole != null) {
            List<AreaCode> path = whole.areaPath();
            sheet.add(
                    new Contribution(
                            whole.period(),
                            whole.organizationId(),
                            whole.organizationName(),
                            whole.level(),
                            path.subList(0, Math.min(LEVELS, path.size())),
                            whole.bucket(),
                            whole.counts()));
        }
    }

    /** Those that the projection wants on the requests. */
    public static List<IndexModel> indexes(MongoDatabase database) {
        return new MongoProjection(database, new MongoTallies(database)).indexes();
    }

    /** Into a database in which nothing has been counted. */
    public void store(MongoDatabase database, Instant now) {
        new MongoTallies(database).apply(1, now, sheet.tallies()).block();
        var batch = new ProjectionBatch(1, State.SETTLED, List.of(), now);
        var batches = database.getCollection("ranking_projector", BatchDocument.class);
        Mono.from(batches.insertOne(BatchDocument.of(batch))).block();
    }
}
