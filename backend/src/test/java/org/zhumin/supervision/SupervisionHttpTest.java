package org.zhumin.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhumin.supervision.SupervisionFixture.path;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.testing.ApplicationTest;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class SupervisionHttpTest extends ApplicationTest {
    private static final String LIST = "/api/v1/rectifications";
    private static final String DESK = "/api/v1/desk/rectifications/";
    private static final String CASES = "/api/v1/accountability-cases";
    private static final String DONE = "{\"text\":\"已修复\"}";
    private static final String PASSED = "{\"passed\":true,\"text\":\"属实\"}";

    @Autowired private Supervision supervision;

    @Test
    void anOrderIsSubmittedFailedSubmittedAgainAndVerified() {
        String id = order(in(1));
        String clerk = signIn("handler").token();
        String supervisor = signIn("supervisor").token();
        Answer seen = get(LIST + "/" + id, clerk);
        assertThat(seen.status()).as(seen.body()).isEqualTo(200);
        assertThat(seen.text("$.state")).isEqualTo("ISSUED");
        assertThat(seen.text("$.stateText")).isEqualTo("待整改");
        assertThat(seen.text("$.subject.type")).isEqualTo("REQUEST");
        assertThat(seen.text("$.organization.name")).isEqualTo("演示市级办理单位");
        assertThat(seen.text("$.overdue")).isEqualTo("false");
        assertThat(seen.text("$.allowedActions")).isEqualTo("[\"SUBMIT\"]");

        Answer tooEarly = post(DESK + id + "/verify", supervisor, PASSED);
        assertThat(tooEarly.status()).isEqualTo(409);
        assertThat(tooEarly.code()).isEqualTo("supervision.not-allowed-in-state");
        assertThat(tooEarly.text("$.state")).isEqualTo("ISSUED");
        assertThat(tooEarly.text("$.allowed")).isEqualTo("[\"SUBMIT\",\"ESCALATE\"]");

        assertThat(post(DESK + id + "/submit", clerk, DONE).text("$.state")).isEqualTo("SUBMITTED");
        Answer own = post(DESK + id + "/verify", clerk, PASSED);
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.code()).isEqualTo("supervision.own-organization");
        String failed = "{\"passed\":false,\"text\":\"仍有两盏不亮\",\"dueAt\":\"%s\"}".formatted(in(2));
        assertThat(post(DESK + id + "/verify", supervisor, failed).text("$.state"))
                .isEqualTo("FAILED");
        assertThat(post(DESK + id + "/submit", clerk, DONE).status()).isEqualTo(200);
        Answer verified = post(DESK + id + "/verify", signIn("council").token(), PASSED);
        assertThat(verified.text("$.state")).isEqualTo("VERIFIED");
        assertThat(verified.count("$.timeline")).isEqualTo(5);
        assertThat(verified.text("$.timeline[2].by")).isEqualTo("督查核查");
        assertThat(verified.text("$.allowedActions")).isEqualTo("[]");
    }

    @Test
    void onlyTheUnitAndThoseOverTheAreaKnowOfAnOrder() {
        String id = order(in(1));
        for (String stranger :
                List.of("council-520103", "supervisor-520103", "handler-520102", "grid")) {
            Answer answer = get(LIST + "/" + id, signIn(stranger).token());
            assertThat(answer.status()).as(stranger).isEqualTo(404);
            assertThat(post(DESK + id + "/submit", signIn(stranger).token(), DONE).status())
                    .isEqualTo(404);
        }
        assertThat(get(LIST + "/" + id, someone().token()).status()).isEqualTo(404);
        assertThat(get(LIST + "/" + id, null).status()).isEqualTo(401);
        assertThat(get(LIST + "/" + id, signIn("supervisor-520102").token()).status())
                .isEqualTo(200);
        assertThat(get(LIST + "/no.id", signIn("supervisor").token()).status()).isEqualTo(404);
        assertThat(get(LIST + "/" + Ids.random(), signIn("supervisor").token()).code())
                .isEqualTo("supervision.rectification-not-found");
    }

    @Test
    void theListShowsWhatIsMineToSee() {
        String id = order(in(1));
        for (String who : List.of("supervisor", "council-520102", "handler")) {
            Answer list = get(LIST + "?state=ISSUED&limit=100", signIn(who).token());
            assertThat(list.status()).as(list.body()).isEqualTo(200);
            assertThat(list.<List<String>>at("$.items[*].id")).as(who).contains(id);
        }
        assertThat(
                        get(LIST + "?limit=100", signIn("supervisor-520103").token())
                                .<List<String>>at("$.items[*].id"))
                .doesNotContain(id);
        assertThat(
                        get(LIST + "?overdue=true&limit=100", signIn("supervisor").token())
                                .<List<String>>at("$.items[*].id"))
                .doesNotContain(id);
        assertThat(get(LIST, someone().token()).status()).isEqualTo(403);
        assertThat(get(LIST, signIn("grid").token()).status()).isEqualTo(403);
        assertThat(get(LIST, null).status()).isEqualTo(401);
        assertThat(get(LIST + "?state=LOST", signIn("supervisor").token()).status()).isEqualTo(400);
        Answer page = get(LIST + "?limit=1", signIn("supervisor").token());
        assertThat(page.count("$.items")).isEqualTo(1);
    }

    @Test
    void aMissedDayShowsAsOverdue() {
        String id = order(Instant.now().plusMillis(300));
        String supervisor = signIn("supervisor").token();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> get(LIST + "/" + id, supervisor).text("$.overdue").equals("true"));
        assertThat(
                        get(LIST + "?overdue=true&limit=100", supervisor)
                                .<List<String>>at("$.items[*].id"))
                .contains(id);
    }

    @Test
    void anOrderGoesUpOneLevelAtATime() {
        String id = order(in(1));
        String district = signIn("supervisor-520102").token();
        Answer first = post(DESK + id + "/escalate", district, "{\"text\":\"逾期未改\"}");
        assertThat(first.text("$.state")).as(first.body()).isEqualTo("ESCALATED");
        assertThat(first.text("$.escalatedTo")).isEqualTo("520100");
        assertThat(first.text("$.allowedActions")).isEqualTo("[]");
        post(DESK + id + "/submit", signIn("handler").token(), DONE);
        assertThat(post(DESK + id + "/verify", district, PASSED).code())
                .isEqualTo("supervision.not-yours-to-decide");
        assertThat(post(DESK + id + "/verify", signIn("supervisor").token(), PASSED).status())
                .isEqualTo(200);
        String city = order(in(1));
        String supervisor = signIn("supervisor").token();
        post(DESK + city + "/escalate", supervisor, "{\"text\":\"逾期未改\"}");
        assertThat(post(DESK + city + "/escalate", supervisor, "{\"text\":\"再提\"}").code())
                .isEqualTo("supervision.nothing-above");
    }

    @Test
    void ofTwoVerifiersAtOnceOneWins() {
        String id = order(in(1));
        post(DESK + id + "/submit", signIn("handler").token(), DONE);
        var tokens = List.of(signIn("supervisor").token(), signIn("council").token());
        var failed = "{\"passed\":false,\"text\":\"不属实\"}";
        List<Answer> answers =
                Flux.range(0, 8)
                        .flatMap(
                                i ->
                                        Mono.fromCallable(
                                                        () ->
                                                                post(
                                                                        DESK + id + "/verify",
                                                                        tokens.get(i % 2),
                                                                        i % 2 == 0
                                                                                ? PASSED
                                                                                : failed))
                                                .subscribeOn(Schedulers.boundedElastic()))
                        .collectList()
                        .block();
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(7);
        assertThat(get(LIST + "/" + id, tokens.getFirst()).count("$.timeline")).isEqualTo(3);
    }

    @Test
    void theSameCallAgainIsAnsweredAgain() {
        String id = order(in(1));
        String clerk = signIn("handler").token();
        Answer first = postWithKey(DESK + id + "/submit", clerk, DONE, "k1");
        Answer second = postWithKey(DESK + id + "/submit", clerk, DONE, "k1");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(postWithKey(DESK + id + "/submit", clerk, "{\"text\":\"别的\"}", "k1").code())
                .isEqualTo("idempotency.other-body");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "submit | {} | 422",
                "submit | {\"text\":\"\"} | 422",
                "submit | {\"text\":1} | 400",
                "submit | {\"text\":\"好\",\"more\":1} | 400",
                "submit | [] | 400",
                "verify | {\"text\":\"好\"} | 422",
                "verify | {\"passed\":\"yes\",\"text\":\"好\"} | 400",
                "verify | {\"passed\":false,\"text\":\"好\",\"dueAt\":\"soon\"} | 400",
                "escalate | {\"dueAt\":null} | 422",
            })
    void badInputIsRefused(String action, String body, int status) {
        String id = order(in(1));
        Answer answer = post(DESK + id + "/" + action, signIn("supervisor").token(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void aNewDayInThePastIsRefused() {
        String id = order(in(1));
        Answer answer =
                post(
                        DESK + id + "/escalate",
                        signIn("supervisor").token(),
                        "{\"text\":\"好\",\"dueAt\":\"2020-01-01T00:00:00+08:00\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("supervision.due-in-the-past");
    }

    @Test
    void thatSameOrderIsGivenOnce() {
        var subject = new Subject(Subject.Type.PROJECT, Ids.random());
        var first = supervision.order(order(subject, "m1", in(1))).block();
        List<RectificationSummary> again =
                Flux.range(0, 8)
                        .flatMap(_ -> supervision.order(order(subject, "m1", in(2))))
                        .collectList()
                        .block();
        assertThat(again).allMatch(first::equals);
        var other = supervision.order(order(subject, "m2", in(1))).block();
        assertThat(supervision.about(subject).collectList().block())
                .containsExactlyInAnyOrder(first, other);
        assertThatThrownBy(
                        () ->
                                supervision
                                        .order(order(subject, "m3", Instant.now().minusSeconds(1)))
                                        .block())
                .hasMessage("supervision.due-in-the-past");
    }

    @Test
    void anUnknownOrganizationCannotBeOrdered() {
        var order =
                new RectificationOrder(
                        new Subject(Subject.Type.REQUEST, Ids.random()),
                        Trigger.BY_HAND,
                        "1",
                        new OrganizationId("nobody"),
                        path("520100"),
                        in(1),
                        "限期整改",
                        null);
        assertThatThrownBy(() -> supervision.order(order).block())
                .hasMessage("supervision.organization-unknown");
    }

    @Test
    void aCaseIsOpenedAnsweredAndClosed() {
        String supervisor = signIn("supervisor").token();
        Answer opened = post(CASES, supervisor, caseOf("demounit520102"));
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        String id = opened.text("$.id");
        assertThat(opened.headers().getLocation()).hasToString(CASES + "/" + id);
        assertThat(opened.text("$.levelText")).isEqualTo("约谈");
        assertThat(opened.text("$.path[1].code")).isEqualTo("520102");
        String clerk = signIn("handler-520102").token();
        assertThat(get(CASES + "?limit=100", clerk).<List<String>>at("$.items[*].id")).contains(id);
        assertThat(
                        get(CASES + "?limit=100", signIn("handler").token())
                                .<List<String>>at("$.items[*].id"))
                .doesNotContain(id);
        assertThat(get(CASES + "/" + id, signIn("handler").token()).status()).isEqualTo(404);
        String desk = "/api/v1/desk/accountability-cases/" + id;
        assertThat(post(desk + "/answer", clerk, "{\"text\":\"已安排专人\"}").text("$.state"))
                .isEqualTo("ANSWERED");
        assertThat(post(desk + "/close", clerk, "{\"text\":\"好\"}").code())
                .isEqualTo("supervision.own-organization");
        assertThat(post(desk + "/close", supervisor, "{\"text\":\"已改进\"}").text("$.state"))
                .isEqualTo("CLOSED");
        Answer late = post(desk + "/answer", clerk, "{\"text\":\"再说\"}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("$.allowed")).isEqualTo("[]");
        assertThat(
                        get(CASES + "?state=CLOSED&limit=100", supervisor)
                                .<List<String>>at("$.items[*].id"))
                .contains(id);
    }

    @Test
    void casesAreOpenedByOthersOverTheAreaOnly() {
        assertThat(post(CASES, signIn("handler").token(), caseOf("demounit520102")).status())
                .isEqualTo(403);
        assertThat(post(CASES, signIn("handler").token(), caseOf("demounit")).code())
                .isEqualTo("supervision.own-organization");
        assertThat(
                        post(CASES, signIn("supervisor-520103").token(), caseOf("demounit520102"))
                                .code())
                .isEqualTo("supervision.not-yours-to-decide");
        assertThat(post(CASES, signIn("council").token(), caseOf("democouncil")).code())
                .isEqualTo("supervision.own-organization");
        assertThat(post(CASES, someone().token(), caseOf("demounit520102")).status())
                .isEqualTo(403);
        assertThat(post(CASES, null, caseOf("demounit520102")).status()).isEqualTo(401);
        assertThat(post(CASES, signIn("supervisor").token(), caseOf("nobody")).code())
                .isEqualTo("supervision.organization-unknown");
        assertThat(get(CASES, someone().token()).status()).isEqualTo(403);
    }

    @Test
    void sixteenEqualCallsOpenOneCase() {
        String supervisor = signIn("supervisor").token();
        String key = newName();
        List<Answer> answers =
                Flux.range(0, 16)
                        .flatMap(
                                i ->
                                        Mono.fromCallable(
                                                        () ->
                                                                postWithKey(
                                                                        CASES,
                                                                        supervisor,
                                                                        caseOf("demounit520102"),
                                                                        key))
                                                .subscribeOn(Schedulers.boundedElastic()))
                        .collectList()
                        .block();
        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(answer -> answer.text("$.id")).distinct()).hasSize(1);
        assertThat(postWithKey(CASES, supervisor, caseOf("demounit520103"), key).code())
                .isEqualTo("idempotency.other-body");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"INTERVIEW\" | \"JAIL\" | 400",
                "\"INTERVIEW\" | null | 422",
                "\"type\":\"REQUEST\" | \"type\":\"PERSON\" | 400",
                "\"id\":\"r1\" | \"id\":\"r.1\" | 422",
                "\"id\":\"r1\" | \"id\":null | 422",
                "多次逾期 | '' | 422"
            })
    void aCaseThatIsNoCaseIsRefused(String part, String mistake, int status) {
        String body = caseOf("demounit520102").replace(part, mistake);
        Answer answer = post(CASES, signIn("supervisor").token(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void speaksTheCallersLanguage() {
        String id = order(in(1));
        var english = bearer(signIn("supervisor").token());
        english.set("Accept-Language", "en");
        Answer answer = call(HttpMethod.GET, LIST + "/" + id, english, null);
        assertThat(answer.text("$.stateText")).isEqualTo("To be put right");
        assertThat(answer.text("$.triggerText")).isEqualTo("Overdue");
    }

    private static String caseOf(String organization) {
        return """
        {"level":"INTERVIEW","subject":{"type":"REQUEST","id":"r1"},"organizationId":"%s","text":"多次逾期"}
        """
                .formatted(organization);
    }

    private static Instant in(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }

    /** For the city's unit, about a matter in the district 520102. */
    private String order(Instant dueAt) {
        var subject = new Subject(Subject.Type.REQUEST, Ids.random());
        return supervision.order(order(subject, "1", dueAt)).block().id().value();
    }

    private static RectificationOrder order(Subject subject, String reference, Instant dueAt) {
        return new RectificationOrder(
                subject,
                Trigger.OVERDUE,
                reference,
                new OrganizationId("demounit"),
                path("520100", "520102"),
                dueAt,
                "限期修复路灯",
                null);
    }
}
