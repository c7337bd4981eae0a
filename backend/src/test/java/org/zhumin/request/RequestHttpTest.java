package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.zhumin.testing.ApplicationTest;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class RequestHttpTest extends ApplicationTest {
    private static final String REQUESTS = "/api/v1/requests";
    private static final String BODY =
            """
            {"kind":"HELP","categoryCode":"roads-lamp","content":"巷口路灯坏了三天","visibility":"PUBLIC",
             "location":{"longitude":106.7195,"latitude":26.5735,"address":"某巷口"},"answers":{"fault":"不亮"}}
            """;

    @Test
    void aRequestGoesFromSubmissionToConfirmation() {
        Person owner = someoneWithPhone();
        Answer submitted = post(REQUESTS, owner.token(), BODY);
        assertThat(submitted.status()).as(submitted.body()).isEqualTo(201);
        String id = submitted.text("$.id");
        assertThat(submitted.headers().getLocation()).hasToString(REQUESTS + "/" + id);
        assertThat(submitted.text("$.status")).isEqualTo("SUBMITTED");
        assertThat(submitted.text("$.area.code")).isEqualTo(JIAXIULOU);
        assertThat(get(REQUESTS + "/" + id, null).status()).isEqualTo(404);

        String desk = "/api/v1/desk/requests/" + id;
        String council = signIn("council").token();
        String handler = signIn("handler").token();
        assertThat(post(desk + "/accept", council, "{}").text("$.allowedActions[0]"))
                .isEqualTo("DISPATCH");
        assertThat(post(desk + "/dispatch", council, "{\"organizationId\":\"demounit\"}").status())
                .isEqualTo(200);
        assertThat(post(desk + "/sign", handler, null).text("$.status")).isEqualTo("IN_PROGRESS");
        assertThat(post(desk + "/reply", handler, "{\"text\":\"灯泡已更换\"}").text("$.status"))
                .isEqualTo("REPLIED");
        Answer closed =
                post(
                        REQUESTS + "/" + id + "/confirmation",
                        owner.token(),
                        "{\"outcome\":\"SOLVED\",\"satisfaction\":5,\"comment\":\"谢谢小王\"}");
        assertThat(closed.text("$.closedAs")).isEqualTo("SOLVED");

        Answer everybody = get(REQUESTS + "/" + id, null);
        assertThat(everybody.text("$.timeline[4].text")).isEqualTo("灯泡已更换");
        assertThat(everybody.text("$.location.longitude")).isEqualTo("106.72");
        assertThat(everybody.body()).doesNotContain("某巷口").doesNotContain("谢谢小王");
        assertThat(get("/api/v1/me/requests", owner.token()).text("$.items[0].id")).isEqualTo(id);
    }

    @Test
    void thePublicListShowsAChangeAtOnceAndKnowsItsETag() {
        Person owner = someoneWithPhone();
        String council = signIn("council").token();
        Answer before = get(REQUESTS + "?area=" + JIAXIULOU, null);
        String id = post(REQUESTS, owner.token(), BODY).text("$.id");
        post("/api/v1/desk/requests/" + id + "/accept", council, "{\"title\":\"路灯\"}");
        Answer after = get(REQUESTS + "?area=" + JIAXIULOU, null);
        assertThat(after.text("$.items[0].id")).isEqualTo(id);
        assertThat(after.text("$.items[0].title")).isEqualTo("路灯");
        assertThat(after.headers().getETag()).isNotEqualTo(before.headers().getETag());

        var known = bearer(null);
        known.setIfNoneMatch(after.headers().getETag());
        Answer unchanged = call(HttpMethod.GET, REQUESTS + "?area=" + JIAXIULOU, known, null);
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
    }

    @Test
    void thePublicListSpeaksTheCallersLanguage() {
        Person owner = someoneWithPhone();
        String id = post(REQUESTS, owner.token(), BODY).text("$.id");
        post("/api/v1/desk/requests/" + id + "/accept", signIn("council").token(), "{}");
        var english = bearer(null);
        english.set("Accept-Language", "en-GB,en;q=0.9");
        assertThat(call(HttpMethod.GET, REQUESTS + "/" + id, english, null).text("$.statusText"))
                .isEqualTo("Accepted");
        assertThat(get(REQUESTS + "/" + id, null).text("$.statusText")).isEqualTo("已受理");
    }

    @Test
    void nothingIsPublishedForAnOwnerWithoutPhone() {
        Person owner = someone();
        String id = post(REQUESTS, owner.token(), BODY).text("$.id");
        Answer accepted =
                post("/api/v1/desk/requests/" + id + "/accept", signIn("council").token(), "{}");
        assertThat(accepted.text("$.publication")).isEqualTo("PENDING");
        assertThat(get(REQUESTS + "/" + id, null).status()).isEqualTo(404);
        assertThat(get(REQUESTS + "/" + id, someone().token()).status()).isEqualTo(404);
        assertThat(get(REQUESTS + "/" + id, owner.token()).status()).isEqualTo(200);
    }

    @Test
    void aReportIsAlwaysPrivateAndNamesNobody() {
        Person owner = someoneWithPhone();
        Answer submitted =
                post(
                        REQUESTS,
                        owner.token(),
                        "{\"kind\":\"REPORT\",\"content\":\"有人乱倒垃圾\",\"visibility\":\"PUBLIC\"}");
        assertThat(submitted.text("$.publication")).isEqualTo("PRIVATE");
        String desk = "/api/v1/desk/requests/" + submitted.text("$.id");
        String council = signIn("council").token();
        post(desk + "/accept", council, "{}");
        post(desk + "/dispatch", council, "{\"organizationId\":\"demounit\"}");
        Answer seen = get(desk, signIn("handler").token());
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body())
                .doesNotContain(owner.id())
                .doesNotContain("居民" + owner.id().substring(0, 4));
    }

    @Test
    void sixteenEqualCallsMakeOneRequest() {
        Person owner = someone();
        List<Answer> answers =
                Flux.range(0, 16)
                        .flatMap(
                                i ->
                                        Mono.fromCallable(
                                                        () ->
                                                                postWithKey(
                                                                        REQUESTS,
                                                                        owner.token(),
                                                                        BODY,
                                                                        "key-1"))
                                                .subscribeOn(Schedulers.boundedElastic()),
                                16)
                        .collectList()
                        .block();
        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers)
                .extracting(answer -> answer.text("$.id"))
                .containsOnly(answers.getFirst().text("$.id"));
        assertThat(get("/api/v1/me/requests", owner.token()).<List<?>>at("$.items")).hasSize(1);
        assertThat(postWithKey(REQUESTS, owner.token(), BODY.replace("三天", "四天"), "key-1").code())
                .isEqualTo("idempotency.other-body");
        assertThat(postWithKey(REQUESTS, someone().token(), BODY, "key-1").text("$.id"))
                .isNotEqualTo(answers.getFirst().text("$.id"));
    }

    @Test
    void aRepeatedDeskActionIsAnsweredAgainAndAnotherOneRefused() {
        String council = signIn("council").token();
        String id = post(REQUESTS, someone().token(), BODY).text("$.id");
        String accept = "/api/v1/desk/requests/" + id + "/accept";
        assertThat(postWithKey(accept, council, "{}", "k").status()).isEqualTo(200);
        Answer again = postWithKey(accept, council, "{}", "k");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.<List<?>>at("$.timeline")).hasSize(2);
        assertThat(postWithKey(accept, council, "{\"title\":\"x\"}", "k").code())
                .isEqualTo("idempotency.other-body");
        Answer refused = post(accept, council, "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("request.not-allowed-in-state");
        assertThat(refused.text("$.state")).isEqualTo("ACCEPTED");
        assertThat(refused.<List<String>>at("$.allowed")).contains("DISPATCH", "REJECT");
    }

    @Test
    void eightDesksAtOnceDispatchOnce() {
        String council = signIn("council").token();
        String id = post(REQUESTS, someone().token(), BODY).text("$.id");
        String desk = "/api/v1/desk/requests/" + id;
        post(desk + "/accept", council, "{}");
        List<Integer> statuses =
                Flux.range(0, 8)
                        .flatMap(
                                i ->
                                        Mono.fromCallable(
                                                        () ->
                                                                post(
                                                                        desk + "/dispatch",
                                                                        council,
                                                                        "{\"organizationId\":\"demounit\"}"))
                                                .subscribeOn(Schedulers.boundedElastic()),
                                8)
                        .map(Answer::status)
                        .collectList()
                        .block();
        long done = statuses.stream().filter(status -> status == 200).count();
        assertThat(statuses).containsOnly(200, 409).isNotEmpty();
        List<Object> timeline =
                get(desk, council).at("$.internalTimeline[?(@.type=='DISPATCHED')]");
        assertThat(timeline).hasSize((int) done);
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                bad(
                        "{\"content\":\"x\",\"visibility\":\"PRIVATE\"}",
                        422,
                        "request.invalid",
                        "kind"),
                bad(
                        "{\"kind\":0,\"content\":\"x\",\"visibility\":\"PRIVATE\"}",
                        400,
                        "request.malformed",
                        "kind"),
                bad(
                        "{\"kind\":\"HELP\",\"content\":5,\"visibility\":\"PRIVATE\"}",
                        400,
                        "request.malformed",
                        "content"),
                bad(
                        "{\"kind\":\"HELP\",\"content\":\"x\",\"visibility\":\"PRIVATE\",\"extra\":1}",
                        400,
                        "request.malformed",
                        "extra"),
                bad(
                        "{\"kind\":\"HELP\",\"content\":\"  \",\"visibility\":\"PRIVATE\"}",
                        422,
                        "request.invalid",
                        "content"),
                bad(
                        "{\"kind\":\"HELP\",\"content\":\""
                                + "长".repeat(2001)
                                + "\",\"visibility\":\"PRIVATE\"}",
                        422,
                        "request.invalid",
                        "content"),
                bad(
                        "{\"kind\":\"HELP\",\"content\":\"x\",\"visibility\":\"PRIVATE\","
                                + "\"location\":{\"longitude\":\"106\",\"latitude\":26}}",
                        400,
                        "request.malformed",
                        "location.longitude"),
                bad(
                        "{\"kind\":\"HELP\",\"content\":\"x\",\"visibility\":\"PRIVATE\","
                                + "\"location\":{\"longitude\":1e999,\"latitude\":26}}",
                        422,
                        "request.invalid",
                        "location.longitude"),
                bad(
                        "{\"kind\":\"HELP\",\"content\":\"x\",\"visibility\":\"PRIVATE\",\"mediaIds\":[null]}",
                        422,
                        "request.invalid",
                        "mediaIds[0]"),
                bad(
                        "{\"kind\":\"HELP\",\"categoryCode\":\"roads-lamp\",\"content\":\"x\","
                                + "\"visibility\":\"PRIVATE\",\"answers\":{\"fault\":\"黑\"}}",
                        422,
                        "request.answers-invalid",
                        "answers.fault"),
                bad("{\"kind\":", 400, "request.malformed", null),
                bad("[]", 400, "request.malformed", null),
                bad("", 400, "request.malformed", null),
                bad("{} {}", 400, "request.malformed", null),
                bad(
                        "{\"kind\":\"HELP\",\"categoryCode\":\"nothing\",\"content\":\"x\",\"visibility\":\"PRIVATE\"}",
                        422,
                        "request.category-unknown",
                        null),
                bad(
                        "{\"kind\":\"REPORT\",\"categoryCode\":\"roads-lamp\",\"content\":\"x\",\"visibility\":\"PRIVATE\"}",
                        422,
                        "request.category-not-for-kind",
                        null),
                bad(
                        "{\"kind\":\"HELP\",\"content\":\"x\",\"visibility\":\"PRIVATE\",\"areaCode\":\"52010x\"}",
                        422,
                        "request.area-unknown",
                        null),
                bad(
                        "{\"kind\":\"HELP\",\"content\":\"x\",\"visibility\":\"PRIVATE\",\"mediaIds\":[\"m1\"]}",
                        422,
                        "media.unknown",
                        null),
                bad(
                        "{\"kind\":\"HELP\",\"content\":\"这是违规测试文字\",\"visibility\":\"PRIVATE\"}",
                        422,
                        "request.content-refused",
                        null));
    }

    private static Arguments bad(String body, int status, String code, String field) {
        return Arguments.of(body, status, code, field);
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void aBadBodyIsRefusedAndNamed(String body, int status, String code, String field) {
        Answer answer = post(REQUESTS, someone().token(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        if (field != null) {
            assertThat(answer.<List<String>>at("$.errors[*].field")).contains(field);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/requests?cursor=%00%ff, 400", "/api/v1/requests?cursor=AAAA, 400",
        "/api/v1/requests?limit=0, 400", "/api/v1/requests?limit=101, 400",
        "/api/v1/requests?limit=ten, 400", "/api/v1/requests?status=NONE, 400",
        "/api/v1/requests?area=999999, 404", "/api/v1/requests?area=x, 404",
        "/api/v1/requests/no-such, 404", "/api/v1/requests/%20, 404",
        "/api/v1/requests/0123456789012345678901234567890, 404"
    })
    void aBadQueryIsAProblem(String path, int status) {
        Answer answer = get(path, null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
    }

    @Test
    void pagesFollowEachOther() {
        Person owner = someone();
        IntStream.range(0, 5).forEach(_ -> post(REQUESTS, owner.token(), BODY));
        Answer first = get("/api/v1/me/requests?limit=3", owner.token());
        String cursor = first.text("$.nextCursor");
        Answer second = get("/api/v1/me/requests?limit=3&cursor=" + cursor, owner.token());
        List<String> ids = first.at("$.items[*].id");
        assertThat(ids)
                .hasSize(3)
                .doesNotContainAnyElementsOf(second.<List<String>>at("$.items[*].id"));
        assertThat(second.<List<?>>at("$.items")).hasSize(2);
        assertThat(second.<Object>at("$.nextCursor")).isNull();
        assertThat(get("/api/v1/me/requests?cursor=" + cursor, someone().token()).code())
                .isEqualTo("request.cursor-invalid");
    }

    @Test
    void onlyThePartyMayAct() {
        String id = post(REQUESTS, someone().token(), BODY).text("$.id");
        String desk = "/api/v1/desk/requests/" + id;
        assertThat(post(desk + "/accept", someone().token(), "{}").status()).isEqualTo(404);
        assertThat(post(desk + "/accept", signIn("council-520103").token(), "{}").status())
                .isEqualTo(404);
        assertThat(post(desk + "/accept", signIn("grid").token(), "{}").code())
                .isEqualTo("request.not-yours-to-decide");
        assertThat(get("/api/v1/desk/requests?queue=TRIAGE", someone().token()).status())
                .isEqualTo(403);
        assertThat(post(desk + "/accept", null, "{}").status()).isEqualTo(401);
    }

    @Test
    void anErasedOwnerLeavesTheRequestWithoutThem() {
        Person owner = someone();
        String id = post(REQUESTS, owner.token(), BODY).text("$.id");
        assertThat(get("/api/v1/me/export", owner.token()).body()).contains(id);
        assertThat(delete("/api/v1/me", owner.token()).status()).isEqualTo(204);
        assertThat(get("/api/v1/me", owner.token()).status()).isEqualTo(401);
        Answer kept = get("/api/v1/desk/requests/" + id, signIn("council").token());
        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.body()).doesNotContain(owner.id());
    }
}
