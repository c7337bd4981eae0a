package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhumin.area.AreaLevel;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.testing.ApplicationTest;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The desk over HTTP: whole lives of requests, and what it refuses. */
class DeskHttpTest extends ApplicationTest {
    private static final DateTimeFormatter AS_ANSWERED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

    private static final String REQUESTS = "/api/v1/requests";
    private static final String DESK = "/api/v1/desk/requests";
    private static final String TO_UNIT = "{\"organizationId\":\"demounit\"}";

    @Autowired private Requests requests;
    @Autowired private Supports supports;

    private String council;
    private String supervisor;
    private String handler;

    @BeforeEach
    void signInTheDesk() {
        council = signIn("council").token();
        supervisor = signIn("supervisor").token();
        handler = signIn("handler").token();
    }

    private String submit(Person owner, String title) {
        String body =
                """
                {"kind":"HELP","title":"%s","content":"巷口路灯坏了","visibility":"PUBLIC","areaCode":"%s"}
                """
                        .formatted(title, JIAXIULOU);
        Answer submitted = post(REQUESTS, owner.token(), body);
        assertThat(submitted.status()).as(submitted.body()).isEqualTo(201);
        return submitted.text("$.id");
    }

    private Answer act(String id, String action, String token, String body) {
        return post(DESK + "/" + id + "/" + action, token, body);
    }

    private void done(String id, String action, String token, String body, String status) {
        Answer answer = act(id, action, token, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("$.status")).isEqualTo(status);
    }

    private String inProgress(Person owner, String title) {
        String id = submit(owner, title);
        done(id, "accept", council, "{}", "ACCEPTED");
        done(id, "dispatch", council, TO_UNIT, "DISPATCHED");
        done(id, "sign", handler, null, "IN_PROGRESS");
        return id;
    }

    private static String in(int days) {
        return OffsetDateTime.now(ZoneOffset.UTC).plusDays(days).toString();
    }

    @Test
    void aWholeLifeWithReturnExtensionReopeningAndCallBack() {
        Person owner = someoneWithPhone();
        String id = submit(owner, "路灯不亮");
        Answer accepted = act(id, "accept", council, "{}");
        assertThat(accepted.<List<String>>at("$.suggestedOrganizations[*].organizationId"))
                .contains("demounit");
        done(id, "dispatch", council, "{\"organizationId\":\"demounit520102\"}", "DISPATCHED");
        String first = signIn("handler-520102").token();
        Answer back =
                act(
                        id,
                        "return",
                        first,
                        "{\"reasonCode\":\"OTHER_DUTY\",\"text\":\"市管道路\",\"nextOrganizationId\":\"demounit\"}");
        assertThat(back.text("$.status")).isEqualTo("RETURNED");
        assertThat(get(REQUESTS + "/" + id, null).text("$.timeline[-1:].text"))
                .contains("演示市级办理单位")
                .contains("仍在办理")
                .doesNotContain("市管道路");
        assertThat(get(DESK + "/" + id, first).status()).isEqualTo(404);
        assertThat(get(DESK + "/" + id, council).text("$.suggestedOrganizations[0].organizationId"))
                .isEqualTo("demounit");

        done(id, "dispatch", council, TO_UNIT, "DISPATCHED");
        done(id, "sign", handler, null, "IN_PROGRESS");
        String until = weekAfter(get(DESK + "/" + id, handler).text("$.deadline.resolveBy"));
        done(
                id,
                "extension",
                handler,
                "{\"until\":\"" + until + "\",\"reason\":\"等备件\"}",
                "IN_PROGRESS");
        assertThat(act(id, "extension/approve", handler, null).code())
                .isEqualTo("request.not-yours-to-decide");
        done(id, "extension/approve", supervisor, null, "IN_PROGRESS");
        Answer seen = get(REQUESTS + "/" + id, owner.token());
        assertThat(seen.text("$.deadline.history[0].reason")).isEqualTo("等备件");
        assertThat(seen.text("$.deadline.history[0].approvedBy")).isEqualTo("SUPERVISOR");
        assertThat(get(REQUESTS + "/" + id, null).text("$.deadline.resolveBy")).isEqualTo(until);
        assertThat(seen.text("$.timeline[-1:].text")).contains(until.substring(0, 4));
        done(id, "pause", handler, "{\"reason\":\"下雨\"}", "IN_PROGRESS");
        done(id, "pause/approve", council, "{}", "IN_PROGRESS");
        done(id, "resume", handler, null, "IN_PROGRESS");
        done(id, "progress", handler, "{\"text\":\"内部\",\"public\":false}", "IN_PROGRESS");
        done(
                id,
                "supervise",
                supervisor,
                "{\"level\":\"URGENT\",\"dueAt\":\"" + in(1) + "\",\"text\":\"盯\"}",
                "IN_PROGRESS");
        done(
                id,
                "rectify",
                supervisor,
                "{\"dueAt\":\"" + in(1) + "\",\"text\":\"整改\"}",
                "IN_PROGRESS");
        done(id, "reply", handler, "{\"text\":\"已修好\"}", "REPLIED");

        String confirmation = REQUESTS + "/" + id + "/confirmation";
        Answer unsolved =
                post(
                        confirmation,
                        owner.token(),
                        "{\"outcome\":\"UNSOLVED\",\"satisfaction\":1,\"comment\":\"没亮\"}");
        assertThat(unsolved.text("$.status")).isEqualTo("IN_PROGRESS");
        assertThat(unsolved.text("$.reopens")).isEqualTo("1");
        done(id, "reply", handler, "{\"text\":\"又修了\"}", "REPLIED");
        assertThat(
                        post(
                                        confirmation,
                                        owner.token(),
                                        "{\"outcome\":\"PARTLY\",\"satisfaction\":3}")
                                .text("$.closedAs"))
                .isEqualTo("PARTLY");
        Answer reopened =
                post(REQUESTS + "/" + id + "/reopen", owner.token(), "{\"reason\":\"又坏了\"}");
        assertThat(reopened.text("$.handler.organizationId")).isEqualTo("demounit");
        done(
                id,
                "exclusion",
                handler,
                "{\"reasonCode\":\"FORCE_MAJEURE\",\"text\":\"暴雨\"}",
                "IN_PROGRESS");
        done(id, "exclusion/refuse", supervisor, "{\"text\":\"无关\"}", "IN_PROGRESS");
        done(id, "reply", handler, "{\"text\":\"换了新灯\"}", "REPLIED");
        done(
                id,
                "callback",
                supervisor,
                "{\"outcome\":\"SOLVED\",\"satisfaction\":5,\"text\":\"电话回访\"}",
                "CLOSED");
        Answer closed = get(REQUESTS + "/" + id, null);
        assertThat(closed.text("$.closedAs")).isEqualTo("CALLBACK");
        assertThat(closed.text("$.reopens")).isEqualTo("2");
        assertThat(closed.body())
                .doesNotContain("没亮")
                .doesNotContain("内部")
                .doesNotContain("电话回访")
                .doesNotContain("整改");
        assertThat(closed.<List<String>>at("$.deadline.history[*].kind"))
                .containsExactly("EXTENSION", "PAUSE", "REOPENING", "REOPENING");
        assertThat(closed.text("$.deadline.history[2].reason")).contains("重新计算");
        List<String> times = get(DESK + "/" + id, council).at("$.internalTimeline[*].at");
        assertThat(times).isSorted().hasSizeGreaterThan(20);
    }

    private static String weekAfter(String moment) {
        return OffsetDateTime.parse(moment).plusDays(7).format(AS_ANSWERED);
    }

    @Test
    void whatIsOverdueComesFirstAndAnExtendedOneIsNot() {
        String late = monthOld(RequestFixture::signedBy);
        String id = inProgress(someoneWithPhone(), "需要延期");
        Answer before = get(REQUESTS + "/" + id, null);
        String until = weekAfter(before.text("$.deadline.resolveBy"));
        String asked = "{\"until\":\"" + until + "\",\"reason\":\"等备件\"}";
        done(id, "extension", handler, asked, "IN_PROGRESS");
        done(id, "extension/approve", council, null, "IN_PROGRESS");
        Answer after = get(REQUESTS + "/" + id, null);
        assertThat(after.text("$.deadline.dueAt")).isEqualTo(until);
        assertThat(after.text("$.deadline.overdue")).isEqualTo("false");
        assertThat(after.<List<String>>at("$.deadline.history[*].kind"))
                .containsExactly("EXTENSION");
        assertThat(after.text("$.deadline.history[0].approvedBy")).isEqualTo("COUNCIL");
        assertThat(act(id, "extension", handler, asked.replace("等备件", "再等等")).code())
                .isEqualTo("request.extension-used-up");
        assertThat(act(late, "extension", handler, asked).code())
                .isEqualTo("request.extension-asked-too-late");

        Answer overdue = get(DESK + "?queue=OVERDUE&limit=100", handler);
        assertThat(overdue.<List<String>>at("$.items[*].id")).contains(late).doesNotContain(id);
        assertThat(overdue.<List<Boolean>>at("$.items[*].overdue")).containsOnly(true);
        Answer mine = get(DESK + "?queue=MINE&sort=DUE&limit=1", handler);
        assertThat(mine.<List<Boolean>>at("$.items[*].overdue")).containsExactly(true);
        done(late, "reply", handler, "{\"text\":\"修好了\"}", "REPLIED");
        assertThat(
                        get(DESK + "?queue=OVERDUE&limit=100", handler)
                                .<List<String>>at("$.items[*].id"))
                .doesNotContain(late);
    }

    @Test
    void aReturnAfterItsLimitIsRefused() {
        String late = monthOld(RequestFixture::sentTo);
        String body = "{\"reasonCode\":\"OTHER_DUTY\",\"text\":\"不归我们管\"}";
        assertThat(act(late, "return", handler, body).code()).isEqualTo("request.return-too-late");
        assertThat(get(DESK + "/" + late, handler).<List<String>>at("$.allowedActions"))
                .contains("SIGN")
                .doesNotContain("RETURN");
    }

    /** What the unit of the tests has had for a month. */
    private String monthOld(BiFunction<Handler, Instant, ServiceRequest> made) {
        var unit = new Handler(new OrganizationId("demounit"), "演示市级办理单位", AreaLevel.CITY);
        var request = made.apply(unit, Instant.now().minus(Duration.ofDays(30)));
        return requests.insert(request).block().id().value();
    }

    @Test
    void aDateBeyondAllCalendarsIsRefused() {
        String id = inProgress(someone(), "遥远的期限");
        String body =
                "{\"level\":\"WATCH\",\"dueAt\":\"+999999999-01-01T00:00:00Z\",\"text\":\"x\"}";
        assertThat(act(id, "supervise", supervisor, body).status()).isEqualTo(422);
    }

    @Test
    void aRejectionIsAppealedOneLevelUp() {
        Person owner = someone();
        String id = submit(owner, "外地的事");
        done(
                id,
                "reject",
                council,
                "{\"reasonCode\":\"OTHER_CITY\",\"text\":\"请打当地热线\"}",
                "REJECTED");
        assertThat(get(REQUESTS + "/" + id, owner.token()).text("$.timeline[-1:].text"))
                .contains("12345")
                .contains("请打当地热线");
        Answer appealed =
                post(REQUESTS + "/" + id + "/appeal", owner.token(), "{\"text\":\"就在本市\"}");
        assertThat(appealed.text("$.status")).isEqualTo("SUBMITTED");
        assertThat(appealed.text("$.level.code")).isEqualTo("520102016");
        assertThat(act(id, "accept", signIn("council-" + JIAXIULOU).token(), "{}").code())
                .isEqualTo("request.not-yours-to-decide");
        Answer supplemented =
                post(REQUESTS + "/" + id + "/supplement", owner.token(), "{\"text\":\"三号楼\"}");
        assertThat(supplemented.text("$.timeline[-1:].text")).contains("三号楼");
        Answer withdrawn = post(REQUESTS + "/" + id + "/withdraw", owner.token(), null);
        assertThat(withdrawn.text("$.status")).isEqualTo("WITHDRAWN");
    }

    @Test
    void supportersAreCountedOnceEachAndMayRate() {
        String id = inProgress(someoneWithPhone(), "下水道堵");
        String support = REQUESTS + "/" + id + "/support";
        List<Person> people = IntStream.range(0, 12).mapToObj(_ -> someone()).toList();
        List<Integer> statuses =
                atOnce(
                        people.stream()
                                .flatMap(p -> IntStream.range(0, 2).mapToObj(_ -> p))
                                .map(p -> (Supplier<Answer>) () -> put(support, p.token(), null))
                                .toList());
        assertThat(statuses).containsOnly(200);
        assertThat(get(REQUESTS + "/" + id, null).text("$.supporters")).isEqualTo("12");
        assertThat(delete(support, people.getFirst().token()).status()).isEqualTo(204);
        assertThat(get(REQUESTS + "/" + id, null).text("$.supporters")).isEqualTo("11");
        assertThat(supports.count(new RequestId(id)).block()).isEqualTo(11);
        Person cosigner = people.getLast();
        assertThat(get("/api/v1/me/requests", cosigner.token()).<List<String>>at("$.items[*].id"))
                .containsExactly(id);

        done(id, "reply", handler, "{\"text\":\"通了\"}", "REPLIED");
        String confirmation = REQUESTS + "/" + id + "/confirmation";
        String good = "{\"outcome\":\"SOLVED\",\"satisfaction\":4}";
        assertThat(post(confirmation, people.getFirst().token(), good).code())
                .isEqualTo("request.not-yours-to-decide");
        assertThat(
                        atOnce(
                                people.subList(1, 9).stream()
                                        .map(
                                                p ->
                                                        (Supplier<Answer>)
                                                                () ->
                                                                        post(
                                                                                confirmation,
                                                                                p.token(),
                                                                                good))
                                        .toList()))
                .containsOnly(200);
        Answer rated = get(REQUESTS + "/" + id, null);
        assertThat(rated.text("$.status")).isEqualTo("REPLIED");
        assertThat(rated.text("$.rating.raters")).isEqualTo("8");
    }

    private static List<Integer> atOnce(List<Supplier<Answer>> calls) {
        return Flux.fromIterable(calls)
                .flatMap(
                        call ->
                                Mono.fromCallable(call::get)
                                        .subscribeOn(Schedulers.boundedElastic()),
                        8)
                .map(Answer::status)
                .collectList()
                .block();
    }

    @Test
    void aMergedOwnerBecomesCosignerAndBothStayReadable() {
        Person first = someoneWithPhone();
        Person second = someoneWithPhone();
        Person third = someone();
        String target = inProgress(first, "井盖缺失");
        String duplicate = inProgress(second, "井盖没了");
        put(REQUESTS + "/" + duplicate + "/support", third.token(), null);
        assertThat(act(duplicate, "merge", council, "{\"intoId\":\"" + duplicate + "\"}").code())
                .isEqualTo("request.merge-target-unknown");
        done(duplicate, "merge", council, "{\"intoId\":\"" + target + "\"}", "MERGED");
        Answer kept = get(REQUESTS + "/" + target, null);
        assertThat(kept.text("$.supporters")).isEqualTo("2");
        assertThat(get(REQUESTS + "/" + duplicate, second.token()).text("$.mergedInto"))
                .isEqualTo(target);
        assertThat(get("/api/v1/me/requests", second.token()).<List<String>>at("$.items[*].id"))
                .contains(target, duplicate);
        assertThat(act(target, "merge", council, "{\"intoId\":\"" + duplicate + "\"}").code())
                .isEqualTo("request.merge-target-unknown");
        done(target, "reply", handler, "{\"text\":\"补了\"}", "REPLIED");
        assertThat(
                        post(
                                        REQUESTS + "/" + target + "/confirmation",
                                        second.token(),
                                        "{\"outcome\":\"PARTLY\",\"satisfaction\":2}")
                                .text("$.rating.raters"))
                .isEqualTo("1");
    }

    @Test
    void oppositeMergesAtOnceMakeNoCircle() {
        String one = submit(someone(), "噪声一");
        String two = submit(someone(), "噪声二");
        List<Integer> statuses =
                atOnce(
                        List.of(
                                () -> act(one, "merge", council, "{\"intoId\":\"" + two + "\"}"),
                                () -> act(two, "merge", council, "{\"intoId\":\"" + one + "\"}")));
        assertThat(statuses).filteredOn(status -> status == 200).hasSizeLessThanOrEqualTo(1);
        assertThat(statuses).containsAnyOf(409, 422);
    }

    @Test
    void twoDesksAtOnceOneWins() {
        String id = inProgress(someone(), "两边同时回复");
        List<Integer> statuses =
                atOnce(
                        IntStream.range(0, 6)
                                .mapToObj(
                                        i ->
                                                (Supplier<Answer>)
                                                        () ->
                                                                act(
                                                                        id,
                                                                        "reply",
                                                                        handler,
                                                                        "{\"text\":\"" + i + "\"}"))
                                .toList());
        assertThat(statuses).containsOnly(200, 409);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    }

    @Test
    void aHotlineOrderComesInOnceAndItsCallerIsShownOnlyOnContact() {
        String external = "h-" + newName();
        String body =
                """
                {"channel":"HOTLINE","externalId":"%s","kind":"HELP","content":"楼道灯坏","visibility":"PUBLIC",
                 "areaCode":"%s","onBehalfOf":{"name":"王小明","phone":"13812345678","address":"三号楼二单元",
                 "relation":"12345话务员","consent":"VERBAL"}}
                """
                        .formatted(external, JIAXIULOU);
        Answer taken = post(DESK, council, body);
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        String id = taken.text("$.id");
        assertThat(post(DESK, council, body.replace("楼道灯坏", "楼道灯又坏")).text("$.id")).isEqualTo(id);
        assertThat(taken.body())
                .doesNotContain("13812345678")
                .doesNotContain("王小明")
                .contains("5678");
        assertThat(post(DESK, handler, body).status()).isEqualTo(403);
        assertThat(post(DESK, someone().token(), body).status()).isEqualTo(403);

        done(id, "accept", council, "{}", "ACCEPTED");
        assertThat(get(REQUESTS + "/" + id, null).body()).doesNotContain("王").doesNotContain("三号楼");
        done(id, "dispatch", council, TO_UNIT, "DISPATCHED");
        assertThat(act(id, "contact", handler, "{\"purpose\":\" \"}").status()).isEqualTo(422);
        Answer contact = act(id, "contact", handler, "{\"purpose\":\"核实位置\"}");
        assertThat(contact.text("$.onBehalfOf.phone")).isEqualTo("13812345678");
        assertThat(get(DESK + "/" + id, council).text("$.internalTimeline[-1:].note"))
                .contains("核实位置");
    }

    @Test
    void whoReportedIsShownToNobody() {
        Person owner = someoneWithPhone();
        String body =
                """
                {"kind":"REPORT","content":"有人乱倒","visibility":"PUBLIC","areaCode":"%s","onBehalfOf":
                 {"name":"李四","phone":"13899998888","relation":"邻居","consent":"PAPER"}}
                """
                        .formatted(JIAXIULOU);
        String id = post(REQUESTS, owner.token(), body).text("$.id");
        done(id, "accept", council, "{}", "ACCEPTED");
        done(id, "dispatch", council, TO_UNIT, "DISPATCHED");
        for (String token : List.of(handler, council, supervisor)) {
            assertThat(get(DESK + "/" + id, token).body())
                    .doesNotContain("李")
                    .doesNotContain("8888")
                    .doesNotContain(owner.id());
        }
        assertThat(act(id, "contact", handler, "{\"purpose\":\"核实\"}").code())
                .isEqualTo("request.reporter-protected");
        assertThat(put(REQUESTS + "/" + id + "/support", someone().token(), null).status())
                .isEqualTo(404);
        assertThat(get(REQUESTS + "/" + id, null).status()).isEqualTo(404);
    }

    @Test
    void theListsAndBadgesFollowTheWork() {
        String title = "清单" + newName();
        String id = submit(someoneWithPhone(), title);
        assertThat(search(title, council)).containsExactly(id);
        assertThat(search(title, handler)).isEmpty();
        assertThat(search(title, signIn("council-520103").token())).isEmpty();
        String number = get(DESK + "/" + id, council).text("$.number");
        assertThat(search(number, council)).containsExactly(id);
        done(id, "accept", council, "{}", "ACCEPTED");
        done(id, "dispatch", council, TO_UNIT, "DISPATCHED");
        assertThat(search(title, handler)).containsExactly(id);
        assertThat(get(DESK + "?queue=MINE&sort=NEW&limit=1", handler).text("$.items[0].id"))
                .isEqualTo(id);
        Answer clerk = get("/api/v1/me", handler);
        done(
                id,
                "assign",
                handler,
                "{\"residentId\":\"" + clerk.text("$.id") + "\"}",
                "DISPATCHED");
        assertThat(act(id, "assign", handler, "{\"residentId\":\"" + someone().id() + "\"}").code())
                .isEqualTo("request.assignee-unknown");
        assertThat(
                        get(DESK + "?queue=MINE&limit=100&assignee=" + clerk.text("$.id"), handler)
                                .<List<String>>at("$.items[*].id"))
                .contains(id);
        Answer counts = get(DESK + "/counts", handler);
        assertThat(counts.<Integer>at("$.MINE")).isPositive();
        assertThat(counts.<Integer>at("$.TRIAGE")).isZero();
    }

    private List<String> search(String text, String token) {
        String q = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return get(DESK + "?q=" + q, token).at("$.items[*].id");
    }

    @Test
    void aBatchTellsOfEach() {
        String one = submit(someone(), "批量一");
        String two = submit(someone(), "批量二");
        done(two, "accept", council, "{}", "ACCEPTED");
        Answer answer =
                post(
                        DESK + "/batch",
                        council,
                        "{\"ids\":[\""
                                + one
                                + "\",\""
                                + two
                                + "\",\"nobody\"],\"action\":\"ACCEPT\",\"body\":{}}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.<List<Boolean>>at("$.results[*].done"))
                .containsExactly(true, false, false);
        assertThat(answer.text("$.results[0].status")).isEqualTo("ACCEPTED");
        assertThat(answer.text("$.results[1].code")).isEqualTo("request.not-allowed-in-state");
        assertThat(answer.text("$.results[2].code")).isEqualTo("request.not-found");
    }

    @Test
    void replyTemplatesBelongToTheOrganisation() {
        String path = "/api/v1/desk/reply-templates";
        String body =
                "{\"organizationId\":\"demounit\",\"items\":[{\"title\":\"路灯\",\"text\":\"已派人维修\"}]}";
        assertThat(put(path, handler, body).status()).isEqualTo(200);
        assertThat(get(path, handler).text("$.items[0].text")).isEqualTo("已派人维修");
        assertThat(put(path, council, body).status()).isEqualTo(403);
        assertThat(get(path, someone().token()).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return | {\"reasonCode\":\"NONE\",\"text\":\"x\"} | 400",
                "return | {\"reasonCode\":\"OTHER_DUTY\",\"text\":\"\"} | 422",
                "return |"
                    + " {\"reasonCode\":\"OTHER_DUTY\",\"text\":\"x\",\"nextOrganizationId\":\"no-such\"}"
                    + " | 422",
                "progress | {\"text\":\"x\"} | 422",
                "progress | {\"text\":\"x\",\"public\":\"yes\"} | 400",
                "progress | {\"text\":\"x\",\"public\":true,\"mediaIds\":[\"m1\"]} | 422",
                "extension | {\"until\":\"tomorrow\",\"reason\":\"x\"} | 400",
                "extension | {\"until\":1798000000,\"reason\":\"x\"} | 400",
                "extension | {\"until\":1798000000.5,\"reason\":\"x\"} | 400",
                "extension | {\"until\":\"2020-01-01T00:00:00Z\",\"reason\":\"x\"} | 422",
                "extension | {\"until\":\"+999999999-01-01T00:00:00Z\",\"reason\":\"x\"} | 422",
                "extension | {\"until\":\"2999-01-01T00:00:00Z\",\"reason\":\"x\"} | 422",
                "reply | {} | 422",
                "reply | [] | 400",
                "assign | {\"residentId\":\"'; drop\"} | 422",
                "contact | {} | 422",
                "nothing | {} | 404",
                "pause/approve | {\"text\":1} | 400"
            })
    void aBadActionIsRefusedAndNamed(String action, String body, int status) {
        String id = inProgress(someone(), "坏输入");
        Answer answer = act(id, action, handler, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 422",
        "?queue=NONE, 400",
        "?queue=MINE&sort=OLD, 400",
        "?queue=OVERDUE&sort=NEW, 422",
        "?queue=MINE&dueBefore=soon, 400",
        "?queue=MINE&dueBefore=%2B999999999-01-01T00:00:00Z, 422",
        "?queue=MINE&cursor=AAAA, 400",
        "?q=x, 422",
        "?queue=MINE&assignee=%00, 422",
        "?queue=MINE&dueBefore=2026-11-24T00:00:00%2B08:00&sort=NEW, 422",
        "/counts/x, 404"
    })
    void aBadQueryOfTheDeskIsAProblem(String query, int status) {
        Answer answer = get(DESK + query, handler);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ids\":[],\"action\":\"ACCEPT\"} | 422",
                "{\"ids\":[\"a\"],\"action\":\"CONFIRM\"} | 422",
                "{\"ids\":[\"a\"],\"action\":\"DISPATCH\"} | 422",
                "{\"ids\":[\"a\"],\"action\":\"ACCEPT\",\"body\":{\"x\":1}} | 400",
                "{\"ids\":[\"a\"],\"action\":\"ACCEPT\",\"body\":[]} | 400",
                "{\"ids\":\"a\",\"action\":\"ACCEPT\"} | 400"
            })
    void aBadBatchIsRefused(String body, int status) {
        Answer answer = post(DESK + "/batch", council, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }
}
