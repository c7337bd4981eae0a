package org.zhumin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.http.HttpMethod;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;

class SessionHttpTest extends IdentityApplication {
    private static final String SESSIONS = "/api/v1/sessions";

    @LocalManagementPort private int managementPort;

    @Test
    void aCodeSignsIn() {
        Answer answer = post(SESSIONS, null, "{\"code\":\"sim-anna\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("$.resident.verification")).isEqualTo("OPENID");
        assertThat(answer.text("$.resident.residence.status")).isEqualTo("NONE");
        assertThat(answer.text("$.expiresAt")).endsWith("+08:00");
        assertThat(answer.body()).doesNotContain("openid");
        assertThat(get("/api/v1/me", answer.text("$.token")).text("$.id"))
                .isEqualTo(answer.text("$.resident.id"));
    }

    @Test
    void theSamePersonIsTheSameResident() {
        assertThat(signIn("bert").id()).isEqualTo(signIn("bert").id());
    }

    @Test
    void sixteenFirstSignInsAtOnceMakeOneResident() {
        String name = newName();
        var ids =
                Flux.range(0, 16)
                        .flatMap(
                                _ ->
                                        Mono.fromCallable(() -> signIn(name).id())
                                                .subscribeOn(Schedulers.boundedElastic()),
                                16)
                        .distinct()
                        .collectList()
                        .block();

        assertThat(ids).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "sim-phone-13800000000", "a b&secret=x"})
    void aCodeThatIsNoneIsRefused(String code) {
        Answer answer = post(SESSIONS, null, "{\"code\":\"" + code + "\"}");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("session.code-rejected");
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void aRepeatedSignInIsTheSameSession() {
        Answer first = postWithKey(SESSIONS, null, "{\"code\":\"sim-carl\"}", "key-carl");
        Answer again = postWithKey(SESSIONS, null, "{\"code\":\"sim-carl\"}", "key-carl");
        delete(SESSIONS + "/current", first.text("$.token"));

        assertThat(get("/api/v1/me", again.text("$.token")).code())
                .isEqualTo("auth.token-rejected");
    }

    @Test
    void aKeyWithAnotherCodeIsRefused() {
        postWithKey(SESSIONS, null, "{\"code\":\"sim-dora\"}", "key-dora");
        Answer other = postWithKey(SESSIONS, null, "{\"code\":\"sim-emil\"}", "key-dora");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency.other-body");
    }

    @Test
    void aRenewedTokenGoesOnWithTheSession() {
        Person person = someone();
        Answer renewed = post(SESSIONS + "/renew", person.token(), null);

        assertThat(renewed.status()).as(renewed.body()).isEqualTo(200);
        assertThat(renewed.text("$.resident.id")).isEqualTo(person.id());
        delete(SESSIONS + "/current", renewed.text("$.token"));
        assertThat(get("/api/v1/me", person.token()).status()).isEqualTo(401);
    }

    @Test
    void anEndedSessionIsRefusedAndOthersOfTheSamePersonGoOn() {
        String name = newName();
        Person phone = signIn(name);
        Person tablet = signIn(name);

        assertThat(delete(SESSIONS + "/current", phone.token()).status()).isEqualTo(204);
        assertThat(get("/api/v1/me", phone.token()).code()).isEqualTo("auth.token-rejected");
        assertThat(get("/api/v1/me", tablet.token()).status()).isEqualTo(200);
    }

    @Test
    void withoutATokenOnlyWhatIsPublicAnswers() {
        Answer me = get("/api/v1/me", null);

        assertThat(me.status()).isEqualTo(401);
        assertThat(me.code()).isEqualTo("auth.sign-in-needed");
        assertThat(me.contentType()).startsWith("application/problem+json");
        assertThat(get("/api/v1/areas/520100", null).status()).isEqualTo(200);
        assertThat(get("/api/v1/legal/documents", null).status()).isEqualTo(200);
        assertThat(get("/api/v1/anything-else", null).status()).isEqualTo(401);
        assertThat(get("/api/v1/requests/similar", null).status()).isEqualTo(401);
        assertThat(post(SESSIONS + "/renew", null, null).status()).isEqualTo(401);
    }

    @Test
    void theReferenceAndTheManagementPortAnswerEverybody() {
        assertThat(get("/v3/api-docs", null).status()).isEqualTo(200);
        assertThat(get("/docs", null).status()).isLessThan(400);
        var health =
                http().get()
                        .uri("http://127.0.0.1:" + managementPort + "/actuator/health/liveness")
                        .exchange()
                        .expectBody()
                        .returnResult();
        assertThat(Answer.of(health).text("$.status")).isEqualTo("UP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "é", ""})
    void aBadTokenIsRefusedEverywhere(String token) {
        for (String path : new String[] {"/api/v1/me", "/api/v1/areas/520100"}) {
            var answer =
                    http().method(HttpMethod.GET)
                            .uri(path)
                            .header("Authorization", "Bearer " + token)
                            .exchange()
                            .expectBody()
                            .returnResult();
            assertThat(Answer.of(answer).status()).as(path).isEqualTo(401);
            assertThat(Answer.of(answer).code()).isEqualTo("auth.token-rejected");
        }
    }

    @Test
    void demoPeopleHaveTheirRoles() {
        Answer council = get("/api/v1/me", signIn("council").token());
        Answer southern = get("/api/v1/me", signIn("council-520102").token());

        assertThat(council.text("$.roles[0].role")).isEqualTo("COUNCIL");
        assertThat(council.text("$.roles[0].areaCode")).isEqualTo("520100");
        assertThat(council.text("$.roles[0].organizationId")).isEqualTo("democouncil");
        assertThat(southern.text("$.roles[0].areaCode")).isEqualTo("520102");
        assertThat(get("/api/v1/me", someone().token()).count("$.roles")).isZero();
    }

    @Test
    void malformedBodiesAreNamed() {
        assertThat(post(SESSIONS, null, "{\"code\":1}").status()).isEqualTo(400);
        assertThat(post(SESSIONS, null, "{\"code\":\"x\",\"more\":1}").text("$.errors[0].field"))
                .isEqualTo("more");
        assertThat(post(SESSIONS, null, "{}").status()).isEqualTo(422);
        assertThat(post(SESSIONS, null, "{").code()).isEqualTo("request.malformed");
    }

    @Test
    void aDeletedPersonIsRefusedAndComesBackAsAnother() throws Exception {
        String name = newName();
        Person before = signIn(name);
        assertThat(delete("/api/v1/me", before.token()).status()).isEqualTo(204);

        assertThat(get("/api/v1/me", before.token()).code()).isEqualTo("auth.token-rejected");
        eventually(Duration.ofSeconds(5), () -> !signIn(name).id().equals(before.id()));
    }
}
