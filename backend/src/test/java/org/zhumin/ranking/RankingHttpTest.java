package org.zhumin.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Grant;
import org.zhumin.identity.Role;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.HotReads;
import org.zhumin.request.RequestOutcome;
import org.zhumin.request.RequestOutcome.Ending;
import org.zhumin.testing.ApplicationTest;

import reactor.core.publisher.Mono;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Organisations may object for four seconds here. */
@TestPropertySource(properties = "zhumin.ranking.objection-time=4s")
class RankingHttpTest extends ApplicationTest {
    private static final String RANKINGS = "/api/v1/rankings";
    private static final String FORMULAS = "/api/v1/admin/ranking-formulas";

    @Autowired private MongoDatabase database;
    @Autowired private RankingProjector projector;
    @Autowired private Periods periods;
    @Autowired private Facts facts;
    @Autowired private Inputs inputs;
    @Autowired private Tables tables;
    @Autowired private FormulaService formulas;
    @Autowired private Rosters rosters;
    @Autowired private AreaTree areas;
    @Autowired private AuditLog audit;
    @Autowired private HotReads hotReads;

    private static YearMonth thisMonth() {
        return YearMonth.now(ZoneId.of("Asia/Shanghai"));
    }

    /** Twelve orders of the demo unit, ten of another, in the month. */
    private void writeOrders(String period, String prefix) {
        var requests = new TestRequests(database);
        for (int i = 10; i < 22; i++) {
            Ending ending = i < 12 ? Ending.UNSOLVED : i < 14 ? Ending.UNCONFIRMED : Ending.SOLVED;
            requests.write(in(period, Outcomes.with(prefix + i, "demounit520102", ending, 5, 1)))
                    .block();
        }
        for (int i = 30; i < 40; i++) {
            requests.write(in(period, Outcomes.good(prefix + i, "demounit520103"))).block();
        }
        requests.write(in(period, Outcomes.excluded(prefix + 50, "demounit520103", "DUPLICATE")))
                .block();
    }

    private static RequestOutcome in(String period, RequestOutcome o) {
        return new RequestOutcome(
                o.revision(),
                o.dirty(),
                o.number(),
                o.kind(),
                o.categoryCode(),
                o.areaPath(),
                o.organizationId(),
                o.organizationName(),
                o.organizationLevel(),
                o.submittedAt(),
                o.decidedAt(),
                period,
                o.signedInTime(),
                o.respondedInTime(),
                o.ending(),
                o.byCallback(),
                o.satisfactionSum(),
                o.raters(),
                o.reopens(),
                o.excluded());
    }

    @Test
    void aMonthGoesFromProvisionalToPublishedAndIsCorrected() throws Exception {
        String period = "2022-05";
        String path = RANKINGS + "/" + period;
        String read = RANKINGS + "?area=520100&level=DISTRICT&period=" + period;
        writeOrders(period, "a");
        projector.run().block();

        Answer live = get(read, null);
        assertThat(live.status()).as(live.body()).isEqualTo(200);
        assertThat(live.text("$.status")).isEqualTo("PROVISIONAL");
        assertThat(live.text("$.provisional")).isEqualTo("true");
        assertThat(live.text("$.formulaVersion")).isEqualTo("default");
        assertThat(live.text("$.rows[0].organization.id")).isEqualTo("demounit520103");
        assertThat(live.text("$.rows[0].rank")).isEqualTo("1");
        assertThat(live.text("$.rows[0].excluded")).isEqualTo("1");
        assertThat(live.text("$.rows[1].n")).isEqualTo("12");
        assertThat(live.text("$.rows[1].solution")).isEqualTo("0.8");
        assertThat(live.text("$.rows[1].interval.solution.low")).isEqualTo("0.4902");
        assertThat(live.<List<String>>at("$.withoutOrders[*].id")).contains("demounit520111");
        assertThat(live.<List<String>>at("$.withoutOrders[*].id"))
                .doesNotContain("demounit520102", "demounit");

        String supervisor = signIn("supervisor").token();
        Answer frozen = postWithKey(path + "/freeze", supervisor, "{}", "freeze-1");
        assertThat(frozen.status()).as(frozen.body()).isEqualTo(200);
        assertThat(frozen.text("$.status")).isEqualTo("FROZEN");
        assertThat(frozen.text("$.orders")).isEqualTo("23");
        assertThat(postWithKey(path + "/freeze", supervisor, "{}", "freeze-1").body())
                .isEqualTo(frozen.body());
        assertThat(
                        postWithKey(path + "/freeze", supervisor, "{\"reason\":\"x\"}", "freeze-1")
                                .code())
                .isEqualTo("idempotency.other-body");
        assertThat(post(path + "/freeze", supervisor, null).code())
                .isEqualTo("ranking.already-frozen");
        assertThat(post(path + "/publish", supervisor, null).code())
                .isEqualTo("ranking.objections-running");
        assertThat(get(read, null).text("$.status")).isEqualTo("PROVISIONAL");
        assertThat(get(read + "&version=1", null).text("$.status")).isEqualTo("FROZEN");

        Person council = signIn("council");
        String mine =
                "{\"organizationId\":\"demounit520102\",\"number\":\"a10\",\"text\":\"不属本单位\"}";
        assertThat(post(path + "/objections", council.token(), mine).code())
                .isEqualTo("auth.forbidden");
        grantHandler(council.id(), "demounit520102");
        String handler = council.token();
        Answer raised = postWithKey(path + "/objections", handler, mine, "objection-1");
        assertThat(raised.status()).as(raised.body()).isEqualTo(201);
        assertThat(postWithKey(path + "/objections", handler, mine, "objection-1").body())
                .isEqualTo(raised.body());
        assertThat(post(path + "/objections", handler, mine).code())
                .isEqualTo("ranking.already-objected");
        assertThat(post(path + "/objections", handler, mine.replace("a10", "a30")).code())
                .isEqualTo("ranking.order-unknown");
        String second =
                post(path + "/objections", handler, mine.replace("a10", "a11")).text("$.id");
        assertThat(get(path + "/objections", handler).count("$.items")).isEqualTo(2);
        assertThat(get(path + "/objections", signIn("handler").token()).count("$.items")).isZero();
        String first = raised.headers().getLocation().toString();
        assertThat(get(first, handler).text("$.status")).isEqualTo("OPEN");

        String because = "{\"reasonCode\":\"OUT_OF_SCOPE\",\"text\":\"核实\"}";
        assertThat(post(first + "/accept", handler, because).code()).isEqualTo("auth.forbidden");
        assertThat(post(first + "/accept", supervisor, because.replace("OUT_OF", "IN_OF")).code())
                .isEqualTo("ranking.exclusion-not-allowed");
        assertThat(post(first + "/accept", supervisor, because).text("$.status"))
                .isEqualTo("ACCEPTED");
        assertThat(post(first + "/refuse", supervisor, "{\"text\":\"不\"}").code())
                .isEqualTo("ranking.already-answered");
        Answer published = publishWhenTimeIsOver(path, supervisor);
        assertThat(published.code()).isEqualTo("ranking.objections-unanswered");
        post(path + "/objections/" + second + "/refuse", supervisor, "{\"text\":\"属本单位\"}");
        published = postWithKey(path + "/publish", supervisor, "{}", "publish-1");
        assertThat(published.text("$.status")).as(published.body()).isEqualTo("PUBLISHED");
        assertThat(postWithKey(path + "/publish", supervisor, "{}", "publish-1").body())
                .isEqualTo(published.body());
        assertThat(post(path + "/objections", handler, mine.replace("a10", "a12")).code())
                .isEqualTo("ranking.not-frozen");

        Answer official = get(read, null);
        assertThat(official.text("$.status")).isEqualTo("PUBLISHED");
        assertThat(official.text("$.rows[1].n")).isEqualTo("11");
        assertThat(official.text("$.rows[1].solution")).isEqualTo("0.8889");
        Answer csv = get(path + "/inputs.csv", null);
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(sha256(csv.body())).isEqualTo(official.text("$.inputHash"));
        Recomputation.assertSays(csv.body(), official);

        // A late change of an order: nothing moves until a correction is made.
        new TestRequests(database)
                .write(in(period, Outcomes.with("a30", "demounit520103", Ending.PARTLY, 1, 1)))
                .block();
        projector.run().block();
        assertThat(get(read, null).text("$.rows[0].solution")).isEqualTo("1.0");
        assertThat(post(path + "/freeze", supervisor, null).code())
                .isEqualTo("ranking.reason-needed");
        assertThat(post(path + "/freeze", supervisor, "{\"reason\":\"回访更正\"}").text("$.version"))
                .isEqualTo("2");
        assertThat(publishWhenTimeIsOver(path, supervisor).text("$.status")).isEqualTo("PUBLISHED");
        Answer corrected = get(read, null);
        assertThat(corrected.text("$.version")).isEqualTo("2");
        assertThat(corrected.text("$.versions[1].reason")).isEqualTo("回访更正");
        assertThat(corrected.text("$.rows[0].organization.id")).isEqualTo("demounit520102");
        assertThat(corrected.text("$.rows[0].n")).isEqualTo("11");
        assertThat(corrected.text("$.rows[1].solution")).isEqualTo("0.9");
        Answer old = get(read + "&version=1", null);
        assertThat(old.<Object>at("$.rows")).isEqualTo(official.<Object>at("$.rows"));
        assertThat(get(path + "/inputs.csv?version=1", null).body()).isEqualTo(csv.body());
        Recomputation.assertSays(get(path + "/inputs.csv", null).body(), corrected);
    }

    private void grantHandler(String resident, String organization) {
        String admin = signIn("admin").token();
        Answer granted =
                put(
                        "/api/v1/admin/grants/" + resident,
                        admin,
                        "{\"grants\":[{\"role\":\"HANDLER\",\"organizationId\":\""
                                + organization
                                + "\"}]}");
        assertThat(granted.status()).as(granted.body()).isEqualTo(200);
    }

    /** The first answer after organisations may no longer object. */
    private Answer publishWhenTimeIsOver(String path, String supervisor) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(300))
                .until(
                        () -> post(path + "/publish", supervisor, null),
                        answer -> !answer.body().contains("ranking.objections-running"));
    }

    private static String sha256(String body) throws Exception {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash);
    }

    @Test
    void anOpenMonthHasItsInputsToo() {
        writeOrders("2022-06", "b");
        Answer csv = get(RANKINGS + "/2022-06/inputs.csv", null);
        assertThat(csv.body().lines()).hasSize(24);
        assertThat(csv.body()).contains("demounit520102").contains("\r\n");
        assertThat(get(RANKINGS + "/2022-07/inputs.csv", null).body().lines()).hasSize(1);
    }

    @Test
    void whatNobodyHasCountedIsEmptyButLists() {
        Answer answer = get(RANKINGS + "?period=2022-08", null);
        assertThat(answer.count("$.rows")).isZero();
        assertThat(answer.<List<String>>at("$.withoutOrders[*].id"))
                .contains("demounit", "democouncil")
                .doesNotContain("demosocial", "demomerchant");
        assertThat(get(RANKINGS, null).text("$.period")).isEqualTo(thisMonth().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "?period=2022-13, 400, request.malformed",
        "?period=22-1, 400, request.malformed",
        "?period=%00, 400, request.malformed",
        "?period=2099-01, 404, ranking.period-unknown",
        "?period=2022-01&area=999999, 404, area.not-found",
        "?period=2022-01&area=x, 404, area.not-found",
        "?period=2022-01&level=VILLAGE, 400, request.malformed",
        "?period=2022-01&version=0, 400, request.malformed",
        "?period=2022-01&version=7, 404, ranking.version-unknown",
        "/2022-13/inputs.csv, 400, request.malformed",
        "/2099-01/inputs.csv, 404, ranking.period-unknown",
        "/2022-01/inputs.csv?version=3, 404, ranking.version-unknown",
        "/2022-01/inputs.csv?version=x, 400, request.malformed"
    })
    void badQuestionsAreRefused(String rest, int status, String code) {
        Answer answer = get(RANKINGS + rest, null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void onlySupervisorsOfTheCityDecide() {
        String path = RANKINGS + "/2022-09";
        for (String who : List.of("handler", "council", "admin", "supervisor-520102")) {
            String token = signIn(who).token();
            for (String act : List.of("/freeze", "/publish")) {
                assertThat(post(path + act, token, null).code()).isEqualTo("auth.forbidden");
            }
        }
        assertThat(post(path + "/freeze", null, null).status()).isEqualTo(401);
        assertThat(get(path + "/objections", null).status()).isEqualTo(401);
        String supervisor = signIn("supervisor").token();
        assertThat(post(RANKINGS + "/" + thisMonth() + "/freeze", supervisor, null).code())
                .isEqualTo("ranking.period-not-over");
        assertThat(post(path + "/publish", supervisor, null).code())
                .isEqualTo("ranking.not-frozen");
        assertThat(post(path + "/objections/nobody/refuse", supervisor, "{\"text\":\"x\"}").code())
                .isEqualTo("ranking.objection-unknown");
        assertThat(post(RANKINGS + "/2022-00/freeze", supervisor, null).status()).isEqualTo(400);
        assertThat(post(path + "/freeze", supervisor, "{\"what\":1}").code())
                .isEqualTo("request.malformed");
    }

    @Test
    void ofManyWhoFreezeAtOnceOneDoes() throws Exception {
        writeOrders("2022-10", "c");
        String supervisor = signIn("supervisor").token();
        var answers = new ArrayList<Answer>();
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(6)) {
            var calls = new ArrayList<java.util.concurrent.Future<Answer>>();
            for (int i = 0; i < 6; i++) {
                calls.add(
                        threads.submit(() -> post(RANKINGS + "/2022-10/freeze", supervisor, null)));
            }
            for (var call : calls) {
                answers.add(call.get());
            }
        }
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(5);
        Answer csv = get(RANKINGS + "/2022-10/inputs.csv?version=1", null);
        assertThat(csv.body().lines()).hasSize(24);
    }

    /** After the copies, after the computed rankings, and when the last write is refused. */
    @Test
    void aFreezeThatStopsAnywhereLeavesTheMonthOpen() {
        writeOrders("2022-12", "e");
        Tables noTables =
                new Tables() {
                    @Override
                    public Mono<Void> insert(String key, List<RankingTable> computed) {
                        return Mono.error(new IllegalStateException("stopped"));
                    }

                    @Override
                    public Mono<RankingTable> find(String key, String table) {
                        return tables.find(key, table);
                    }
                };
        Periods noPeriods =
                new Periods() {
                    @Override
                    public Mono<RankingPeriod> get(String period) {
                        return periods.get(period);
                    }

                    @Override
                    public Mono<RankingPeriod> save(RankingPeriod next) {
                        return Mono.error(new IllegalStateException("stopped"));
                    }
                };
        for (PublicationService dying :
                List.of(publications(periods, noTables), publications(noPeriods, tables))) {
            assertThatThrownBy(() -> freeze(dying, "2022-12").block()).hasMessage("stopped");
            assertThat(periods.get("2022-12").block().editions()).isEmpty();
            assertThat(get(RANKINGS + "?period=2022-12&version=1", null).status()).isEqualTo(404);
        }
        RankingPeriod frozen = freeze(publications(periods, tables), "2022-12").block();
        assertThat(frozen.get(1).orders()).isEqualTo(23);
        assertThat(
                        Mono.from(
                                        database.getCollection("ranking_inputs")
                                                .countDocuments(Filters.eq("period", "2022-12")))
                                .block())
                .isEqualTo(23);
    }

    private PublicationService publications(Periods withPeriods, Tables withTables) {
        return new PublicationService(
                withPeriods,
                facts,
                inputs,
                withTables,
                formulas,
                rosters,
                areas,
                new RankingProperties(
                        Duration.ofDays(5),
                        new RankingProperties.DefaultFormula(
                                "x",
                                BigDecimal.valueOf(30),
                                BigDecimal.valueOf(35),
                                BigDecimal.valueOf(35),
                                1,
                                List.of())),
                audit,
                hotReads,
                Clock.systemUTC());
    }

    private Mono<RankingPeriod> freeze(PublicationService service, String period) {
        var supervisor =
                new Actor(
                        new ResidentId(signIn("supervisor").id()),
                        "session",
                        Verification.PHONE,
                        List.of(),
                        List.of(
                                new Grant(
                                        Role.SUPERVISOR,
                                        new AreaCode("520100"),
                                        null,
                                        List.of(),
                                        null,
                                        null)));
        return service.freeze(period, null, supervisor, new FactKey(Ids.random(), ""));
    }

    private static String formula(String version, YearMonth from) {
        return """
        {"version":"%s","weights":{"response":30,"solution":35,"satisfaction":35.0},"minN":5,
         "exclusions":["DUPLICATE"],"penalties":{"reopened":2.5},"from":"%s"}
        """
                .formatted(version, from);
    }

    @Test
    void aFormulaBeginsInAMonthToCome() {
        String admin = signIn("admin").token();
        YearMonth later = thisMonth().plusMonths(30);
        Answer made = postWithKey(FORMULAS, admin, formula("v-30", later), "formula-1");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().getLocation()).hasToString(FORMULAS + "/v-30");
        assertThat(postWithKey(FORMULAS, admin, formula("v-30", later), "formula-1").body())
                .isEqualTo(made.body());
        assertThat(postWithKey(FORMULAS, admin, formula("v-31", later), "formula-1").code())
                .isEqualTo("idempotency.other-body");
        assertThat(post(FORMULAS, admin, formula("v-30", later.plusMonths(1))).code())
                .isEqualTo("ranking.formula-exists");
        assertThat(post(FORMULAS, admin, formula("v-32", later)).code())
                .isEqualTo("ranking.formula-exists");
        assertThat(post(FORMULAS, admin, formula("v-now", thisMonth())).code())
                .isEqualTo("ranking.formula-not-future");
        assertThat(post(FORMULAS, admin, formula("v-w", later).replace("35.0", "36")).code())
                .isEqualTo("ranking.weights-invalid");
        assertThat(get(FORMULAS + "/v-30", admin).body()).isEqualTo(made.body());
        assertThat(get(FORMULAS + "/default", admin).status()).isEqualTo(200);
        assertThat(get(FORMULAS + "/v-none", admin).code()).isEqualTo("ranking.formula-unknown");
        assertThat(
                        get(FORMULAS, signIn("supervisor").token())
                                .<List<String>>at("$.items[*].version"))
                .contains("v-30");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"minN\":5|\"minN\":0",
                "\"minN\":5|\"minN\":\"5\"",
                "\"minN\":5|\"minN\":1e400",
                "\"response\":30|\"response\":-30",
                "\"response\":30|\"response\":30.00001",
                "\"response\":30|\"response\":null",
                "DUPLICATE|du plicate",
                "\"version\":\"v\"|\"version\":\"v v\"",
                "\"version\":\"v\"|\"version\":1"
            })
    void aBadFormulaIsRefused(String good, String bad) {
        String body = formula("v", thisMonth().plusMonths(40));
        assertThat(body).contains(good);
        Answer answer = post(FORMULAS, signIn("admin").token(), body.replace(good, bad));
        assertThat(answer.status()).as(answer.body()).isIn(400, 422);
        assertThat(answer.code()).isIn("request.malformed", "request.invalid");
    }

    @Test
    void formulasAndProjectionAreNotForOthers() {
        for (String who : List.of("handler", "council", "supervisor-520102")) {
            String token = signIn(who).token();
            assertThat(get(FORMULAS, token).code()).isEqualTo("auth.forbidden");
            assertThat(post(FORMULAS, token, formula("v", thisMonth().plusMonths(50))).code())
                    .isEqualTo("auth.forbidden");
            assertThat(post("/api/v1/admin/rankings/rebuild", token, null).code())
                    .isEqualTo("auth.forbidden");
        }
        assertThat(get(FORMULAS, null).status()).isEqualTo(401);
    }

    @Test
    void anAdministratorAuditsAndRebuilds() {
        writeOrders("2022-11", "d");
        projector.run().block();
        String admin = signIn("admin").token();
        Answer rebuilt =
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(
                                () -> post("/api/v1/admin/rankings/rebuild", admin, null),
                                answer -> answer.status() != 409);
        assertThat(rebuilt.status()).isEqualTo(204);
        projector.run().block();
        Answer audited = post("/api/v1/admin/rankings/2022-11/audit", admin, null);
        assertThat(audited.text("$.result")).as(audited.body()).isEqualTo("EQUAL");
        assertThat(audited.text("$.orders")).isEqualTo("23");
    }
}
