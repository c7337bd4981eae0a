package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.zhumin.testing.ApplicationTest;

import java.time.Instant;
import java.util.List;

class ProjectHttpTest extends ApplicationTest {
    static final String PROJECTS = "/api/v1/projects";

    static String body(String title, String more) {
        return """
        {"title":"%s","summary":"巷口装六盏太阳能路灯","content":"夜间照明不足，拟加装六盏。","areaCode":"%s",
         "budgetYuan":60000,"location":{"longitude":106.7195,"latitude":26.5735},"implementerId":"demounit",
         "options":[{"code":"solar","text":"太阳能"},{"code":"grid","text":"市电"}],"effect":"BINDING"%s}
        """
                .formatted(title, JIAXIULOU, more);
    }

    private String draft(String council, String more) {
        Answer drafted = post(PROJECTS, council, body("加装路灯", more));
        assertThat(drafted.status()).as(drafted.body()).isEqualTo(201);
        return drafted.text("$.id");
    }

    @Test
    void aDraftIsPublishedAndSeenByEverybody() {
        String council = signIn("council-520102").token();
        String id = draft(council, "");
        String path = PROJECTS + "/" + id;
        assertThat(get(path, null).status()).isEqualTo(404);
        assertThat(get(path, someone().token()).status()).isEqualTo(404);
        Answer own = get(path, council);
        assertThat(own.text("$.status")).isEqualTo("DRAFT");
        assertThat(own.text("$.allowedActions")).contains("PUBLISH").contains("EDIT");
        assertThat(get("/api/v1/desk/projects", council).<List<String>>at("$.items[*].id"))
                .contains(id);
        assertThat(get("/api/v1/desk/projects", someone().token()).status()).isEqualTo(403);

        Answer edited = put(path, council, body("加装六盏路灯", ""));
        assertThat(edited.text("$.title")).as(edited.body()).isEqualTo("加装六盏路灯");
        Answer before = get(PROJECTS + "?area=" + JIAXIULOU, null);
        Answer published = post(path + "/publish", council, null);
        assertThat(published.status()).as(published.body()).isEqualTo(200);
        assertThat(published.text("$.step")).isEqualTo("POINT");
        assertThat(published.text("$.steps.POINT.open")).isEqualTo("true");

        Answer everybody = get(path, null);
        assertThat(everybody.text("$.statusText")).isEqualTo("点：征求意见");
        assertThat(everybody.text("$.share.title")).isEqualTo("加装六盏路灯");
        assertThat(everybody.text("$.implementer.name")).isEqualTo("演示市级办理单位");
        assertThat(everybody.body()).doesNotContain("allowedActions");
        Answer after = get(PROJECTS + "?area=" + JIAXIULOU, null);
        assertThat(after.<List<String>>at("$.items[*].id")).contains(id);
        assertThat(after.headers().getETag()).isNotEqualTo(before.headers().getETag());
        var known = bearer(null);
        known.setIfNoneMatch(everybody.headers().getETag());
        assertThat(call(HttpMethod.GET, path, known, null).status()).isEqualTo(304);

        Answer timeline = get(path + "/timeline", null);
        assertThat(timeline.count("$.items")).isEqualTo(1);
        assertThat(timeline.text("$.items[0].type")).isEqualTo("PUBLISHED");
        assertThat(timeline.text("$.items[0].text")).startsWith("项目发布，投票截止 20");
    }

    @Test
    void whileResidentsVoteNothingChangesAndNothingEnds() {
        String council = signIn("council-520102").token();
        String id = draft(council, "");
        String path = PROJECTS + "/" + id;
        post(path + "/publish", council, null);
        Answer frozen = put(path, council, body("别的", ""));
        assertThat(frozen.status()).isEqualTo(409);
        assertThat(frozen.code()).isEqualTo("project.frozen-while-voting");
        Answer early = post(path + "/advance", council, "{\"to\":\"WATCH\"}");
        assertThat(early.code()).isEqualTo("project.step-still-open");
        assertThat(early.text("$.state")).isEqualTo("POINT");
        String shelve = "{\"reasonCode\":\"NO_FUNDS\",\"text\":\"财政调整\"}";
        assertThat(post(path + "/shelve", council, shelve).code())
                .isEqualTo("project.step-still-open");
        String later =
                "{\"step\":\"POINT\",\"closesAt\":\"%s\",\"reason\":\"雨灾\"}"
                        .formatted(Instant.now().plusSeconds(40 * 86_400));
        assertThat(post(path + "/extend", council, later).status()).isEqualTo(403);
        String supervisor = signIn("supervisor").token();
        assertThat(post(path + "/extend", supervisor, later).status()).isEqualTo(200);
        assertThat(post(path + "/extend", supervisor, later).code()).isEqualTo("project.not-later");
        assertThat(post(path + "/shelve", supervisor, shelve).text("$.status"))
                .isEqualTo("SHELVED");
        Answer timeline = get(path + "/timeline?limit=2", null);
        assertThat(timeline.text("$.items[0].text")).isEqualTo("项目暂缓：资金不足");
        assertThat(timeline.text("$.items[0].words")).isEqualTo("财政调整");
        Answer rest = get(path + "/timeline?limit=2&cursor=" + timeline.text("$.nextCursor"), null);
        assertThat(rest.count("$.items")).isEqualTo(1);
        assertThat(rest.text("$.items[0].type")).isEqualTo("PUBLISHED");
    }

    @Test
    void onlyTheCouncilOfTheAreaActs() {
        String id = draft(signIn("council-520102").token(), "");
        String path = PROJECTS + "/" + id;
        String other = signIn("council-520103").token();
        assertThat(post(PROJECTS, other, body("甲", "")).status()).isEqualTo(403);
        assertThat(post(PROJECTS, someone().token(), body("甲", "")).status()).isEqualTo(403);
        assertThat(post(PROJECTS, null, body("甲", "")).status()).isEqualTo(401);
        assertThat(post(path + "/publish", other, null).status()).isEqualTo(404);
        assertThat(post(path + "/publish", signIn("council").token(), null).status())
                .isEqualTo(200);
        assertThat(
                        post(path + "/shelve", other, "{\"reasonCode\":\"OTHER\",\"text\":\"甲\"}")
                                .status())
                .isEqualTo(403);
    }

    @Test
    void theSameCallAgainMakesOneProject() {
        String council = signIn("council-520102").token();
        Answer first = postWithKey(PROJECTS, council, body("一次", ""), "p1");
        Answer second = postWithKey(PROJECTS, council, body("一次", ""), "p1");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text("$.id")).isEqualTo(first.text("$.id"));
        assertThat(postWithKey(PROJECTS, council, body("两次", ""), "p1").code())
                .isEqualTo("idempotency.other-body");
        String publish = PROJECTS + "/" + first.text("$.id") + "/publish";
        assertThat(postWithKey(publish, council, "", "p2").status()).isEqualTo(200);
        assertThat(postWithKey(publish, council, "", "p2").text("$.step")).isEqualTo("POINT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{}' | 422",
                "'[]' | 400",
                "'{\"title\":1}' | 400",
                "'{\"more\":1}' | 400",
            })
    void badInputIsRefused(String body, int status) {
        Answer answer = post(PROJECTS, signIn("council").token(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"steps\":{\"POINT\":{\"quorum\":0}} | 422",
                ",\"steps\":{\"POINT\":{\"threshold\":101}} | 422",
                ",\"steps\":{\"WATCH\":{}} | 400",
                ",\"steps\":{\"POINT\":{\"opensAt\":\"soon\"}} | 400",
                ",\"roundId\":\"no.id\" | 422",
                ",\"mediaIds\":[\"nothing\"] | 422",
            })
    void badDetailsAreRefused(String more, int status) {
        Answer answer = post(PROJECTS, signIn("council").token(), body("甲", more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void listsAreFilteredAndPaged() {
        String council = signIn("council-520102").token();
        for (int i = 0; i < 3; i++) {
            post(PROJECTS + "/" + draft(council, "") + "/publish", council, null);
        }
        String list = PROJECTS + "?area=" + JIAXIULOU + "&step=POINT&limit=2";
        Answer page = get(list, null);
        assertThat(page.count("$.items")).isEqualTo(2);
        Answer next = get(list + "&cursor=" + page.text("$.nextCursor"), null);
        assertThat(next.<List<String>>at("$.items[*].id"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(page.<List<String>>at("$.items[*].id"));
        Answer closing = get(PROJECTS + "?sort=CLOSING&status=ACTIVE&limit=100", null);
        List<String> ends = closing.at("$.items[*].closesAt");
        assertThat(ends).isNotEmpty().isSorted();
        assertThat(get(PROJECTS + "?step=DRAFT", null).count("$.items")).isZero();
        assertThat(get(PROJECTS + "?step=LOST", null).status()).isEqualTo(400);
        assertThat(get(PROJECTS + "?area=" + DIANTAIJIE, null).body()).doesNotContain("加装路灯");
        assertThat(get(PROJECTS + "?area=1", null).status()).isEqualTo(404);
        assertThat(get(PROJECTS + "/no.id", null).code()).isEqualTo("project.not-found");
    }
}
