package org.zhumin.wechat.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The simulator seen from outside, as a test in any language sees it. */
class WeChatSimulatorTest {
    private final WeChatSimulator simulator =
            new WeChatSimulator(InetAddress.ofLiteral("127.0.0.1"), 0, "wx-test", "the-secret");
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        simulator.stop();
        http.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
    void listensOnTheLoopbackOnly(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new WeChatSimulator(InetAddress.ofLiteral(address), 0, "wx", "s"));
    }

    @Test
    void startsOnceAndStops() {
        assertThat(simulator.isRunning()).isFalse();
        simulator.start();
        String address = simulator.address();
        assertThat(simulator.address()).isEqualTo(address);
        simulator.stop();
        assertThat(simulator.isRunning()).isFalse();
    }

    @Test
    void tokenLivesTwoHours() throws Exception {
        String answer = token();
        assertThat(answer)
                .contains("\"expires_in\":7200")
                .contains("\"access_token\":\"sim-token-");
        assertThat(accessToken())
                .isEqualTo(JsonMapper.shared().readTree(answer).get("access_token").stringValue());
    }

    @ParameterizedTest
    @CsvSource({
        "wx-other, the-secret, 40013",
        "wx-test, other, 40125",
    })
    void strangersGetNoToken(String appId, String secret, int errcode) throws Exception {
        String body =
                "{\"grant_type\":\"client_credential\",\"appid\":\"%s\",\"secret\":\"%s\",\"force_refresh\":false}"
                        .formatted(appId, secret);
        assertThat(post(WeChatSimulator.TOKEN, body).body()).contains("\"errcode\":" + errcode);
    }

    @Test
    void unknownTokenIsRefused() throws Exception {
        assertThat(post(WeChatSimulator.TEXT + "?access_token=x", "{}").body())
                .contains("\"errcode\":40001");
        String signed = WeChatSimulator.TEXT + "?access_token=" + accessToken();
        simulator.expireTokens();
        assertThat(post(signed, "{}").body()).contains("\"errcode\":40001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'version':'2','openid':'openid-1','scene':2}",
                "{'version':'2','openid':'openid-1','scene':2,'content':''}",
                "{'version':'2','openid':'openid-1','scene':'2','content':'a'}",
                "{'version':'2','openid':'openid-1','scene':5,'content':'a'}",
                "{'version':2,'openid':'openid-1','scene':2,'content':'a'}",
                "{'version':'1','openid':'openid-1','scene':2,'content':'a'}",
                "{'version':'2','scene':2,'content':'a'}",
                "{'version':'2','openid':'openid-1','scene':2,'content':'a','extra':1}",
                "{'content':'a'}"
            })
    void textCheckIsReadStrictly(String body) throws Exception {
        String path = WeChatSimulator.TEXT + "?access_token=" + accessToken();
        assertThat(post(path, body.replace('\'', '"')).body()).contains("\"errcode\":47003");
        assertThat(post(path, "no json").body()).contains("\"errcode\":47001");
        String tooLong =
                "{\"version\":\"2\",\"openid\":\"openid-1\",\"scene\":2,\"content\":\"%s\"}";
        assertThat(post(path, tooLong.formatted("字".repeat(2_501))).body()).contains("47003");
    }

    @Test
    void wordListsDecide() throws Exception {
        String path = WeChatSimulator.TEXT + "?access_token=" + accessToken();
        String body = "{\"version\":\"2\",\"openid\":\"openid-1\",\"scene\":2,\"content\":\"%s\"}";
        assertThat(post(path, body.formatted("含有违规测试的文字")).body())
                .contains("\"suggest\":\"risky\",\"label\":20006");
        assertThat(post(path, body.formatted("复核测试")).body()).contains("\"suggest\":\"review\"");
        assertThat(post(path, body.formatted("路灯坏了")).body())
                .contains("\"suggest\":\"pass\",\"label\":100");
        assertThat(control("{\"riskyWords\":[\"路灯\"]}")).isEqualTo(204);
        assertThat(post(path, body.formatted("路灯坏了")).body()).contains("\"suggest\":\"risky\"");
        assertThat(post(path, body.formatted("违规测试")).body()).contains("\"suggest\":\"pass\"");
    }

    @Test
    void faultsCanBeOrderedOverHttp() throws Exception {
        assertThat(
                        control(
                                "{\"faults\":{\"/sns/jscode2session\":{\"errcode\":40163,\"times\":1}}}"))
                .isEqualTo(204);
        assertThat(get("/sns/jscode2session").body()).contains("40163");
        assertThat(get("/sns/jscode2session").body()).contains("40001");
        control("{\"faults\":{\"/sns/jscode2session\":{\"status\":502}}}");
        assertThat(get("/sns/jscode2session").statusCode()).isEqualTo(502);
        control("{\"faults\":{\"/sns/jscode2session\":{\"delayMillis\":150}}}");
        long start = System.nanoTime();
        get("/sns/jscode2session");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(149));
        http.send(request("/__control").DELETE().build(), BodyHandlers.discarding());
        assertThat(get("/sns/jscode2session").body()).contains("40001");
    }

    @Test
    void ordersAreReadStrictly() throws Exception {
        assertThat(control("{\"unknown\":1}")).isEqualTo(400);
        assertThat(control("no json")).isEqualTo(400);
        HttpRequest form =
                request("/__control")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{\"expireTokens\":true}"))
                        .build();
        assertThat(http.send(form, BodyHandlers.discarding()).statusCode()).isEqualTo(415);
    }

    @Test
    void shortTokensCanBeOrdered() throws Exception {
        String before = accessToken();
        control("{\"tokenSeconds\":300}");
        assertThat(token()).contains("\"expires_in\":300").doesNotContain(before);
    }

    @Test
    void receivedRequestsAreShownWithoutTheSecret() throws Exception {
        token();
        get("/sns/jscode2session?appid=wx-test&secret=the-secret&js_code=sim-anna");
        String shown = get("/__control").body();
        assertThat(shown).contains("sim-anna", "client_credential").doesNotContain("the-secret");
    }

    @Test
    void onlyTheLastRequestsAreKept() throws Exception {
        for (int i = 0; i < 205; i++) {
            get("/nothing/" + i);
        }
        List<ReceivedRequest> received = simulator.received();
        assertThat(received).hasSize(200);
        assertThat(received.getLast().path()).isEqualTo("/nothing/204");
    }

    @Test
    void unknownPathsAreNotFound() throws Exception {
        assertThat(get("/cgi-bin/unknown").statusCode()).isEqualTo(404);
        assertThat(get("/__control/other").statusCode()).isEqualTo(404);
    }

    private String token() throws Exception {
        String body =
                "{\"grant_type\":\"client_credential\",\"appid\":\"wx-test\",\"secret\":\"the-secret\",\"force_refresh\":false}";
        return post(WeChatSimulator.TOKEN, body).body();
    }

    private String accessToken() throws Exception {
        return JsonMapper.shared().readTree(token()).get("access_token").stringValue();
    }

    private int control(String body) throws Exception {
        return post("/__control", body).statusCode();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.address() + path))
                .timeout(Duration.ofSeconds(10));
    }
}
