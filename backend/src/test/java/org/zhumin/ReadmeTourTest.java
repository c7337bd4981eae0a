package org.zhumin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.zhumin.testing.HttpTest;
import org.zhumin.testing.TestServers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the README's tour in a shell and compares what it prints with what the README shows. */
@DirtiesContext
class ReadmeTourTest extends HttpTest {
    private static final Pattern STEP =
            Pattern.compile("```sh\\n(.*?)```\\n```json\\n(.*?)```", Pattern.DOTALL);

    /** A database without anybody in it, as the newcomer finds it. */
    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        String uri = TestServers.mongoUri("tour");
        registry.add("spring.mongodb.uri", () -> uri);
        registry.add("zhumin.redis.uri", TestServers::redisUri);
    }

    @Test
    void theTourPrintsWhatTheReadmeShows() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String tour =
                readme.substring(readme.indexOf("<!-- tour -->"), readme.indexOf("<!-- /tour -->"));
        var script = new StringBuilder("set -euo pipefail\n");
        List<String> shown = new ArrayList<>();
        for (Matcher step = STEP.matcher(tour); step.find(); ) {
            script.append(step.group(1)).append("echo; echo ---\n");
            shown.add(step.group(2));
        }
        String here = script.toString().replace("127.0.0.1:8080", "127.0.0.1:" + port());
        String[] printed = run(here).split("---\\n", -1);
        assertThat(shown).hasSizeGreaterThan(5);
        assertThat(printed).hasSize(shown.size() + 1);
        for (int i = 0; i < shown.size(); i++) {
            assertThat(lines(printed[i])).matches(asPattern(shown.get(i)), shown.get(i));
        }
    }

    /** The dots in the README stand for what differs from run to run. */
    private static Predicate<String> asPattern(String shown) {
        String[] parts = lines(shown).split("…", -1);
        var pattern = new StringBuilder();
        for (String part : parts) {
            pattern.append(pattern.isEmpty() ? "" : "[^\"]*").append(Pattern.quote(part));
        }
        return Pattern.compile(pattern.toString()).asMatchPredicate();
    }

    /** Two answers on one line are as good as on two: curl prints no end of line. */
    private static String lines(String text) {
        return text.replace("}\n{", "}{").strip();
    }

    private static String run(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
        String output;
        try (var out = shell.getInputStream()) {
            output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(output).isZero();
        return output;
    }
}
