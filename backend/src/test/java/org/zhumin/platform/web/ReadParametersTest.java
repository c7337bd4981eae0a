package org.zhumin.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;

class ReadParametersTest {
    private final ReadParameters parameters = new ReadParameters(mappings());

    static final class Lists {
        @PublicAnswer(value = String.class, page = true)
        void list(
                @RequestParam String area,
                @RequestParam("kind") String sort,
                PageRequest page,
                String other) {}

        @PublicAnswer(String.class)
        void read(String id) {}

        void secret(@RequestParam String q) {}
    }

    private static ObjectProvider<RequestMappingHandlerMapping> mappings() {
        var mapping = new RequestMappingHandlerMapping();
        var lists = new Lists();
        for (String name : new String[] {"list", "read", "secret"}) {
            String path = name.equals("read") ? "/read/{id}" : "/" + name;
            mapping.registerMapping(RequestMappingInfo.paths(path).build(), lists, method(name));
        }
        var beans = new StaticListableBeanFactory();
        beans.addBean("mapping", mapping);
        return beans.getBeanProvider(RequestMappingHandlerMapping.class);
    }

    private static Method method(String name) {
        return Arrays.stream(Lists.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String readOf(String address) {
        return parameters.readOf(
                MockServerHttpRequest.method(HttpMethod.GET, URI.create("http://host" + address))
                        .build());
    }

    @Test
    void aMethodReadsItsParametersAndThoseOfAPage() {
        assertThat(ReadParameters.of(method("list")))
                .containsExactly("area", "cursor", "kind", "limit");
        assertThat(ReadParameters.of(method("read"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/list?area=1&kind=2, /list?kind=2&area=1",
        "/list?area=1, /list?area=1&utm_source=x",
        "/list?area=1, /list?%61rea=%31",
        "/list, /list?k=1",
        "/list, /list?k",
        "/read/7, /read/7?k=1",
        "/read/7, /read/7?area=1"
    })
    void whatIsNotReadMakesNoDifference(String one, String other) {
        assertThat(readOf(one)).isEqualTo(readOf(other));
    }

    @ParameterizedTest
    @CsvSource({
        "/list?area=1, /list?area=2",
        "/list?area=1, /list?kind=1",
        "/list, /list?area",
        "/list?area, /list?area=",
        "/list?area=1&area=2, /list?area=2&area=1",
        "/list?area=1%26kind%3D1%3A2, /list?area=1&kind=2",
        "/list?cursor=a, /list?cursor=b",
        "/secret?x=1, /secret?x=2"
    })
    void whatMayBeReadMakesOne(String one, String other) {
        assertThat(readOf(one)).isNotEqualTo(readOf(other));
    }

    @Test
    void aBrokenQueryIsRefused() {
        var request =
                MockServerHttpRequest.method(
                                HttpMethod.GET, URI.create("http://host/list?area=%FF"))
                        .build();
        assertThat(parameters.readOf(request)).startsWith("?area=");
        assertThatThrownBy(() -> readOf("/list?area=%zz"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
