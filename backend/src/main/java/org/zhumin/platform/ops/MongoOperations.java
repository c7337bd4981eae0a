package org.zhumin.platform.ops;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.owed.OwedEffects;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;

/** Counts what the stores say waits. */
@Component
class MongoOperations implements Operations {
    private static final Duration FAILURES_OF = Duration.ofHours(24);
    private static final int AT_ONCE = 4;

    private final MongoDatabase database;
    private final ObjectProvider<MongoBacklogs> stores;
    private final ObjectProvider<DeliveryFailures> deliveries;
    private final OwedEffects owed;
    private final Clock clock;

    MongoOperations(
            MongoDatabase database,
            ObjectProvider<MongoBacklogs> stores,
            ObjectProvider<DeliveryFailures> deliveries,
            OwedEffects owed,
            Clock clock) {
        this.database = database;
        this.stores = stores;
        this.deliveries = deliveries;
        this.owed = owed;
        this.clock = clock;
    }

    @Override
    public Mono<Overview> read() {
        return Mono.defer(() -> read(clock.instant()));
    }

    private Mono<Overview> read(Instant now) {
        Instant since = now.minus(FAILURES_OF);
        return Mono.zip(
                        owed.summaries(now).collectList(),
                        backlogs(),
                        Flux.fromStream(deliveries::orderedStream)
                                .concatMap(delivery -> delivery.listFailures(since))
                                .collectList())
                .map(all -> new Overview(now, all.getT1(), all.getT2(), since, all.getT3()));
    }

    private Mono<List<Backlog>> backlogs() {
        return Flux.fromStream(stores::orderedStream)
                .flatMapIterable(MongoBacklogs::backlogs)
                .flatMap(this::count, AT_ONCE)
                .sort(Comparator.comparing(Backlog::name))
                .collectList();
    }

    private Mono<Backlog> count(MongoBacklogs.Waiting waiting) {
        Bson since = Projections.fields(Projections.computed("since", "$" + waiting.since()));
        var stages =
                List.of(
                        Aggregates.match(waiting.which()),
                        Aggregates.limit(COUNT_MAX),
                        Aggregates.project(since),
                        Aggregates.group(
                                null,
                                Accumulators.sum("waiting", 1),
                                Accumulators.min("oldestAt", "$since")));
        var found =
                database.getCollection(waiting.collection())
                        .aggregate(stages)
                        .hintString(waiting.index());
        return MongoCalls.one(found.first())
                .map(counted -> backlog(waiting, counted))
                .defaultIfEmpty(new Backlog(waiting.kind(), waiting.name(), 0, null));
    }

    private static Backlog backlog(MongoBacklogs.Waiting waiting, Document counted) {
        Date oldest = counted.getDate("oldestAt");
        return new Backlog(
                waiting.kind(),
                waiting.name(),
                counted.getInteger("waiting", 0),
                oldest == null ? null : oldest.toInstant());
    }
}
