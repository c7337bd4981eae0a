package org.zhumin.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.zhumin.kernel.ResidentId;
import org.zhumin.moderation.TextJudgement.Outcome;
import org.zhumin.platform.problem.Texts;
import org.zhumin.testing.ApplicationTest;
import org.zhumin.wechat.TextScene;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

class ModerationHttpTest extends ApplicationTest {
    private static final String REPORTS = "/api/v1/reports";
    private static final String DESK = "/api/v1/desk/moderation";
    private static final String LOG = "/api/v1/moderation/log";

    @Autowired private TestNotes notes;
    @Autowired private ModerationQueue queue;
    @Autowired private ModerationCases cases;
    @Autowired private CaseEffects effects;
    @Autowired private TextModeration texts;
    @Autowired private ModerationTexts sentences;
    @Autowired private List<ModeratedContent> contents;
    @Autowired private Texts words;
    @Autowired private MeterRegistry meters;
    @Autowired private MongoDatabase database;

    private static String body(String id, String reason) {
        return "{\"targetType\":\"TEST_NOTE\",\"targetId\":\"%s\",\"reasonCode\":\"%s\",\"text\":\"请看看\"}"
                .formatted(id, reason);
    }

    private Answer report(String note, Person reporter) {
        return post(REPORTS, reporter.token(), body(note, "ABUSE"));
    }

    private String caseOf(String note) {
        return cases.findLatest(new Target(TestNotes.TYPE, note)).block().id().value();
    }

    private Answer decide(String id, String action, String token) {
        String body = action.equals("pass") ? null : "{\"reasonCode\":\"PERSONAL_DATA\"}";
        return post(DESK + "/" + id + "/" + action, token, body);
    }

    private Answer appeal(String id, Person owner) {
        return post("/api/v1/moderation/" + id + "/appeal", owner.token(), "{\"text\":\"并无此事\"}");
    }

    @Test
    void aReportGoesThroughDecisionAndAppealToTheLog() {
        Person owner = someone();
        Person reporter = someone();
        String council = signIn("council").token();
        String note = notes.publish(owner.id());
        Answer reported = report(note, reporter);
        assertThat(reported.status()).as(reported.body()).isEqualTo(201);
        assertThat(reported.text("$.status")).isEqualTo("WAITING");
        String location = reported.headers().getLocation().toString();
        assertThat(get(location, reporter.token()).text("$.targetId")).isEqualTo(note);
        assertThat(get(location, owner.token()).code()).isEqualTo("moderation.not-found");
        assertThat(get("/api/v1/me/moderation", owner.token()).count("$.items")).isZero();

        String id = caseOf(note);
        Answer file = get(DESK + "/" + id, council);
        assertThat(file.text("$.excerpt")).isEqualTo("一段文字");
        assertThat(file.text("$.reports")).isEqualTo("1");
        assertThat(file.text("$.complaints[0].text")).isEqualTo("请看看");
        assertThat(file.<List<String>>at("$.allowedActions")).containsExactly("PASS", "WITHHOLD");
        assertThat(file.body()).doesNotContain(reporter.id()).doesNotContain(owner.id());

        Answer withheld = decide(id, "withhold", council);
        assertThat(withheld.status()).as(withheld.body()).isEqualTo(200);
        assertThat(withheld.text("$.status")).isEqualTo("WITHHELD");
        assertThat(withheld.text("$.isPublic")).isEqualTo("false");
        assertThat(withheld.body()).doesNotContain("\"owed\":\"");
        assertThat(notes.isPublic(note)).isFalse();
        assertThat(get(location, reporter.token()).text("$.status")).isEqualTo("WITHHELD");
        assertThat(report(note, someone()).code()).isEqualTo("moderation.target-not-found");

        Answer mine = get("/api/v1/me/moderation", owner.token());
        assertThat(mine.text("$.items[0].mayAppeal")).isEqualTo("true");
        assertThat(mine.text("$.items[0].text")).isEqualTo("因“泄露个人信息”，这条内容不予公开。");
        assertThat(mine.text("$.items[0].appealUntil")).isNotBlank();
        assertThat(get(LOG, null).text("$.items[0].appeal")).isEqualTo("NONE");
        assertThat(appeal(id, reporter).code()).isEqualTo("moderation.not-found");
        Answer appealed = appeal(id, owner);
        assertThat(appealed.text("$.status")).as(appealed.body()).isEqualTo("APPEALED");
        assertThat(get(LOG, null).text("$.items[0].appeal")).isEqualTo("WAITING");
        assertThat(appeal(id, owner).code()).isEqualTo("moderation.not-allowed-in-state");

        assertThat(get(DESK + "/" + id, council).<List<?>>at("$.allowedActions")).isEmpty();
        assertThat(decide(id, "pass", council).code()).isEqualTo("moderation.other-person-needed");
        String other = signIn("supervisor").token();
        assertThat(get(DESK + "/" + id, other).text("$.appeal")).isEqualTo("并无此事");
        assertThat(decide(id, "pass", other).text("$.status")).isEqualTo("REVERSED");
        assertThat(notes.isPublic(note)).isTrue();
        assertThat(get(location, reporter.token()).text("$.status")).isEqualTo("KEPT");

        Answer log = get(LOG, null);
        assertThat(log.text("$.items[0].decision")).isEqualTo("WITHHELD");
        assertThat(log.text("$.items[0].appeal")).isEqualTo("REVERSED");
        assertThat(log.text("$.items[0].reasonCode")).isEqualTo("PERSONAL_DATA");
        assertThat(log.text("$.items[0].targetType")).isEqualTo("TEST_NOTE");
        assertThat(log.body()).doesNotContain(note).doesNotContain(id).doesNotContain(owner.id());
        var english = bearer(null);
        english.set("Accept-Language", "en");
        assertThat(call(HttpMethod.GET, LOG, english, null).text("$.items[0].text"))
                .isEqualTo(
                        "Was withheld because of: personal data. The decision was reversed on"
                                + " appeal.");
        assertThat(auditEntries(id)).isEqualTo(2);
    }

    @Test
    void theOwnerIsToldOnceOfEachDecisionWithTheReasonAndHowToAppeal() {
        Person owner = someone();
        String note = notes.publish(owner.id());
        report(note, someone());
        String id = caseOf(note);
        assertThat(get("/api/v1/notices", owner.token()).count("$.items")).isZero();
        decide(id, "withhold", signIn("council").token());
        effects.perform(withOwed(cases.get(new CaseId(id)).block())).block();
        Answer withheld = get("/api/v1/notices", owner.token());
        assertThat(withheld.<List<String>>at("$.items[*].type"))
                .containsExactly("moderation.withheld");
        assertThat(withheld.text("$.items[0].text")).contains("涉及“泄露个人信息”", "10 天内都可以点开申诉");
        assertThat(withheld.text("$.items[0].page")).isEqualTo("pages/me/moderation?id=" + id);
        appeal(id, owner);
        decide(id, "pass", signIn("supervisor").token());
        effects.perform(withOwed(cases.get(new CaseId(id)).block())).block();
        var english = bearer(owner.token());
        english.set("Accept-Language", "en");
        Answer told = call(HttpMethod.GET, "/api/v1/notices", english, null);
        assertThat(told.<List<String>>at("$.items[*].type"))
                .containsExactly("moderation.reversed", "moderation.withheld");
        assertThat(told.text("$.items[1].text")).contains("because of: personal data");
    }

    @Test
    void ofWhatASlowOrDeadProcessLeftTheOwnerIsToldByTheSweeper() {
        Person owner = someone();
        String note = notes.publish(owner.id());
        report(note, someone());
        String id = caseOf(note);
        notes.failNext(1);
        decide(id, "withhold", signIn("council").token());
        assertThat(get("/api/v1/notices", owner.token()).count("$.items")).isZero();
        Flux.range(0, 2)
                .flatMap(
                        _ ->
                                effects.performOlderThan(Duration.ofSeconds(-5))
                                        .subscribeOn(Schedulers.boundedElastic()))
                .blockLast();
        assertThat(get("/api/v1/notices", owner.token()).<List<String>>at("$.items[*].type"))
                .containsExactly("moderation.withheld");
    }

    @Test
    void everyTypeOfContentHasAName() {
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            contents.stream()
                    .map(ModeratedContent::type)
                    .filter(type -> !type.equals(TestNotes.TYPE))
                    .forEach(
                            type ->
                                    assertThat(words.get(ModerationTexts.CONTENT + type, locale))
                                            .isNotBlank());
        }
    }

    private long auditEntries(String target) {
        return Mono.from(
                        database.getCollection("audit")
                                .countDocuments(Filters.eq("target", target)))
                .block();
    }

    @Test
    void anAppealMayBeUpheld() {
        Person owner = someone();
        String note = notes.publish(owner.id());
        report(note, someone());
        String id = caseOf(note);
        decide(id, "withhold", signIn("council").token());
        appeal(id, owner);
        Answer upheld = decide(id, "withhold", signIn("supervisor").token());
        assertThat(upheld.text("$.status")).isEqualTo("UPHELD");
        assertThat(notes.isPublic(note)).isFalse();
        assertThat(appeal(id, owner).status()).isEqualTo(409);
        assertThat(get("/api/v1/notices", owner.token()).<List<String>>at("$.items[*].type"))
                .containsExactly("moderation.upheld", "moderation.withheld");
    }

    @Test
    void twentyReportsAtOnceAreOneCase() {
        String note = notes.publish(null);
        var people = new ArrayList<Person>();
        for (int i = 0; i < 20; i++) {
            people.add(someone());
        }
        List<Answer> answers =
                Flux.fromIterable(people)
                        .flatMap(person -> called(() -> report(note, person)), 20)
                        .collectList()
                        .block();
        assertThat(answers).allMatch(answer -> answer.status() == 201);
        report(note, people.getFirst());
        Answer file = get(DESK + "/" + caseOf(note), signIn("council").token());
        assertThat(file.text("$.reports")).isEqualTo("20");
        long stored =
                Mono.from(
                                database.getCollection("moderation_cases")
                                        .countDocuments(Filters.eq("targetId", note)))
                        .block();
        assertThat(stored).isEqualTo(1);
    }

    private static <T> Mono<T> called(Callable<T> call) {
        return Mono.fromCallable(call).subscribeOn(Schedulers.boundedElastic());
    }

    @Test
    void ofTwoDecisionsAtOnceOneWins() {
        String council = signIn("council").token();
        String supervisor = signIn("supervisor").token();
        for (int round = 0; round < 5; round++) {
            String note = notes.publish(null);
            report(note, someone());
            String id = caseOf(note);
            List<Answer> answers =
                    Flux.just("pass", "withhold")
                            .flatMap(
                                    action ->
                                            called(
                                                    () ->
                                                            decide(
                                                                    id,
                                                                    action,
                                                                    action.equals("pass")
                                                                            ? council
                                                                            : supervisor)))
                            .collectList()
                            .block();
            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
            boolean passed = get(DESK + "/" + id, council).text("$.status").equals("PASSED");
            assertThat(notes.isPublic(note)).isEqualTo(passed);
        }
    }

    @Test
    void aPersonReportsAThingOnceAndAnewDoubtOpensANewCase() {
        Person reporter = someone();
        String note = notes.publish(someone().id());
        String council = signIn("council").token();
        String first = report(note, reporter).text("$.id");
        String id = caseOf(note);
        assertThat(decide(id, "pass", council).text("$.status")).isEqualTo("PASSED");
        assertThat(notes.isPublic(note)).isTrue();
        Answer again = report(note, reporter);
        assertThat(again.text("$.id")).isEqualTo(first);
        assertThat(again.text("$.status")).isEqualTo("KEPT");
        assertThat(caseOf(note)).isEqualTo(id);
        report(note, someone());
        assertThat(caseOf(note)).isNotEqualTo(id);
        assertThat(get("/api/v1/me/reports", reporter.token()).count("$.items")).isEqualTo(1);
    }

    @Test
    void aRepeatedCallIsAnsweredAgainAndAnotherBodyRefused() {
        Person reporter = someone();
        Person owner = someone();
        String council = signIn("council").token();
        String note = notes.publish(owner.id());
        String one = body(note, "ABUSE");
        Answer made = postWithKey(REPORTS, reporter.token(), one, "k");
        assertThat(postWithKey(REPORTS, reporter.token(), one, "k").body()).isEqualTo(made.body());
        assertThat(postWithKey(REPORTS, reporter.token(), body(note, "SPAM"), "k").code())
                .isEqualTo("idempotency.other-body");
        String id = caseOf(note);
        String withhold = DESK + "/" + id + "/withhold";
        String why = "{\"reasonCode\":\"ABUSE\"}";
        assertThat(postWithKey(withhold, council, why, "d").status()).isEqualTo(200);
        Answer again = postWithKey(withhold, council, why, "d");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.count("$.timeline")).isEqualTo(2);
        assertThat(postWithKey(withhold, council, "{\"reasonCode\":\"SPAM\"}", "d").code())
                .isEqualTo("idempotency.other-body");
        String appeal = "/api/v1/moderation/" + id + "/appeal";
        String words = "{\"text\":\"不服\"}";
        assertThat(postWithKey(appeal, owner.token(), words, "a").status()).isEqualTo(200);
        assertThat(postWithKey(appeal, owner.token(), words, "a").text("$.status"))
                .isEqualTo("APPEALED");
        assertThat(auditEntries(id)).isEqualTo(1);
    }

    @Test
    void whatADecisionCouldNotDoIsDoneLater() {
        String note = notes.publish(null);
        report(note, someone());
        String id = caseOf(note);
        notes.failNext(1);
        Answer withheld = decide(id, "withhold", signIn("council").token());
        assertThat(withheld.status()).isEqualTo(200);
        assertThat(withheld.text("$.owed")).isEqualTo("WITHHOLD");
        assertThat(notes.isPublic(note)).isTrue();
        effects.performOlderThan(Duration.ofSeconds(-5)).block();
        assertThat(notes.isPublic(note)).isFalse();
        assertThat(cases.get(new CaseId(id)).block().owed()).isNull();
    }

    @Test
    void anEffectThatWasOvertakenEndsAsTheLastDecisionSays() {
        Person owner = someone();
        String note = notes.publish(owner.id());
        report(note, someone());
        String id = caseOf(note);
        decide(id, "withhold", signIn("council").token());
        ModerationCase old = cases.get(new CaseId(id)).block();
        appeal(id, owner);
        decide(id, "pass", signIn("supervisor").token());
        assertThat(notes.isPublic(note)).isTrue();
        effects.perform(withOwed(old)).block();
        assertThat(notes.isPublic(note)).isTrue();
    }

    /** As a sweeper read it that was slow to perform it. */
    private static ModerationCase withOwed(ModerationCase old) {
        return new ModerationCase(
                old.id(),
                old.target(),
                old.round(),
                old.areaPath(),
                old.owner(),
                old.openedBy(),
                old.reason(),
                old.state(),
                old.timeline(),
                old.appeal(),
                old.state().effect(),
                old.openedAt(),
                old.waitingSince(),
                old.decidedAt(),
                old.updatedAt(),
                old.version());
    }

    @Test
    void aFeatureMayAskForAPersonAndContentMayVanish() {
        Person owner = someone();
        String council = signIn("council").token();
        String note = notes.hold(owner.id());
        queue.open(TestNotes.TYPE, note, ReasonCode.FRAUD).block();
        queue.open(TestNotes.TYPE, note, ReasonCode.FRAUD).block();
        String id = caseOf(note);
        Answer file = get(DESK + "/" + id, council);
        assertThat(file.text("$.openedBy")).isEqualTo("SYSTEM");
        assertThat(file.text("$.reports")).isEqualTo("0");
        notes.remove(note);
        assertThat(decide(id, "withhold", council).status()).isEqualTo(200);
        assertThat(get(DESK + "/" + id, council).body()).doesNotContain("一段文字");
        assertThatThrownBy(() -> queue.open(TestNotes.TYPE, note, ReasonCode.FRAUD).block())
                .hasMessage("moderation.target-not-found");
    }

    @Test
    void onlyTheDeskOfTheAreaSeesAndDecides() {
        Person owner = signIn("council-520102");
        String note = notes.publish(owner.id());
        report(note, someone());
        String id = caseOf(note);
        assertThat(get(DESK, someone().token()).code()).isEqualTo("auth.forbidden");
        assertThat(get(DESK, signIn("handler").token()).code()).isEqualTo("auth.forbidden");
        assertThat(get(DESK, null).status()).isEqualTo(401);
        String elsewhere = signIn("council-520103").token();
        assertThat(get(DESK, elsewhere).body()).doesNotContain(id);
        assertThat(get(DESK + "/" + id, elsewhere).status()).isEqualTo(404);
        assertThat(decide(id, "pass", elsewhere).code()).isEqualTo("moderation.not-found");
        assertThat(decide(id, "pass", signIn("grid").token()).status()).isEqualTo(404);
        assertThat(decide(id, "pass", owner.token()).code()).isEqualTo("moderation.own-content");
        assertThat(report(note, owner).code()).isEqualTo("moderation.own-content");
        assertThat(everyWaiting(signIn("supervisor-520102").token())).contains(id);
    }

    private List<String> everyWaiting(String token) {
        var ids = new ArrayList<String>();
        String cursor = "";
        for (int page = 0; page < 50; page++) {
            Answer answer = get(DESK + "?status=OPEN&limit=100" + cursor, token);
            ids.addAll(answer.at("$.items[*].id"));
            List<String> next = answer.at("$..nextCursor");
            if (next.isEmpty() || next.getFirst() == null) {
                return ids;
            }
            cursor = "&cursor=" + next.getFirst();
        }
        return ids;
    }

    static Stream<Arguments> badBodies() {
        String note = "{\"targetType\":\"TEST_NOTE\",\"targetId\":\"x\",";
        return Stream.of(
                Arguments.of("{}", 422, "request.invalid"),
                Arguments.of("", 400, "request.malformed"),
                Arguments.of(note + "\"reasonCode\":\"NO\"}", 400, "request.malformed"),
                Arguments.of(note + "\"reasonCode\":1}", 400, "request.malformed"),
                Arguments.of(note + "\"reasonCode\":\"SPAM\",\"x\":1}", 400, "request.malformed"),
                Arguments.of(
                        note + "\"reasonCode\":\"SPAM\",\"text\":\"\"}", 422, "request.invalid"),
                Arguments.of(
                        note + "\"reasonCode\":\"SPAM\",\"text\":\"" + "长".repeat(501) + "\"}",
                        422,
                        "request.invalid"),
                Arguments.of(body("nobody", "SPAM"), 404, "moderation.target-not-found"),
                Arguments.of(body("not-an-id", "SPAM"), 404, "moderation.target-not-found"),
                Arguments.of(
                        body("x", "SPAM").replace("TEST_NOTE", "NO_TYPE"),
                        404,
                        "moderation.target-not-found"),
                Arguments.of(
                        body("x", "SPAM").replace("TEST_NOTE", "a\\nb"),
                        404,
                        "moderation.target-not-found"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void badReportsAreRefusedWithTheirCode(String body, int status, String code) {
        Answer refused = post(REPORTS, someone().token(), body);
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void otherBadInputIsRefused() {
        String council = signIn("council").token();
        Person person = someone();
        assertThat(post(REPORTS, null, body("x", "SPAM")).status()).isEqualTo(401);
        assertThat(decide("nobody", "pass", council).status()).isEqualTo(404);
        assertThat(decide("no-id", "withhold", council).status()).isEqualTo(404);
        assertThat(post(DESK + "/x/withhold", council, "{}").status()).isEqualTo(422);
        assertThat(post(DESK + "/x/pass", council, "{\"a\":1}").status()).isEqualTo(400);
        assertThat(post("/api/v1/moderation/x/appeal", person.token(), "{\"text\":\" \"}").status())
                .isEqualTo(422);
        assertThat(appeal("nobody", person).code()).isEqualTo("moderation.not-found");
        assertThat(get(DESK + "?status=NO", council).status()).isEqualTo(400);
        assertThat(get(LOG + "?limit=0", null).status()).isEqualTo(400);
        assertThat(get(LOG + "?cursor=x", null).status()).isEqualTo(400);
        assertThat(get("/api/v1/me/reports/%00", person.token()).status()).isIn(400, 404);
    }

    @Test
    void theReasonsAreListedForEverybody() {
        Answer reasons = get("/api/v1/moderation/reasons", null);
        assertThat(reasons.count("$")).isEqualTo(ReasonCode.values().length);
        assertThat(reasons.text("$[0].code")).isEqualTo("PERSONAL_DATA");
        assertThat(reasons.text("$[0].text")).isEqualTo("泄露个人信息");
    }

    @Test
    void whatIsHeldIsExportedAndErased() {
        Person owner = someone();
        Person reporter = someone();
        String note = notes.publish(owner.id());
        report(note, reporter);
        String id = caseOf(note);
        decide(id, "withhold", signIn("council").token());
        appeal(id, owner);
        assertThat(get("/api/v1/me/export", reporter.token()).text("$.moderation.reports[0].text"))
                .isEqualTo("请看看");
        assertThat(get("/api/v1/me/export", owner.token()).text("$.moderation.decisions[0].appeal"))
                .isEqualTo("并无此事");
        assertThat(delete("/api/v1/me", owner.token()).status()).isEqualTo(204);
        assertThat(delete("/api/v1/me", reporter.token()).status()).isEqualTo(204);
        ModerationCase kept = cases.get(new CaseId(id)).block();
        assertThat(kept.owner()).isNull();
        assertThat(kept.appeal()).isNull();
        assertThat(kept.state()).isEqualTo(CaseState.APPEALED);
        Answer file = get(DESK + "/" + id, signIn("council").token());
        assertThat(file.text("$.reports")).isEqualTo("0");
    }

    @Test
    void theLengthOfTheQueueIsMeasured() {
        report(notes.publish(null), someone());
        effects.performWhatWasLeft().block();
        assertThat(meters.get("zhumin.moderation.waiting").tag("state", "open").gauge().value())
                .isPositive();
    }

    @Test
    void residentsTextsAreJudgedByWeChat() {
        var author = new ResidentId(someone().id());
        assertThat(outcomeOf(author, "路灯坏了")).isEqualTo(Outcome.PASS);
        assertThat(outcomeOf(author, "这是复核测试")).isEqualTo(Outcome.REVIEW);
        assertThat(outcomeOf(author, "这是违规测试")).isEqualTo(Outcome.REFUSE);
    }

    private Outcome outcomeOf(ResidentId author, String text) {
        return texts.checkResident(author, TextScene.FORUM, null, text).block().outcome();
    }

    @ParameterizedTest
    @EnumSource(CaseState.class)
    void everyStateHasItsSentences(CaseState state) {
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            assertThat(sentences.state(state, locale)).isNotBlank();
            assertThat(sentences.outcome(state, locale)).isNotBlank();
            for (ReasonCode reason : ReasonCode.values()) {
                if (state != CaseState.OPEN) {
                    assertThat(sentences.decision(state, reason, locale))
                            .contains(sentences.reason(reason, locale));
                }
            }
        }
    }

    @Test
    void theLogHasPages() {
        String council = signIn("council").token();
        for (int i = 0; i < 3; i++) {
            String note = notes.publish(null);
            report(note, someone());
            decide(caseOf(note), "pass", council);
        }
        Answer first = get(LOG + "?limit=2", null);
        assertThat(first.count("$.items")).isEqualTo(2);
        Answer second = get(LOG + "?limit=2&cursor=" + first.text("$.nextCursor"), null);
        assertThat(second.count("$.items")).isPositive();
        assertThat(second.body()).isNotEqualTo(first.body());
    }
}
