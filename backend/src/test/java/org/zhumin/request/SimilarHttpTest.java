package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.testing.ApplicationTest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Each test stands on a spot of its own, since all share the running application. */
class SimilarHttpTest extends ApplicationTest {
    private static final String REQUESTS = "/api/v1/requests";
    private static final AtomicInteger SPOTS = new AtomicInteger();

    private Person owner;
    private String council;

    private double latitude = 26.9;

    @BeforeEach
    void people() {
        owner = someoneWithPhone();
        council = signIn("council").token();
    }

    /** Five kilometres from every other, north of the city, where nothing else is tested. */
    private void goToANewSpot() {
        latitude += SPOTS.incrementAndGet() * 0.05;
    }

    private String submit(String kind, String category, String content, double longitude) {
        String body =
                """
                {"kind":"%s","categoryCode":%s,"content":"%s","visibility":"PUBLIC","areaCode":"%s",
                 "location":{"longitude":%s,"latitude":%s,"address":"某巷口"},"answers":%s}
                """
                        .formatted(
                                kind,
                                category == null ? "null" : "\"" + category + "\"",
                                content,
                                JIAXIULOU,
                                longitude,
                                latitude,
                                "roads-lamp".equals(category) ? "{\"fault\":\"不亮\"}" : "{}");
        Answer answer = post(REQUESTS, owner.token(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("$.id");
    }

    private String publish(String category, String content, double longitude) {
        String id = submit("HELP", category, content, longitude);
        act(id, "accept", "{}");
        return id;
    }

    private void act(String id, String action, String body) {
        Answer answer = post("/api/v1/desk/requests/" + id + "/" + action, council, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private Answer similar(String rest) {
        return get(
                REQUESTS + "/similar?longitude=106.7&latitude=" + latitude + rest,
                someone().token());
    }

    private static String text(String text) {
        return "&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void theLikeliestComesFirstWithoutPersonalDataAndOnlyRoughly() {
        goToANewSpot();
        String lamp = publish("roads-lamp", "巷口路灯不亮电话13800001234", 106.70012);
        String surface = publish("roads-surface", "巷口路面有大坑", 106.7);
        publish("roads-lamp", "巷口路灯不亮", 106.71);
        put(REQUESTS + "/" + lamp + "/support", someoneWithPhone().token(), null);
        Answer answer = similar("&categoryCode=roads-lamp" + text("巷口的路灯不亮了"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.<List<String>>at("$.items[*].id")).startsWith(lamp);
        assertThat(answer.text("$.items[0].distanceMeters"))
                .isEqualTo(
                        similar("&categoryCode=roads-surface").text("$.items[0].distanceMeters"));
        assertThat(answer.text("$.items[0].supporters")).isEqualTo("1");
        assertThat(answer.body()).doesNotContain("13800001234");
        assertThat(similar("&categoryCode=roads-surface").<List<String>>at("$.items[*].id"))
                .startsWith(surface);
    }

    @Test
    void nothingIsShownThatIsNotOpenAndPublic() {
        goToANewSpot();
        submit("HELP", "roads-lamp", "路灯不亮待受理", 106.7);
        act(submit("REPORT", null, "路灯不亮有人偷线", 106.7), "accept", "{}");
        String rejected = publish("roads-lamp", "路灯不亮不受理", 106.7);
        String into = publish("roads-lamp", "路灯不亮主单", 106.7);
        String merged = publish("roads-lamp", "路灯不亮重复", 106.7);
        assertThat(similar(text("路灯不亮")).<List<String>>at("$.items[*].id"))
                .containsExactlyInAnyOrder(rejected, into, merged);
        act(rejected, "reject", "{\"reasonCode\":\"OTHER_CITY\",\"text\":\"请向当地反映\"}");
        act(merged, "merge", "{\"intoId\":\"" + into + "\"}");
        assertThat(similar(text("路灯不亮")).<List<String>>at("$.items[*].id")).containsExactly(into);
        assertThat(near("").<List<String>>at("$.items[*].id")).containsExactly(into);
    }

    private Answer near(String rest) {
        return get(REQUESTS + "?near=106.7," + latitude + rest, null);
    }

    @Test
    void theListAroundAPlacePagesInEveryOrder() {
        goToANewSpot();
        String one = publish("roads-lamp", "近处", 106.7);
        String two = publish("roads-surface", "稍远", 106.705);
        String three = publish("roads-lamp", "再远", 106.71);
        publish("roads-lamp", "太远", 106.73);
        put(REQUESTS + "/" + three + "/support", someoneWithPhone().token(), null);
        assertThat(near("").<List<String>>at("$.items[*].id")).containsExactly(one, two, three);
        assertThat(near("&sort=NEW").<List<String>>at("$.items[*].id"))
                .containsExactly(three, two, one);
        assertThat(near("&sort=SUPPORT").<List<String>>at("$.items[*].id"))
                .hasSize(3)
                .startsWith(three);
        assertThat(near("&category=roads-lamp").<List<String>>at("$.items[*].id"))
                .containsExactly(one, three);
        Answer first = near("&limit=2");
        Answer second = near("&limit=2&cursor=" + first.text("$.nextCursor"));
        assertThat(second.<List<String>>at("$.items[*].id")).containsExactly(three);
        assertThat(
                        get(
                                        REQUESTS
                                                + "?near=106.7,26.0001&cursor="
                                                + first.text("$.nextCursor"),
                                        null)
                                .code())
                .isEqualTo("request.cursor-invalid");
    }

    @Test
    void theMostSupportedAreListedWithoutAPlaceToo() {
        goToANewSpot();
        String id = publish("roads-lamp", "支持最多", 106.7);
        for (int i = 0; i < 3; i++) {
            put(REQUESTS + "/" + id + "/support", someoneWithPhone().token(), null);
        }
        Answer list = get(REQUESTS + "?sort=SUPPORT&status=ACCEPTED&area=" + JIAXIULOU, null);
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        List<Integer> supporters = list.at("$.items[*].supporters");
        assertThat(supporters).isSortedAccordingTo((a, b) -> b - a);
        assertThat(list.<List<String>>at("$.items[*].id")).contains(id);
    }

    @Test
    void similarIsForResidents() {
        assertThat(get(REQUESTS + "/similar?longitude=106.7&latitude=26.5", null).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400, request.malformed",
        "?longitude=106.7, 400, request.malformed",
        "?longitude=NaN&latitude=26, 400, request.malformed",
        "?longitude=1e2&latitude=26, 400, request.malformed",
        "?longitude=181&latitude=26, 400, request.malformed",
        "?longitude=106&latitude=-90.1, 400, request.malformed",
        "?longitude=106&latitude=26&categoryCode=no-such, 422, request.category-unknown"
    })
    void aBadPlaceIsNamed(String query, int status, String code) {
        Answer answer = get(REQUESTS + "/similar" + query, owner.token());
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void aTextMayNotBeTooLong() {
        Answer answer = similar(text("长".repeat(501)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("$.errors[0].field")).isEqualTo("text");
        assertThat(similar(text("长".repeat(500))).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "?sort=OLD",
        "?sort=NEAR",
        "?near=106.7",
        "'?near=106.7,26.5,1'",
        "'?near=x,y'",
        "'?near=106.7,91'",
        "'?near=106.7,26.5&sort=DUE'",
        "'?near=106.7,26.5&status=CLOSED'",
        "?sort=SUPPORT&status=MERGED"
    })
    void aBadQueryOfTheListIsAProblem(String query) {
        Answer answer = get(REQUESTS + query, null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("request.malformed");
    }
}
