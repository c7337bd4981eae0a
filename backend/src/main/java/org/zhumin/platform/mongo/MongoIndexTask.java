package org.zhumin.platform.mongo;

import com.mongodb.reactivestreams.client.MongoDatabase;

import org.springframework.stereotype.Component;
import org.zhumin.platform.StartupTask;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;

/** Creates every declared index; an index that cannot be made stops the start. */
@Component
class MongoIndexTask implements StartupTask {
    /** More at a time would only open more connections. */
    private static final int TOGETHER = 4;

    private final MongoDatabase database;
    private final List<MongoIndexes> stores;

    MongoIndexTask(MongoDatabase database, List<MongoIndexes> stores) {
        this.database = database;
        this.stores = stores;
    }

    @Override
    public String name() {
        return "indexes";
    }

    @Override
    public int phase() {
        return 0;
    }

    @Override
    public Mono<Void> run() {
        return Flux.fromIterable(stores)
                .filter(store -> !store.indexes().isEmpty())
                .flatMap(this::create, TOGETHER)
                .then();
    }

    private Mono<Void> create(MongoIndexes store) {
        var collection = database.getCollection(store.collection());
        return MongoCalls.many(collection.createIndexes(store.indexes())).then();
    }
}
