package org.zhumin.organization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.zhumin.area.HttpSlice;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.audit.AuditLog;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

@SpringBootTest(
        classes = OrganizationHttpTest.Wiring.class,
        properties = {HttpSlice.REDIS_AWAY, HttpSlice.SECRET, "zhumin.demo.enabled=true"})
class OrganizationHttpTest {
    private static final String ADMIN = "ADMIN-520100";
    private static final String ALL = "/api/v1/organizations";
    private static final String NEW =
            """
            {"name": "新单位", "kind": "UNIT", "areaCode": "520111", "categories": ["noise"]}
            """;

    private final WebTestClient http;
    private final List<String> audited;

    @Autowired
    OrganizationHttpTest(ApplicationContext context, DemoOrganizations demo, RecordingAudit audit) {
        http = WebTestClient.bindToApplicationContext(context).build();
        audited = audit.lines;
        demo.run().block();
    }

    @BeforeEach
    void forgetAudit() {
        audited.clear();
    }

    @Test
    void listsASubtreeByKindAndName() {
        get(ALL + "?area=520103021006")
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].id")
                .isEqualTo("democouncil520103021006")
                .jsonPath("$.items[0].areaName")
                .isEqualTo("电台街社区")
                .jsonPath("$.items[0].councilType")
                .isEqualTo("RESIDENTS_COMMITTEE")
                .jsonPath("$.nextCursor")
                .isEmpty();
        get(ALL + "?kind=MERCHANT&q=%E7%88%B1%E5%BF%83")
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].id")
                .isEqualTo("demomerchant");
    }

    @Test
    void aPageLeadsToTheNext() {
        Map<?, ?> first =
                http.get()
                        .uri(ALL + "?kind=COUNCIL&limit=2")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody();
        get(ALL + "?kind=COUNCIL&limit=100&cursor=" + first.get("nextCursor"))
                .jsonPath("$.items.length()")
                .isEqualTo(3);
        refused(ALL + "?kind=UNIT&cursor=" + first.get("nextCursor"), 400)
                .jsonPath("$.code")
                .isEqualTo("request.cursor-invalid");
    }

    @Test
    void showsAllOfOne() {
        get(ALL + "/democouncil520102016003")
                .json(
                        """
                        {"id": "democouncil520102016003", "name": "演示甲秀楼社区居民议事会",
                            "kind": "COUNCIL", "councilType": "RESIDENTS_COUNCIL",
                            "areaCode": "520102016003", "parentId": "democouncil520102",
                            "servicePhone": "0851-00000023", "categories": [], "version": 1}
                        """)
                .jsonPath("$.path.length()")
                .isEqualTo(4)
                .jsonPath("$.bodyHash")
                .doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "/unknown, 404, organization.not-found",
        "/no-id, 404, organization.not-found",
        "/aaaaaaaaaaaaaaaaaaaaaaaaaaa, 404, organization.not-found",
        "?area=abc, 404, area.not-found",
        "?area=999999, 404, area.not-found",
        "?kind=WHAT, 400, request.malformed",
        "?kind=0, 400, request.malformed",
        "?q=, 400, request.malformed",
        "?q=%00, 400, request.malformed",
        "?q=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, 400, request.malformed",
        "?limit=0, 400, request.malformed"
    })
    void badQuestionsAreRefused(String rest, int status, String code) {
        refused(ALL + rest, status).jsonPath("$.code").isEqualTo(code);
    }

    @Test
    void creatingIsRepeatableSeenAtOnceAndAudited() {
        String body = NEW.replace("新单位", "Once");
        get(ALL + "?area=520111&q=once").jsonPath("$.items.length()").isEqualTo(0);
        String location = created("key-1", body);
        assertThat(created("key-1", body)).isEqualTo(location);
        get(location).jsonPath("$.name").isEqualTo("Once");
        get(ALL + "?area=520111&q=once").jsonPath("$.items.length()").isEqualTo(1);
        post(ADMIN, "key-1", NEW)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("idempotency.other-body");
        assertThat(audited.getFirst()).startsWith("staff organization.create ");
    }

    @Test
    void changingRaisesTheVersionAndRefusesTheOneBefore() {
        String id = created("key-2", NEW).substring(ALL.length());
        String body = NEW.replace("新单位", "改名").replace("}", ", \"version\": 1}");
        put(ADMIN, id, body)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("改名")
                .jsonPath("$.version")
                .isEqualTo(2);
        put(ADMIN, id, body)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("state.changed-meanwhile");
        put(ADMIN, id, NEW).expectStatus().isOk().expectBody().jsonPath("$.version").isEqualTo(3);
        put(ADMIN, "/unknown", NEW).expectStatus().isNotFound();
        put(ADMIN, "/no-id", NEW).expectStatus().isNotFound();
    }

    @Test
    void anAdministratorActsInTheirSubtreeOnly() {
        post("ADMIN-520102", "key-3", NEW).expectStatus().isForbidden();
        post("COUNCIL-520100", "key-3", NEW).expectStatus().isForbidden();
        http.post()
                .uri("/api/v1/admin/organizations")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(NEW)
                .exchange()
                .expectStatus()
                .isUnauthorized();
        String id = created("key-3", NEW).substring(ALL.length());
        put("ADMIN-520111", id, NEW.replace("520111", "520102")).expectStatus().isForbidden();
        put("ADMIN-520102", id, NEW.replace("520111", "520102")).expectStatus().isForbidden();
        put("ADMIN-520111", id, NEW).expectStatus().isOk();
    }

    @Test
    void aParentMustExistAndLieAbove() {
        String parent = ", \"parentId\": \"%s\"}";
        post(ADMIN, "key-4", NEW.replace("}", parent.formatted("unknown")))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("organization.parent-invalid");
        String top = created("key-5", NEW).substring(ALL.length() + 1);
        String below = created("key-6", NEW.replace("}", parent.formatted(top)));
        String lowest = below.substring(ALL.length() + 1);
        put(ADMIN, "/" + top, NEW.replace("}", parent.formatted(lowest)))
                .expectStatus()
                .isEqualTo(422);
        put(ADMIN, "/" + top, NEW.replace("}", parent.formatted(top)))
                .expectStatus()
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"新单位\"   | \"\"                  | 422 | name",
                "\"新单位\"   | 1                     | 400 | name",
                "\"UNIT\"    | \"WHAT\"              | 400 | kind",
                "\"UNIT\"    | 0                     | 400 | kind",
                "\"UNIT\"    | null                  | 422 | kind",
                "\"520111\"  | \"5201\"              | 422 | areaCode",
                "\"520111\"  | \"999999\"            | 422 | areaCode",
                "\"520111\"  | null                  | 422 | areaCode",
                "[\"noise\"] | [null]                | 422 | categories[0]",
                "[\"noise\"] | [\"a b\"]             | 422 | categories[0]",
                "[\"noise\"] | [1]                   | 400 | categories[0]",
                "\"name\"    | \"servicePhone\": \"x\", \"name\" | 422 | servicePhone",
                "\"name\"    | \"parentId\": \"-\", \"name\" | 422 | parentId",
                "\"name\"    | \"other\": 1, \"name\" | 400 | other"
            })
    void aFieldThatIsWrongIsNamed(String part, String instead, int status, String field) {
        assertThat(NEW).contains(part);
        post(ADMIN, "key-7", NEW.replace(part, instead))
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
        assertThat(audited).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"COUNCIL", "UNIT"})
    void onlyACouncilHasAType(String kind) {
        String type = kind.equals("UNIT") ? ", \"councilType\": \"SERVICE_CENTRE\"}" : "}";
        post(ADMIN, "key-8", NEW.replace("UNIT", kind).replace("}", type))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("organization.council-type");
    }

    private WebTestClient.BodyContentSpec get(String uri) {
        return http.get().uri(URI.create(uri)).exchange().expectStatus().isOk().expectBody();
    }

    private WebTestClient.BodyContentSpec refused(String uri, int status) {
        return http.get()
                .uri(URI.create(uri))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody();
    }

    private String created(String key, String body) {
        return post(ADMIN, key, body)
                .expectStatus()
                .isCreated()
                .expectBody()
                .returnResult()
                .getResponseHeaders()
                .getLocation()
                .toString();
    }

    private WebTestClient.ResponseSpec post(String actor, String key, String body) {
        return http.post()
                .uri("/api/v1/admin/organizations")
                .header(TestActors.HEADER, actor)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec put(String actor, String id, String body) {
        return http.put()
                .uri("/api/v1/admin/organizations" + id)
                .header(TestActors.HEADER, actor)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    /** Keeps {@code actor action target}. */
    static final class RecordingAudit implements AuditLog {
        final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public Mono<Void> record(
                ResidentId actor, String action, String target, Map<String, String> details) {
            return Mono.fromRunnable(() -> lines.add(actor.value() + " " + action + " " + target));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(HttpSlice.class)
    @ConfigurationPropertiesScan("org.zhumin.organization")
    @ComponentScan(
            basePackages = "org.zhumin.organization",
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.Mongo.*"))
    static class Wiring implements WebFluxConfigurer {
        @Bean
        Organizations organizations() {
            return new InMemoryOrganizations();
        }

        @Bean
        RecordingAudit audit() {
            return new RecordingAudit();
        }

        @Override
        public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
            configurer.addCustomResolver(new TestActors());
        }
    }
}
