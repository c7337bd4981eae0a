package org.zhumin;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The zhumin backend. Started by {@code mvn spring-boot:run -pl backend}; the README says what it
 * needs.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Zhumin {
    public static void main(String[] args) {
        SpringApplication.run(Zhumin.class, args);
    }
}
