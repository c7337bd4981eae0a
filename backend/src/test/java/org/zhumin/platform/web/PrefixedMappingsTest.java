package org.zhumin.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;

import java.net.URI;

class PrefixedMappingsTest {
    private final PrefixedMappings mappings = new PrefixedMappings();

    PrefixedMappingsTest() throws NoSuchMethodException {
        map("one", "/api/things/{id}");
        map("part", "/api/things/{id}/parts/{part}");
        map("other", "/api/others/{id}");
        map("either", "/api/some/{id}", "/api/any/{id}");
        map("fixed", "/api/things/fixed");
    }

    private void map(String method, String... paths) throws NoSuchMethodException {
        var info = RequestMappingInfo.paths(paths).methods(RequestMethod.GET).build();
        mappings.registerMapping(info, new Doors(), Doors.class.getDeclaredMethod(method));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/things/1, one",
        "/api/things/fixed, fixed",
        "/api/things/1/parts/2, part",
        "/api/others/1, other",
        "/api/any/1, either",
        "/api/some/1, either",
        "/api/%74hings/1, one",
        "/api/things/%31/parts/%32, part",
        "/api/things;v=1/1, one",
        "/api/thing/1,",
        "/api/nothing/1,",
    })
    void everyPathFindsWhatItWouldFindWithoutPrefixes(String path, @Nullable String method) {
        var exchange =
                MockServerWebExchange.from(
                        MockServerHttpRequest.method(HttpMethod.GET, URI.create(path)));
        Object found = mappings.getHandler(exchange).block();
        if (method == null) {
            assertThat(found).isNull();
        } else {
            assertThat(found)
                    .isInstanceOfSatisfying(
                            HandlerMethod.class,
                            handler -> assertThat(handler.getMethod().getName()).isEqualTo(method));
        }
    }

    /** What the paths lead to. */
    @SuppressWarnings("unused")
    private static final class Doors {
        void one() {}

        void part() {}

        void other() {}

        void either() {}

        void fixed() {}
    }
}
