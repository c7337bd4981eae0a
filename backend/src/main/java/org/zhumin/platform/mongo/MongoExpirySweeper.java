package org.zhumin.platform.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Deletes what has expired. Needs no lease: two instances that sweep at once delete the same. */
@Component
class MongoExpirySweeper {
    private static final Logger LOG = LoggerFactory.getLogger(MongoExpirySweeper.class);

    private final MongoDatabase database;
    private final List<MongoExpiry> expiries;
    private final Clock clock;

    MongoExpirySweeper(MongoDatabase database, List<MongoExpiry> expiries, Clock clock) {
        this.database = database;
        this.expiries = expiries;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 60, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    Mono<Void> sweep() {
        return Flux.fromIterable(expiries)
                .concatMap(this::deleteExpired)
                .then()
                .onErrorResume(DomainException.class, MongoExpirySweeper::tryNextTime);
    }

    private Mono<Void> deleteExpired(MongoExpiry expiry) {
        var passed = Filters.lt(expiry.field(), clock.instant());
        return MongoCalls.one(database.getCollection(expiry.collection()).deleteMany(passed))
                .then();
    }

    private static Mono<Void> tryNextTime(DomainException outage) {
        LOG.warn("Expired documents were not deleted, MongoDB does not answer");
        return Mono.empty();
    }
}
