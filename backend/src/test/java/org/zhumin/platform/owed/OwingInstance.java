package org.zhumin.platform.owed;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.bson.Document;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.zhumin.platform.mongo.MongoLeases;
import org.zhumin.platform.mongo.MongoTestSettings;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What one instance of the application has for debts, with a clock that a test sets. */
final class OwingInstance implements Debtor {
    final SetClock clock;
    final MongoDebts debts;
    final MongoLeases leases;
    final OwedEffects effects;
    final OwedSweeper sweeper;
    private final MongoDatabase database;

    OwingInstance(MongoDatabase database, EffectHandler handler, Instant at) {
        this.database = database;
        clock = new SetClock(at);
        var beans = new StaticListableBeanFactory();
        beans.addBean("debtor", this);
        beans.addBean("handler", handler);
        var meters = new SimpleMeterRegistry();
        debts = new MongoDebts(database, beans.getBeanProvider(Debtor.class));
        effects =
                new OwedEffects(
                        debts,
                        beans.getBeanProvider(Debtor.class),
                        beans.getBeanProvider(EffectHandler.class),
                        meters,
                        clock);
        leases = MongoTestSettings.leases(database);
        sweeper =
                new OwedSweeper(
                        debts, effects, leases, beans.getBeanProvider(Debtor.class), meters, clock);
    }

    @Override
    public String collection() {
        return "things";
    }

    MongoCollection<Document> documents() {
        return database.getCollection(collection());
    }

    void insert(String id, Owed... owed) {
        var document =
                new Document("_id", id).append("version", 7L).append("owed", Arrays.asList(owed));
        Mono.from(documents().insertOne(document)).block();
    }

    void replace(Document next, Owed... added) {
        MongoOwed.save(documents(), next.get("_id"), next.getLong("version"), next, List.of(added))
                .block();
    }

    void perform(String document, Owed... owed) {
        effects.perform(this, document, List.of(owed)).block();
    }

    void sweepAt(Instant time) {
        clock.set(time);
        sweeper.sweep().block();
    }

    Document find(String id) {
        return Mono.from(documents().find(Filters.eq("_id", id)).first()).block();
    }

    List<Owed> owedOf(String id) {
        var found =
                Mono.from(
                                database.getCollection(collection(), MongoDebts.Indebted.class)
                                        .find(Filters.eq("_id", id))
                                        .first())
                        .block();
        return found.owed();
    }

    /** Notes what it did; deliberately not idempotent. */
    static final class Counting implements EffectHandler {
        static final String KIND = "test.count";

        final AtomicInteger calls = new AtomicInteger();
        final AtomicInteger failures = new AtomicInteger();
        volatile Duration delay = Duration.ZERO;
        volatile int portions = 1;
        volatile String failAt;
        private final List<String> done = Collections.synchronizedList(new ArrayList<>());

        List<String> done() {
            synchronized (done) {
                return List.copyOf(done);
            }
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Mono<Progress> perform(Owed owed, String document) {
            calls.incrementAndGet();
            boolean fails = owed.cursor() != null && owed.cursor().equals(failAt);
            if (fails || failures.getAndUpdate(n -> Math.max(n - 1, 0)) > 0) {
                return Mono.error(new IllegalStateException("as told"));
            }
            return Mono.delay(delay).map(tick -> count(owed, document));
        }

        private Progress count(Owed owed, String document) {
            int portion = owed.cursor() == null ? 0 : Integer.parseInt(owed.cursor());
            String name = document + ":" + owed.id() + (portion == 0 ? "" : "@" + portion);
            done.add(name);
            return portion + 1 == portions
                    ? Progress.done()
                    : Progress.upTo(Integer.toString(portion + 1));
        }
    }

    /** Stands still until it is set. */
    static final class SetClock extends Clock {
        private volatile Instant now;

        SetClock(Instant now) {
            this.now = now;
        }

        void set(Instant time) {
            now = time;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
