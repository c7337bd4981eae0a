package org.zhumin.platform.owed;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;

import org.junit.jupiter.api.Test;
import org.zhumin.platform.mongo.MongoTestSettings;
import org.zhumin.platform.owed.OwingInstance.Counting;
import org.zhumin.testing.TestEngine;

import java.time.Instant;
import java.util.Map;

/** The engine is killed between the save and the effect. */
class OwedCrashIT {
    private static final Instant AT = Instant.parse("2026-11-24T01:00:00Z");

    @Test
    void aDebtOutlivesTheEngineAndIsPerformedAfterwards() {
        var counting = new Counting();
        Owed debt = Owed.of("a", Counting.KIND, Map.of(), AT);
        try (TestEngine engine = TestEngine.mongo()) {
            try (MongoClient client = clientOf(engine)) {
                var before = new OwingInstance(client.getDatabase("kill"), counting, AT);
                before.insert("d", debt);
                engine.kill();
                before.perform("d", debt);
                assertThat(counting.done()).containsExactly("d:a");
            }
            engine.start();
            try (MongoClient client = clientOf(engine)) {
                var after = new OwingInstance(client.getDatabase("kill"), counting, AT);
                assertThat(after.owedOf("d")).containsExactly(debt);
                after.sweepAt(AT.plusSeconds(31));
                assertThat(after.owedOf("d")).isEmpty();
                // At least once: it could not be noted that the effect was done.
                assertThat(counting.done()).containsExactly("d:a", "d:a");
            }
        }
    }

    private static MongoClient clientOf(TestEngine engine) {
        var uri = new ConnectionString(engine.uri("kill"));
        var settings = MongoClientSettings.builder().applyConnectionString(uri);
        MongoTestSettings.apply(settings, uri);
        return MongoClients.create(settings.build());
    }
}
