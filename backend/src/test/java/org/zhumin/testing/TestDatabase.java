package org.zhumin.testing;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.mongo.MongoTestSettings;

import reactor.core.publisher.Mono;

import java.util.Objects;

/** A database of its own on the tests' MongoDB, with the settings that the application uses. */
public final class TestDatabase {
    private final MongoDatabase database;

    private TestDatabase(MongoDatabase database) {
        this.database = database;
    }

    /**
     * @param name the beginning of the database's name
     */
    public static TestDatabase create(String name) {
        var uri = new ConnectionString(TestServers.mongoUri(name));
        var settings = MongoClientSettings.builder().applyConnectionString(uri);
        MongoTestSettings.apply(settings, uri);
        MongoClient client = MongoClients.create(settings.build());
        return new TestDatabase(client.getDatabase(Objects.requireNonNull(uri.getDatabase())));
    }

    public MongoDatabase database() {
        return database;
    }

    /** Makes the indexes that the store declares. */
    public <T extends MongoIndexes> T withIndexes(T store) {
        if (!store.indexes().isEmpty()) {
            Mono.from(database.getCollection(store.collection()).createIndexes(store.indexes()))
                    .block();
        }
        return store;
    }
}
