package org.zhumin.platform.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.stereotype.Component;
import org.zhumin.platform.Detached;
import org.zhumin.platform.InvalidConfiguration;
import org.zhumin.platform.StartupTask;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Which acknowledgement means that a write is safe. On a replica set or a sharded cluster it is
 * that of the majority, journaled. On a standalone server a majority write may be acknowledged
 * before it is in the journal ({@code backend/bench/durability} counts what is then gone after a
 * SIGKILL, ADR 0002 has the numbers), there it is the journal's own. Since the driver must be told
 * before it connects, the address says which: {@code directConnection=true} for a standalone. The
 * start is refused if the server is the other kind.
 */
@Component
class MongoDurability implements StartupTask {
    private static final String PROPERTY = "spring.mongodb.uri";

    private final Mono<Document> hello;
    private final boolean standaloneExpected;

    /** Asks the server at once: the first answer takes long, and the start goes on meanwhile. */
    MongoDurability(MongoDatabase database, MongoConnectionDetails details) {
        standaloneExpected = isDirect(details.getConnectionString());
        hello =
                Mono.defer(() -> MongoCalls.one(database.runCommand(new Document("hello", 1))))
                        .subscribeOn(Schedulers.boundedElastic())
                        .cache();
        Detached.start(hello.then().onErrorComplete());
    }

    static WriteConcern writeConcern(ConnectionString uri) {
        return isDirect(uri)
                ? WriteConcern.W1.withJournal(true)
                : WriteConcern.MAJORITY.withJournal(true);
    }

    private static boolean isDirect(ConnectionString uri) {
        return Boolean.TRUE.equals(uri.isDirectConnection());
    }

    @Override
    public String name() {
        return "durability of writes";
    }

    @Override
    public int phase() {
        return 0;
    }

    @Override
    public Mono<Void> run() {
        return hello.doOnNext(this::check).then();
    }

    private void check(Document hello) {
        boolean standalone = !hello.containsKey("setName") && !hello.containsKey("msg");
        if (standalone && !standaloneExpected) {
            throw new InvalidConfiguration(
                    PROPERTY,
                    "this server is no member of a replica set; name one, or add"
                            + " directConnection=true if a single server is what you want");
        }
        if (!standalone && standaloneExpected) {
            throw new InvalidConfiguration(
                    PROPERTY,
                    "this server belongs to a replica set or cluster; leave out"
                            + " directConnection=true, with which writes would wait for it alone");
        }
    }
}
