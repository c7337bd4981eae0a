package org.zhumin.platform.web;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;

import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;

/** What the OpenAPI document cannot read from the controllers: our arguments, problems, and ids. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("springdoc.api-docs.enabled")
class ApiDescription {
    private static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(PageRequest.class, IdempotencyKey.class);
    }

    @Bean
    OpenAPI apiInfo() {
        return new OpenAPI()
                .servers(List.of(new Server().url("/")))
                .info(
                        new Info()
                                .title("zhumin 筑民")
                                .version("v1")
                                .description(
                                        "The backend of a resident participation mini-program"))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        "token",
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer"))
                                .addSchemas(PROBLEM, problem()));
    }

    @Bean
    GlobalOperationCustomizer ownArguments() {
        return (operation, method) -> {
            describeArguments(operation, method);
            describeAnswer(operation, method);
            operation.getResponses().addApiResponse("default", problemResponse());
            return operation;
        };
    }

    /** Sorted, so that the exported file changes only when the API does. */
    @Bean
    OpenApiCustomizer sorted() {
        return api -> {
            api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
        };
    }

    private static void describeArguments(Operation operation, HandlerMethod method) {
        for (var parameter : method.getMethodParameters()) {
            if (parameter.getParameterType() == IdempotencyKey.class) {
                operation.addParametersItem(idempotencyKey());
            }
            if (parameter.getParameterType() == PageRequest.class) {
                operation.addParametersItem(limit()).addParametersItem(cursor());
            }
        }
    }

    private static void describeAnswer(Operation operation, HandlerMethod method) {
        PublicAnswer answer = method.getMethodAnnotation(PublicAnswer.class);
        if (answer == null) {
            return;
        }
        var resolved =
                ModelConverters.getInstance()
                        .resolveAsResolvedSchema(
                                new AnnotatedType(answer.value()).resolveAsRef(true));
        Schema<?> schema = answer.page() ? page(resolved.schema) : resolved.schema;
        operation
                .getResponses()
                .addApiResponse(
                        "200",
                        new ApiResponse()
                                .description("OK")
                                .content(json("application/json", schema)));
    }

    private static Schema<?> page(Schema<?> item) {
        return new ObjectSchema()
                .addProperty("items", new ArraySchema().items(item))
                .addProperty("nextCursor", new StringSchema());
    }

    private static Parameter idempotencyKey() {
        return new HeaderParameter()
                .name("Idempotency-Key")
                .description("1 to 128 visible ASCII characters; a repeated call makes one thing")
                .schema(new StringSchema().maxLength(128));
    }

    private static Parameter limit() {
        var schema = new IntegerSchema();
        schema.minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(100)).setDefault(20);
        return new QueryParameter().name("limit").schema(schema);
    }

    private static Parameter cursor() {
        return new QueryParameter()
                .name("cursor")
                .description("nextCursor of the page before")
                .schema(new StringSchema());
    }

    private static ApiResponse problemResponse() {
        return new ApiResponse()
                .description("A problem document (RFC 9457); see problems.md for the codes")
                .content(
                        json(
                                "application/problem+json",
                                new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
    }

    private static Content json(String mediaType, Schema<?> schema) {
        return new Content().addMediaType(mediaType, new MediaType().schema(schema));
    }

    private static Schema<?> problem() {
        var problem = new ObjectSchema();
        for (String name : List.of("type", "title", "detail", "code", "requestId")) {
            problem.addProperty(name, new StringSchema());
        }
        var error = new ObjectSchema();
        for (String name : List.of("field", "code", "detail")) {
            error.addProperty(name, new StringSchema());
        }
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("errors", new ArraySchema().items(error));
        problem.setRequired(List.of("type", "title", "status", "detail", "code"));
        return problem;
    }
}
