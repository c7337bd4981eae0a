package org.zhumin.platform.mongo;

import com.mongodb.MongoClientSettings;

/** Lets tests outside this package use the application's own driver settings. */
public final class MongoTestSettings {
    private MongoTestSettings() {}

    public static void apply(MongoClientSettings.Builder settings) {
        new MongoConfiguration().mongoSettings().customize(settings);
    }
}
