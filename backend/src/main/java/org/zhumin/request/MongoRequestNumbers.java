package org.zhumin.request;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.platform.mongo.MongoCalls;

import reactor.core.publisher.Mono;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Running numbers from collection {@code request_numbers}, {@code {_id: day, taken}}. An instance
 * takes {@value #BLOCK} at a time and gives them out from memory, so that most submissions need no
 * second write; what it has not given out when it stops is lost.
 */
@Component
class MongoRequestNumbers implements RequestNumbers {
    private static final int BLOCK = 200;

    private final MongoCollection<Document> collection;
    private final AtomicReference<@Nullable Block> block = new AtomicReference<>();
    private final AtomicReference<@Nullable Mono<Void>> refilling = new AtomicReference<>();

    MongoRequestNumbers(MongoDatabase database) {
        collection = database.getCollection("request_numbers", Document.class);
    }

    @Override
    public Mono<String> next(LocalDate day) {
        return Mono.defer(
                () -> {
                    Block taken = block.getAndUpdate(Block::afterOneOf);
                    return taken != null && taken.has(day)
                            ? Mono.just(taken.number())
                            : refill(day).then(next(day));
                });
    }

    /** Those that find the block empty wait together for the next. */
    private Mono<Void> refill(LocalDate day) {
        Mono<Void> mine =
                Mono.defer(() -> takeBlock(day)).doOnTerminate(() -> refilling.set(null)).cache();
        Mono<Void> underWay = refilling.compareAndExchange(null, mine);
        return underWay == null ? mine : underWay;
    }

    /** Nothing to do for one that comes when it has just been done. */
    private Mono<Void> takeBlock(LocalDate day) {
        Block now = block.get();
        if (now != null && now.has(day)) {
            return Mono.empty();
        }
        var options =
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        return MongoCalls.one(
                        collection.findOneAndUpdate(
                                Filters.eq("_id", day.toString()),
                                Updates.inc("taken", BLOCK),
                                options))
                .map(counter -> new Block(day, counter.taken() - BLOCK + 1, counter.taken()))
                .doOnNext(block::set)
                .then();
    }

    private record Block(LocalDate day, long next, long last) {
        private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

        static @Nullable Block afterOneOf(@Nullable Block block) {
            return block == null ? null : block.afterOne();
        }

        Block afterOne() {
            return new Block(day, next + 1, last);
        }

        boolean has(LocalDate wanted) {
            return day.equals(wanted) && next <= last;
        }

        String number() {
            return String.format(Locale.ROOT, "%s%06d", DAY.format(day), next);
        }
    }

    public record Document(@BsonId String id, long taken) {}
}
