package org.zhumin.bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An empty Boot WebFlux application, when run on the class path of {@code bench/baseline/pom.xml}.
 * Not a {@code @Configuration}, which the tests' component scan would find.
 */
@EnableAutoConfiguration
public class EmptyApplication {
    public static void main(String[] args) {
        SpringApplication.run(EmptyApplication.class, args);
    }
}
