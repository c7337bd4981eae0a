package org.zhumin.platform.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The reference of the HTTP interface: {@code /docs} as a page, {@code /v3/api-docs} as JSON,
 * {@code /v3/api-docs.yaml}. It is the file {@code miniprogram-api-docs/openapi.yaml}, which a test
 * compares with the controllers, so that no running application has to describe itself.
 */
@Configuration(proxyBeanMethods = false)
class ApiReference {
    private static final ClassPathResource PAGE = new ClassPathResource("reference/");
    private static final ClassPathResource DOCUMENT =
            new ClassPathResource("reference/openapi.yaml");
    private static final String WEBJAR = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

    @Bean
    RouterFunction<ServerResponse> referenceRoutes(JsonMapper json) throws IOException {
        Mono<byte[]> asJson =
                Mono.fromCallable(() -> toJson(json))
                        .subscribeOn(Schedulers.boundedElastic())
                        .cache();
        return RouterFunctions.route()
                .GET("/v3/api-docs", _ -> answer(MediaType.APPLICATION_JSON, asJson))
                .GET(
                        "/v3/api-docs.yaml",
                        _ ->
                                ServerResponse.ok()
                                        .contentType(MediaType.APPLICATION_YAML)
                                        .bodyValue(DOCUMENT))
                .GET(
                        "/docs",
                        _ ->
                                ServerResponse.status(HttpStatus.FOUND)
                                        .location(URI.create("/docs/index.html"))
                                        .build())
                .resources("/docs/swagger-ui/**", swaggerUi())
                .resources("/docs/**", PAGE)
                .build();
    }

    private static Mono<ServerResponse> answer(MediaType type, Mono<byte[]> body) {
        return body.flatMap(bytes -> ServerResponse.ok().contentType(type).bodyValue(bytes));
    }

    private static byte[] toJson(JsonMapper json) throws IOException {
        String document = DOCUMENT.getContentAsString(StandardCharsets.UTF_8);
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(document);
        return json.writeValueAsBytes(tree);
    }

    /** The files lie in a folder named after the version, which the library tells. */
    private static ClassPathResource swaggerUi() throws IOException {
        String version =
                PropertiesLoaderUtils.loadProperties(new ClassPathResource(WEBJAR))
                        .getProperty("version");
        return new ClassPathResource("META-INF/resources/webjars/swagger-ui/" + version + "/");
    }
}
