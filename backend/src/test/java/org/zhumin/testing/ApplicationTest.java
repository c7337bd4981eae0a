package org.zhumin.testing;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole application on the tests' servers. All subclasses share one: use new people, and
 * compare nothing with "everything there is".
 */
public abstract class ApplicationTest extends HttpTest {
    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        String uri = TestServers.mongoUri("application");
        registry.add("spring.mongodb.uri", () -> uri);
        registry.add("zhumin.redis.uri", TestServers::redisUri);
    }
}
