package org.zhumin.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Sorts;

import org.junit.jupiter.api.Test;
import org.zhumin.kernel.ResidentId;
import org.zhumin.testing.TestDatabase;

import reactor.core.publisher.Flux;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

class MongoAuditLogIT {
    private final TestDatabase database = TestDatabase.create("audit");
    private final MongoAuditLog log =
            new MongoAuditLog(database.database(), Clock.tickMillis(ZoneId.of("Asia/Shanghai")));

    @Test
    void entriesWrittenAtOnceFormOneChain() {
        Flux.range(0, 50)
                .flatMap(i -> log.record(new ResidentId("staff" + i), "test.act", "t" + i), 50)
                .blockLast();
        List<MongoAuditLog.Document> entries =
                Flux.from(
                                database.database()
                                        .getCollection("audit", MongoAuditLog.Document.class)
                                        .find()
                                        .sort(Sorts.ascending("number")))
                        .collectList()
                        .block();
        assertThat(entries).hasSize(50);
        String previous = "";
        for (int i = 0; i < 50; i++) {
            var entry = entries.get(i);
            assertThat(entry.number()).isEqualTo(i);
            assertThat(entry.previousHash()).isEqualTo(previous);
            assertThat(entry.hash()).isEqualTo(toEntry(entry).hash());
            previous = entry.hash();
        }
    }

    @Test
    void aCallerWhoLeavesDoesNotStopTheNextEntry() {
        log.record(new ResidentId("gone"), "test.act", "t").subscribe().dispose();
        log.record(new ResidentId("next"), "test.act", "t").block();
        Long count = Flux.from(database.database().getCollection("audit").find()).count().block();
        assertThat(count).isEqualTo(2);
    }

    private static AuditEntry toEntry(MongoAuditLog.Document stored) {
        return new AuditEntry(
                stored.chain(),
                stored.number(),
                stored.previousHash(),
                stored.at(),
                stored.actor(),
                stored.action(),
                stored.target(),
                stored.details());
    }
}
