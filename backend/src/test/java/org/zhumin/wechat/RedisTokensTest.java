package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhumin.wechat.WeChatFixture.get;
import static org.zhumin.wechat.WeChatFixture.limits;
import static org.zhumin.wechat.WeChatFixture.text;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.zhumin.wechat.TextVerdict.Suggestion;
import org.zhumin.wechat.simulator.WeChatSimulator;

import reactor.core.publisher.Flux;

import redis.embedded.RedisServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The shared place on a real Redis, and without one. */
class RedisTokensTest {
    private static RedisServer server;
    private static RedisClient client;

    @BeforeAll
    static void start() throws IOException {
        int port = freePort();
        server =
                RedisServer.newRedisServer()
                        .port(port)
                        .bind("127.0.0.1")
                        .setting("save \"\"")
                        .build();
        server.start();
        client = client(port);
    }

    @AfterAll
    static void stop() throws IOException {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        server.stop();
    }

    @Test
    void keepsFindsAndRemovesOnlyWhatIsEqual() {
        RedisTokens tokens = tokens(client);
        tokens.put("test:a", "1", Duration.ofMinutes(1));
        assertThat(tokens.find("test:a")).isEqualTo("1");
        tokens.remove("test:a", "2");
        assertThat(tokens.find("test:a")).isEqualTo("1");
        tokens.remove("test:a", "1");
        assertThat(tokens.find("test:a")).isNull();
        tokens.destroy();
    }

    @Test
    void valuesAndLocksEnd() {
        RedisTokens tokens = tokens(client);
        tokens.put("test:b", "1", Duration.ofMillis(20));
        assertThat(tokens.tryLock("test:lock", "one", Duration.ofMillis(200))).isTrue();
        assertThat(tokens.tryLock("test:lock", "two", Duration.ofMillis(200))).isFalse();
        WeChatFixture.await(() -> tokens.find("test:b") == null);
        WeChatFixture.await(() -> tokens.tryLock("test:lock", "two", Duration.ofMinutes(1)));
        tokens.remove("test:lock", "one");
        assertThat(tokens.tryLock("test:lock", "three", Duration.ofMinutes(1))).isFalse();
        tokens.remove("test:lock", "two");
        assertThat(tokens.tryLock("test:lock", "three", Duration.ofMillis(1))).isTrue();
        tokens.destroy();
    }

    @Test
    void instancesShareOneToken() {
        WeChatSimulator simulator = WeChatFixture.newSimulator();
        try (WeChatFixture one = instance(simulator, tokens(client));
                WeChatFixture two = instance(simulator, tokens(client))) {
            assertThat(forty(one)).containsOnly(Suggestion.PASS);
            assertThat(forty(two)).containsOnly(Suggestion.PASS);
            assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(1);
            simulator.expireTokens();
            assertThat(forty(one)).containsOnly(Suggestion.PASS);
            assertThat(forty(two)).containsOnly(Suggestion.PASS);
            assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(2);
        }
    }

    @Test
    void withoutRedisEachInstanceFetchesItsOwn() throws IOException {
        RedisClient lost = client(freePort());
        WeChatSimulator simulator = WeChatFixture.newSimulator();
        try (WeChatFixture one = instance(simulator, tokens(lost));
                WeChatFixture two = instance(simulator, tokens(lost))) {
            assertThat(forty(one)).containsOnly(Suggestion.PASS);
            assertThat(forty(two)).containsOnly(Suggestion.PASS);
            simulator.expireTokens();
            assertThat(forty(one)).containsOnly(Suggestion.PASS);
            assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(3);
        } finally {
            lost.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    @Test
    void redisThatHangsCostsOneWait() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            RedisClient hanging = client(silent.getLocalPort());
            RedisTokens tokens = tokens(hanging);
            long start = System.nanoTime();
            assertThat(tokens.find("test:c")).isNull();
            for (int i = 0; i < 10; i++) {
                assertThat(tokens.find("test:c")).isNull();
                assertThat(tokens.tryLock("test:d", "one", Duration.ofMinutes(1))).isTrue();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(4));
            hanging.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    @Test
    void withoutAClientNothingIsShared() {
        RedisTokens tokens =
                new RedisTokens(
                        new DefaultListableBeanFactory().getBeanProvider(RedisClient.class));
        tokens.put("test:e", "1", Duration.ofMinutes(1));
        assertThat(tokens.find("test:e")).isNull();
        assertThat(tokens.tryLock("test:e", "one", Duration.ofMinutes(1))).isTrue();
        tokens.destroy();
    }

    private static WeChatFixture instance(WeChatSimulator simulator, SharedTokens tokens) {
        return new WeChatFixture(simulator, limits(3_000, 4_000, 5_000), tokens, Clock.systemUTC());
    }

    private static List<Suggestion> forty(WeChatFixture instance) {
        return get(
                Flux.range(0, 40)
                        .flatMap(i -> instance.weChat.checkText(text("路灯坏了 " + i)), 40)
                        .map(TextVerdict::suggestion)
                        .collectList());
    }

    private static RedisTokens tokens(RedisClient client) {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("redisClient", client);
        return new RedisTokens(beans.getBeanProvider(RedisClient.class));
    }

    private static RedisClient client(int port) {
        RedisURI uri = RedisURI.create("redis://127.0.0.1:" + port);
        uri.setTimeout(Duration.ofSeconds(1));
        RedisClient created = RedisClient.create(uri);
        created.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(Duration.ofSeconds(1))
                                        .build())
                        .build());
        return created;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
