package org.zhumin.testing;

import com.mongodb.reactivestreams.client.MongoClients;

import reactor.core.publisher.Flux;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The MongoDB and the Redis that all tests of this run share. Each is chosen and started when it is
 * first asked for, told on standard output, and ended with the run. A run that can have none fails
 * with the reason; nothing is skipped.
 *
 * <p>A test names its servers with {@code @DynamicPropertySource}:
 *
 * <pre>
 * registry.add("spring.mongodb.uri", () -&gt; TestServers.mongoUri("request"));
 * registry.add("zhumin.redis.uri", TestServers::redisUri);
 * </pre>
 */
public final class TestServers {

    private static final Pattern MONGO_URI =
            Pattern.compile("(mongodb(?:\\+srv)?://)([^/?]+)/?([^?]*)\\??(.*)");
    private static final int SUFFIX_BYTES = 4;
    private static final Duration DROP_TIMEOUT = Duration.ofSeconds(20);

    private static final Once MONGO = new Once(TestServerChoice::mongo);
    private static final Once REDIS = new Once(TestServerChoice::redis);
    private static final Queue<String> DATABASES = new ConcurrentLinkedQueue<>();

    static {
        TestShutdown.afterApplications(TestServers::end);
    }

    private TestServers() {}

    /**
     * The address of MongoDB with a database that nobody else has.
     *
     * @param database the beginning of its name, for people who look into the server
     */
    public static String mongoUri(String database) {
        byte[] suffix = new byte[SUFFIX_BYTES];
        ThreadLocalRandom.current().nextBytes(suffix);
        String unique = database + "-" + HexFormat.of().formatHex(suffix);
        TestServer server = MONGO.get();
        String uri = withDatabase(server.uri(), unique);
        if (server.outlivesTests()) {
            DATABASES.add(uri);
        }
        return uri;
    }

    /** The address of Redis. Tests that share it keep their keys apart. */
    public static String redisUri() {
        return REDIS.get().uri();
    }

    // Credentials are looked up in the database of the address unless authSource says otherwise.
    static String withDatabase(String uri, String database) {
        Matcher parts = MONGO_URI.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not a MongoDB address: " + uri);
        }
        String options = parts.group(4);
        if (parts.group(2).contains("@") && !options.contains("authSource=")) {
            String source = parts.group(3).isEmpty() ? "admin" : parts.group(3);
            options = options.isEmpty() ? "" : options + "&";
            options += "authSource=" + source;
        }
        return parts.group(1)
                + parts.group(2)
                + "/"
                + database
                + (options.isEmpty() ? "" : "?" + options);
    }

    private static void end() {
        DATABASES.forEach(TestServers::drop);
        MONGO.end();
        REDIS.end();
    }

    private static void drop(String uri) {
        String database = MONGO_URI.matcher(uri).replaceFirst("$3");
        try (var client = MongoClients.create(uri)) {
            Flux.from(client.getDatabase(database).drop()).blockLast(DROP_TIMEOUT);
        }
    }
}
