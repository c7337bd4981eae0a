package org.zhumin.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says once, in one block, what runs where and how to begin. */
@Component
class StartupBlock {
    private static final Logger LOG = LoggerFactory.getLogger("zhumin");

    private final Environment environment;
    private final List<StartupNote> notes;

    StartupBlock(Environment environment, List<StartupNote> notes) {
        this.environment = environment;
        this.notes = notes;
    }

    @EventListener(ApplicationReadyEvent.class)
    void print() {
        LOG.info(
                Stream.concat(own().stream(), notes.stream().flatMap(note -> note.lines().stream()))
                        .collect(Collectors.joining("\n  ", "zhumin 筑民 is ready\n  ", "\n")));
    }

    private List<String> own() {
        String port = environment.getProperty("local.server.port", "?");
        String management = environment.getProperty("local.management.port", port);
        return List.of(
                "API          http://127.0.0.1:" + port + "/api/v1",
                "API docs     http://127.0.0.1:" + port + "/docs",
                "Health       http://127.0.0.1:" + management + "/actuator/health/readiness",
                "MongoDB      " + server("zhumin.embedded.mongodb", "spring.mongodb.uri"),
                "Redis        " + server("zhumin.embedded.redis", "zhumin.redis.uri"),
                "Data         " + environment.getProperty("zhumin.embedded.data-dir", "-"));
    }

    private String server(String embedded, String uriProperty) {
        String address = withoutCredentials(environment.getProperty(uriProperty, "?"));
        return environment.getProperty(embedded, Boolean.class, false)
                ? address + " (embedded)"
                : address;
    }

    /** Host and port only: a URI may carry a password. */
    private static String withoutCredentials(String uri) {
        return uri.replaceFirst("//[^@/]*@", "//").replaceFirst("\\?.*", "");
    }
}
