package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Holds {@code request-actions.md} to the table in the code. After a wanted change run with {@code
 * -Ddocs=write} and commit the file.
 */
class RequestActionsDocTest {
    private static final Path FILE = Path.of("miniprogram-api-docs/request-actions.md");

    private final ReloadableResourceBundleMessageSource texts = texts();

    private static ReloadableResourceBundleMessageSource texts() {
        var source = new ReloadableResourceBundleMessageSource();
        source.setBasename("classpath:messages/request");
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        return source;
    }

    @Test
    void theFileIsTheTable() throws IOException {
        String now =
                """
                # What may be done to a request

                Made from the table in the code. `allowedActions` of GET /desk/requests/{id} is made from it too. What is
                done in another state, or without the condition, is 409 with `state` and `allowed`.
                TRIAGE is a council or supervisor of the area that has the request now; HANDLER acts for the organisation that
                has it; APPROVER is TRIAGE, but nobody of the handling organisation; SYSTEM is the service itself.

                | action | POST … | from | by | to | on condition | read by |
                | --- | --- | --- | --- | --- | --- | --- |
                %s

                ## Reason codes and what the resident reads

                {0} is the unit that is asked next.

                | code | 中文 | English |
                | --- | --- | --- |
                %s
                """
                        .formatted(actions(), reasons());
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(FILE, now);
        }
        assertThat(FILE).exists().hasContent(now);
    }

    private static String actions() {
        return Arrays.stream(RequestAction.values())
                .map(
                        action ->
                                "| %s | %s | %s | %s | %s | %s | %s |"
                                        .formatted(
                                                action,
                                                path(action),
                                                words(action.from()),
                                                words(action.parties()),
                                                action.targets().isEmpty()
                                                        ? "stays"
                                                        : words(action.targets()),
                                                action.need() == Need.NOTHING ? "" : action.need(),
                                                action.audience()))
                .collect(Collectors.joining("\n"));
    }

    private static String path(RequestAction action) {
        if (action.path().isEmpty()) {
            return "";
        }
        boolean byResident =
                action.parties().contains(RequestAction.Party.OWNER)
                        || action.parties().contains(RequestAction.Party.COSIGNER);
        return "`%s/{id}/%s`".formatted(byResident ? "/requests" : "/desk/requests", action.path());
    }

    private static String words(List<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).collect(Collectors.joining(" "));
    }

    private String reasons() {
        return Arrays.stream(
                        new Enum<?>[][] {
                            ReturnReason.values(), RejectReason.values(), ExclusionReason.values()
                        })
                .flatMap(Arrays::stream)
                .map(this::reason)
                .collect(Collectors.joining("\n"));
    }

    private String reason(Enum<?> reason) {
        String action =
                switch (reason) {
                    case ReturnReason _ -> "RETURN.";
                    case RejectReason _ -> "REJECT.";
                    default -> "EXCLUSION.";
                };
        String key = "request.reason." + action + reason;
        return "| %s%s | %s | %s |"
                .formatted(
                        action,
                        reason,
                        texts.getMessage(key, null, Locale.SIMPLIFIED_CHINESE),
                        texts.getMessage(key, null, Locale.ENGLISH));
    }
}
