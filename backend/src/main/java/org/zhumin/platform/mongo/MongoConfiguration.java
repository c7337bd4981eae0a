package org.zhumin.platform.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.connection.TransportSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;

import org.bson.codecs.configuration.CodecRegistries;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

import java.util.concurrent.TimeUnit;

/**
 * How this application talks to MongoDB: every write is durable before it is acknowledged (see
 * {@link MongoDurability}), every operation ends within {@value #OPERATION_SECONDS} seconds, ids
 * are plain strings.
 */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {
    /** The driver gives this limit to the server too (maxTimeMS), less what has passed already. */
    private static final long OPERATION_SECONDS = 5;

    private static final long SELECTION_SECONDS = 2;
    private static final int CONNECTIONS = 128;

    @Bean
    MongoClientSettingsBuilderCustomizer mongoSettings(MongoConnectionDetails details) {
        WriteConcern durable = MongoDurability.writeConcern(details.getConnectionString());
        return settings ->
                settings.codecRegistry(
                                CodecRegistries.fromRegistries(
                                        CodecRegistries.fromProviders(new MongoIdentifierCodecs()),
                                        com.mongodb.MongoClientSettings.getDefaultCodecRegistry()))
                        .writeConcern(durable)
                        .readConcern(ReadConcern.DEFAULT)
                        .timeout(OPERATION_SECONDS, TimeUnit.SECONDS)
                        .applyToClusterSettings(
                                cluster ->
                                        cluster.serverSelectionTimeout(
                                                SELECTION_SECONDS, TimeUnit.SECONDS))
                        .applyToServerSettings(
                                server -> server.heartbeatFrequency(2, TimeUnit.SECONDS))
                        .applyToConnectionPoolSettings(pool -> pool.maxSize(CONNECTIONS))
                        .applyToSocketSettings(
                                socket -> socket.connectTimeout(2, TimeUnit.SECONDS));
    }

    /**
     * Answers of MongoDB come in on the threads that serve HTTP, so that many go on to their
     * callers without waking another thread, see ADR 0019.
     */
    @Bean
    MongoClientSettingsBuilderCustomizer mongoThreads(ObjectProvider<LoopResources> threads) {
        return settings ->
                threads.ifAvailable(
                        loops -> {
                            EventLoopGroup group = loops.onServer(true);
                            settings.transportSettings(
                                    TransportSettings.nettyBuilder()
                                            .eventLoopGroup(group)
                                            .socketChannelClass(
                                                    loops.onChannelClass(
                                                            SocketChannel.class, group))
                                            .build());
                        });
    }

    /** Rests end on these threads too, so that no other is woken for them. */
    @Bean
    MongoGroups mongoGroups(ObjectProvider<LoopResources> threads) {
        LoopResources loops = threads.getIfAvailable();
        return new MongoGroups(
                loops == null
                        ? Schedulers.parallel()
                        : Schedulers.fromExecutorService(loops.onServer(true)));
    }

    @Bean
    MongoDatabase mongoDatabase(MongoClient client, MongoConnectionDetails details) {
        String database = details.getConnectionString().getDatabase();
        return client.getDatabase(database == null ? "zhumin" : database);
    }
}
