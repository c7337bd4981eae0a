package org.zhumin.platform.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoDatabase;

import reactor.core.scheduler.Schedulers;

/** Lets tests outside this package use the application's own driver settings. */
public final class MongoTestSettings {
    private MongoTestSettings() {}

    public static MongoGroups groups() {
        return new MongoGroups(Schedulers.parallel());
    }

    public static void apply(MongoClientSettings.Builder settings, ConnectionString uri) {
        new MongoConfiguration().mongoSettings(() -> uri).customize(settings);
    }

    /** As another instance of the application would have them. */
    public static MongoLeases leases(MongoDatabase database) {
        return new MongoLeases(database);
    }
}
