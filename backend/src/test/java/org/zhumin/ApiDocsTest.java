package org.zhumin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.zhumin.kernel.ProblemCode;
import org.zhumin.platform.problem.Texts;
import org.zhumin.testing.ApplicationTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Holds what mini-program developers read to what the application does. After a wanted change run
 * {@code mvn verify -Dtest=ApiDocsTest -Ddocs=write} and commit the files.
 */
@TestPropertySource(
        properties = {"springdoc.api-docs.enabled=true", "springdoc.api-docs.path=/docs/live"})
class ApiDocsTest extends ApplicationTest {
    private static final Path FOLDER = Path.of("miniprogram-api-docs");

    @Autowired private Texts texts;

    @Test
    void theOpenApiFileIsWhatTheApplicationSays() throws IOException {
        Answer described = get("/docs/live.yaml", null);
        assertThat(described.status()).isEqualTo(200);
        hold("openapi.yaml", described.body());
    }

    @Test
    void theListOfProblemsIsWhole() throws IOException {
        var rows = new TreeMap<String, String>();
        MessagesTest.everyProblemCode().forEach(code -> rows.put(code.code(), row(code)));
        hold(
                "problems.md",
                """
                # Problems

                Every refusal is a problem document with one of these codes. They never change their meaning.
                Status and code are for programs, `detail` is for people. `errors[]` names single fields.

                | code | kind | 中文 | English |
                | --- | --- | --- | --- |
                """
                        + String.join("\n", rows.values())
                        + "\n");
    }

    private String row(ProblemCode code) {
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        code.code(),
                        code.kind(),
                        texts.get(code.code(), Locale.SIMPLIFIED_CHINESE),
                        texts.get(code.code(), Locale.ENGLISH));
    }

    private static void hold(String file, String now) throws IOException {
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(FOLDER.resolve(file), now);
        }
        assertThat(FOLDER.resolve(file)).exists().hasContent(now);
    }

    @Test
    void thePageOfTheReferenceIsServed() {
        Answer moved = get("/docs", null);
        assertThat(moved.status()).isEqualTo(302);
        Answer page = get(moved.headers().getLocation().getPath(), null);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui/swagger-ui-bundle.js");
        for (String asset : List.of("swagger-ui/swagger-ui.css", "reference.js")) {
            assertThat(get("/docs/" + asset, null).status()).isEqualTo(200);
        }
    }

    @Test
    void theDocumentIsServed() {
        Answer json = get("/v3/api-docs", null);
        assertThat(json.status()).isEqualTo(200);
        assertThat(json.<String>at("$.info.title")).isEqualTo("zhumin 筑民");
        assertThat(get("/v3/api-docs.yaml", null).body()).startsWith("openapi:");
    }
}
