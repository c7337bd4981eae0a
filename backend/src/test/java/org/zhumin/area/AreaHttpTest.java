package org.zhumin.area;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@SpringBootTest(
        classes = HttpSlice.class,
        properties = {HttpSlice.REDIS_AWAY, HttpSlice.SECRET})
class AreaHttpTest {
    private final WebTestClient http;

    @Autowired
    AreaHttpTest(ApplicationContext context) {
        http = WebTestClient.bindToApplicationContext(context).build();
    }

    @Test
    void theRootListHoldsTheCityAlone() {
        ok("/api/v1/areas")
                .json(
                        """
                        {"items": [{"code": "520100", "name": "贵阳市", "level": "CITY",
                            "hasChildren": true}], "nextCursor": null}
                        """);
    }

    @Test
    void childrenOfAStreetAreItsCommunities() {
        ok("/api/v1/areas?parent=520102016")
                .jsonPath("$.items.length()")
                .isEqualTo(7)
                .jsonPath("$.items[2].name")
                .isEqualTo("甲秀楼社区")
                .jsonPath("$.items[2].level")
                .isEqualTo("COMMUNITY")
                .jsonPath("$.items[2].hasChildren")
                .isEqualTo(false);
    }

    @Test
    void pagesGiveEveryChildOnce() {
        List<String> codes = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Map<?, ?> page =
                    http.get()
                            .uri("/api/v1/areas?parent=520100&limit=3" + cursor)
                            .exchange()
                            .expectStatus()
                            .isOk()
                            .expectBody(Map.class)
                            .returnResult()
                            .getResponseBody();
            ((List<?>) page.get("items"))
                    .forEach(item -> codes.add((String) ((Map<?, ?>) item).get("code")));
            Object next = page.get("nextCursor");
            cursor = next == null ? null : "&cursor=" + next;
        }
        assertThat(codes).hasSize(10).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "520100, CITY, 1, 5",
        "520102, DISTRICT, 2, 3",
        "520102016, STREET, 3, 3",
        "520103021006, COMMUNITY, 4, 2"
    })
    void anAreaTellsItsPathAndGrids(String code, String level, int steps, int grids) {
        ok("/api/v1/areas/" + code)
                .jsonPath("$.code")
                .isEqualTo(code)
                .jsonPath("$.level")
                .isEqualTo(level)
                .jsonPath("$.path.length()")
                .isEqualTo(steps)
                .jsonPath("$.path[0].name")
                .isEqualTo("贵阳市")
                .jsonPath("$.path[" + (steps - 1) + "].code")
                .isEqualTo(code)
                .jsonPath("$.grids")
                .isEqualTo(grids);
    }

    @Test
    void aKnownAnswerIsNotSentAgain() {
        String etag =
                http.get()
                        .uri("/api/v1/areas/520102")
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getResponseHeaders()
                        .getETag();
        http.get()
                .uri("/api/v1/areas/520102")
                .header("If-None-Match", etag)
                .exchange()
                .expectStatus()
                .isNotModified();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/areas/520199",
                "/api/v1/areas/abc",
                "/api/v1/areas/5201020160030",
                "/api/v1/areas/%20",
                "/api/v1/areas?parent=",
                "/api/v1/areas?parent=52010",
                "/api/v1/areas?parent=%EF%BC%95%EF%BC%92%EF%BC%90%EF%BC%91%EF%BC%90%EF%BC%90",
                "/api/v1/areas?parent=999999"
            })
    void whatIsNoAreaIsNotFound(String uri) {
        refused(uri, 404, "area.not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "limit=ten, limit",
    })
    void aLimitOutOfRangeIsNamed(String query, String field) {
        refused("/api/v1/areas?" + query, 400, "request.malformed")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void aForeignCursorIsRefused() {
        refused("/api/v1/areas?cursor=abc", 400, "request.cursor-invalid");
    }

    @Test
    void aPlaceInAGridIsLocated() {
        ok("/api/v1/areas/locate?longitude=106.719&latitude=26.571")
                .json(
                        """
                        {"gridId": "520102016003D01", "areaCode": "520102016003", "path": [
                            {"code": "520100", "name": "贵阳市"},
                            {"code": "520102", "name": "南明区"},
                            {"code": "520102016", "name": "新华路街道"},
                            {"code": "520102016003", "name": "甲秀楼社区"}]}
                        """);
    }

    @Test
    void aPlaceWithoutGridIsInTheCity() {
        ok("/api/v1/areas/locate?longitude=106.6223&latitude=26.6021")
                .jsonPath("$.gridId")
                .doesNotExist()
                .jsonPath("$.areaCode")
                .isEqualTo("520100")
                .jsonPath("$.path.length()")
                .isEqualTo(1);
    }

    @Test
    void aPlaceOutsideIsNotFound() {
        refused("/api/v1/areas/locate?longitude=116.4&latitude=39.9", 404, "area.outside-city");
    }

    @ParameterizedTest
    @CsvSource({
        "longitude=106.7, latitude",
        "latitude=26.5, longitude",
        "longitude=&latitude=26.5, longitude",
        "longitude=NaN&latitude=26.5, longitude",
        "longitude=Infinity&latitude=26.5, longitude",
        "longitude=-Infinity&latitude=26.5, longitude",
        "longitude=1e999&latitude=26.5, longitude",
        "longitude=106.7d&latitude=26.5, longitude",
        "longitude=0x1p3&latitude=26.5, longitude",
        "longitude=106%2C7&latitude=26.5, longitude",
        "longitude=180.1&latitude=26.5, longitude",
        "longitude=-180.1&latitude=26.5, longitude",
        "longitude=106.7&latitude=90.1, latitude",
        "longitude=106.7&latitude=-91, latitude",
        "longitude=106.7&latitude=NaN, latitude",
        "longitude=106.7&latitude=%00, latitude"
    })
    void whatIsNoPlaceIsNamed(String query, String field) {
        refused("/api/v1/areas/locate?" + query, 400, "request.malformed")
                .jsonPath("$.errors.length()")
                .isEqualTo(1)
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void aGridShowsItsWorkers() {
        ok("/api/v1/grids/520103021006D01")
                .json(
                        """
                        {"id": "520103021006D01", "areaCode": "520103021006", "workers": [
                            {"name": "演示网格员五", "servicePhone": "0851-00000005"}]}
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "no-id", "aaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void whatIsNoGridIsNotFound(String id) {
        refused("/api/v1/grids/" + id, 404, "area.grid-not-found");
    }

    private WebTestClient.BodyContentSpec ok(String uri) {
        return http.get().uri(URI.create(uri)).exchange().expectStatus().isOk().expectBody();
    }

    private WebTestClient.BodyContentSpec refused(String uri, int status, String code) {
        return http.get()
                .uri(URI.create(uri))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }
}
