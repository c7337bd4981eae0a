package org.zhumin.ranking;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;

import java.util.List;

/** Periods in the collection {@code ranking_periods}, one document a month that was ever frozen. */
@Repository
class MongoPeriods implements Periods {
    private final MongoCollection<PeriodDocument> collection;

    MongoPeriods(MongoDatabase database) {
        collection = database.getCollection("ranking_periods", PeriodDocument.class);
    }

    @Override
    public Mono<RankingPeriod> get(String period) {
        return MongoCalls.one(collection.find(Filters.eq("_id", period)).first())
                .map(PeriodDocument::toDomain)
                .defaultIfEmpty(RankingPeriod.open(period));
    }

    // Outcomes: inserted or replaced; duplicate key or none matched, when the stored revision is
    // another.
    @Override
    public Mono<RankingPeriod> save(RankingPeriod next) {
        return (next.revision() == 1 ? insert(next) : replace(next))
                .filter(stored -> stored)
                .switchIfEmpty(Mono.error(PlatformProblem.STALE::refusal))
                .map(_ -> next);
    }

    private Mono<Boolean> insert(RankingPeriod first) {
        return MongoCalls.one(collection.insertOne(PeriodDocument.of(first)))
                .thenReturn(true)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> Mono.just(false));
    }

    private Mono<Boolean> replace(RankingPeriod next) {
        var before =
                Filters.and(
                        Filters.eq("_id", next.period()),
                        Filters.eq("revision", next.revision() - 1));
        return MongoCalls.one(collection.replaceOne(before, PeriodDocument.of(next)))
                .map(result -> result.getMatchedCount() == 1);
    }

    /** A period as it is stored. */
    public record PeriodDocument(@BsonId String period, List<Edition> editions, long revision) {
        static PeriodDocument of(RankingPeriod period) {
            return new PeriodDocument(period.period(), period.editions(), period.revision());
        }

        RankingPeriod toDomain() {
            return new RankingPeriod(period, editions, revision);
        }
    }
}
