package org.zhumin.testing;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole application, for tests that wait for a close most of their time. They run beside each
 * other and beside all other tests, so they share an application of their own: nobody spoils its
 * WeChat, and no other's writes are in its database.
 */
@Execution(ExecutionMode.CONCURRENT)
public abstract class WaitingTest extends HttpTest {
    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        String uri = TestServers.mongoUri("waiting");
        registry.add("spring.mongodb.uri", () -> uri);
        registry.add("zhumin.redis.uri", TestServers::redisUri);
    }
}
