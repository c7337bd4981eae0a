package org.zhumin.platform.embedded;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Starts MongoDB when no {@code spring.mongodb.uri} is configured and Redis when no {@code
 * zhumin.redis.uri} is, before any bean asks for them, and ends them after the last bean is gone.
 *
 * <p>{@link EmbeddedProperties} steers it. For an engine that was started it adds to the
 * environment the URI, {@code zhumin.embedded.<engine>=true}, and the data directory as an absolute
 * path; for one that was not, {@code zhumin.embedded.<engine>=false}.
 *
 * <p>In the profile {@code prod} nothing is started.
 */
final class EmbeddedServices implements ApplicationListener<ApplicationPreparedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServices.class);
    private static final String DATABASE = "zhumin";
    private static final String DATA_DIRECTORY = EmbeddedProperties.PREFIX + ".data-dir";
    private static final String MONGO = EmbeddedProperties.PREFIX + ".mongodb";
    private static final String REDIS = EmbeddedProperties.PREFIX + ".redis";
    private static final String MONGO_URI = "spring.mongodb.uri";
    private static final String REDIS_URI = "zhumin.redis.uri";

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        ConfigurableApplicationContext context = event.getApplicationContext();
        ConfigurableEnvironment environment = context.getEnvironment();
        Map<String, Object> properties = new HashMap<>();
        properties.put(MONGO, false);
        properties.put(REDIS, false);
        if (!environment.matchesProfiles("prod")) {
            startMissing(context, properties);
        }
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("embedded services", properties));
    }

    private static void startMissing(
            ConfigurableApplicationContext context, Map<String, Object> properties) {
        ConfigurableEnvironment environment = context.getEnvironment();
        EmbeddedProperties wanted =
                Binder.get(environment)
                        .bindOrCreate(EmbeddedProperties.PREFIX, EmbeddedProperties.class);
        Path data = wanted.directory();
        properties.put(DATA_DIRECTORY, data.toString());

        boolean needsMongo = wanted.mongodb() && isMissing(environment, MONGO_URI);
        boolean needsRedis = wanted.redis() && isMissing(environment, REDIS_URI);
        var mongo =
                startAside(
                        needsMongo,
                        () -> EmbeddedMongo.start(data.resolve("mongodb"), wanted.mongodbPort()));
        var redis =
                startAside(
                        needsRedis,
                        () -> EmbeddedRedis.start(data.resolve("redis"), wanted.redisPort()));
        awaitBoth(mongo, redis);
        mongo.join().ifPresent(started -> adopt(context, started, properties));
        redis.join().ifPresent(started -> adopt(context, started, properties));
    }

    private static void adopt(
            ConfigurableApplicationContext context,
            EmbeddedMongo mongo,
            Map<String, Object> properties) {
        mongo.restartOnExit();
        endWith(context, MONGO, mongo::close);
        properties.put(MONGO_URI, mongo.uri(DATABASE));
        properties.put(MONGO, true);
        LOG.info("Started the embedded MongoDB on 127.0.0.1:{}.", mongo.port());
    }

    private static void adopt(
            ConfigurableApplicationContext context,
            EmbeddedRedis redis,
            Map<String, Object> properties) {
        redis.restartOnExit();
        endWith(context, REDIS, redis::close);
        properties.put(REDIS_URI, redis.uri());
        properties.put(REDIS, true);
        LOG.info("Started the embedded Redis on 127.0.0.1:{}.", redis.port());
    }

    /*
     * Beans are destroyed in the opposite order of their registration, and none is registered yet:
     * the engine ends after everything that uses it, also when the start of the context fails.
     */
    private static void endWith(
            ConfigurableApplicationContext context, String name, Runnable close) {
        var beans = (DefaultSingletonBeanRegistry) context.getBeanFactory();
        beans.registerDisposableBean(name, close::run);
    }

    private static void awaitBoth(
            CompletableFuture<Optional<EmbeddedMongo>> mongo,
            CompletableFuture<Optional<EmbeddedRedis>> redis) {
        try {
            CompletableFuture.allOf(mongo, redis).join();
        } catch (CompletionException e) {
            endIfStarted(mongo, EmbeddedMongo::close);
            endIfStarted(redis, EmbeddedRedis::close);
            throw e;
        }
    }

    private static <T> void endIfStarted(CompletableFuture<Optional<T>> start, Consumer<T> end) {
        if (!start.isCompletedExceptionally()) {
            start.join().ifPresent(end);
        }
    }

    private static <T> CompletableFuture<Optional<T>> startAside(
            boolean needed, Supplier<T> start) {
        return needed
                ? CompletableFuture.supplyAsync(start, Thread::startVirtualThread)
                        .thenApply(Optional::of)
                : CompletableFuture.completedFuture(Optional.empty());
    }

    private static boolean isMissing(ConfigurableEnvironment environment, String property) {
        return !StringUtils.hasText(environment.getProperty(property));
    }
}
