package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.zhumin.wechat.WeChatFixture.OPENID;
import static org.zhumin.wechat.WeChatFixture.get;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;
import org.zhumin.wechat.simulator.ReceivedRequest;
import org.zhumin.wechat.simulator.WeChatSimulator;

import java.net.URI;
import java.util.Map;

/** What reaches WeChat, call by call. */
class RequestShapesTest {
    private final WeChatFixture fixture = new WeChatFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void tokenIsTheStableOne() throws Exception {
        get(fixture.weChat.exchangeCode("sim-anna"));
        ReceivedRequest request = fixture.simulator.received().getFirst();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /cgi-bin/stable_token");
        assertThat(request.contentType()).startsWith("application/json");
        JSONAssert.assertEquals(
                "{grant_type:'client_credential',appid:'wx-test',secret:'***',force_refresh:false}",
                request.body(),
                true);
    }

    @Test
    void loginCodeIsExchanged() {
        WeChatSession session = get(fixture.weChat.exchangeCode("sim-anna"));
        assertThat(session.openid()).startsWith("sim-openid-");
        assertThat(session.unionid()).isNull();
        ReceivedRequest request = last();
        assertThat(request.method() + " " + request.path()).isEqualTo("GET /sns/jscode2session");
        assertThat(request.query())
                .contains(
                        entry("appid", "wx-test"),
                        entry("secret", "***"),
                        entry("js_code", "sim-anna"),
                        entry("grant_type", "authorization_code"))
                .containsOnlyKeys("access_token", "appid", "secret", "js_code", "grant_type");
    }

    @Test
    void sameNameIsTheSamePersonInEverySimulator() {
        try (WeChatFixture other = new WeChatFixture()) {
            var here = get(fixture.weChat.exchangeCode("sim-anna"));
            assertThat(get(other.weChat.exchangeCode("sim-anna"))).isEqualTo(here);
            assertThat(get(other.weChat.exchangeCode("sim-bert"))).isNotEqualTo(here);
        }
    }

    @Test
    void phoneCodeIsExchanged() throws Exception {
        assertThat(get(fixture.weChat.phoneNumber("sim-phone-13800138000")))
                .isEqualTo("13800138000");
        assertPosted("/wxa/business/getuserphonenumber", "{code:'sim-phone-13800138000'}");
    }

    @Test
    void foreignNumberKeepsItsCountry() {
        fixture.simulator.inject(
                WeChatSimulator.PHONE,
                org.zhumin.wechat.simulator.Fault.body(
                        """
                        {"errcode":0,"errmsg":"ok","phone_info":{"phoneNumber":"+85291234567",\
                        "purePhoneNumber":"91234567","countryCode":"852"}}\
                        """));
        assertThat(get(fixture.weChat.phoneNumber("sim-phone-13800138000")))
                .isEqualTo("+85291234567");
    }

    @Test
    void textIsCheckedByTheSecondVersion() throws Exception {
        var check = new TextCheck(OPENID, TextScene.FORUM, "标题", "昵称", "路灯坏了");
        assertThat(get(fixture.weChat.checkText(check)))
                .isEqualTo(new TextVerdict(TextVerdict.Suggestion.PASS, 100));
        assertPosted(
                "/wxa/msg_sec_check",
                "{version:'2',openid:'openid-of-somebody',scene:3,title:'标题',nickname:'昵称',content:'路灯坏了'}");
    }

    @Test
    void textWithoutTitleSendsNone() throws Exception {
        get(fixture.weChat.checkText(WeChatFixture.text("路灯坏了")));
        assertPosted(
                "/wxa/msg_sec_check",
                "{version:'2',openid:'openid-of-somebody',scene:3,content:'路灯坏了'}");
    }

    @Test
    void mediaIsCheckedByAddress() throws Exception {
        var check =
                new MediaCheck(
                        OPENID,
                        TextScene.PROFILE,
                        MediaCheck.Kind.IMAGE,
                        URI.create("https://media.example/a.jpg?sig=1"));
        assertThat(get(fixture.weChat.checkMedia(check))).startsWith("sim-trace-");
        assertPosted(
                "/wxa/media_check_async",
                "{media_url:'https://media.example/a.jpg?sig=1',media_type:2,version:2,openid:'openid-of-somebody',scene:1}");
    }

    @Test
    void subscribeMessageIsSent() throws Exception {
        var message =
                new SubscribeMessage(
                        OPENID, "template", "pages/request/index?id=1", Map.of("thing1", "已办结"));
        assertThat(get(fixture.weChat.sendSubscribeMessage(message))).isEqualTo(SendResult.sent());
        assertPosted(
                "/cgi-bin/message/subscribe/send",
                "{touser:'openid-of-somebody',template_id:'template',page:'pages/request/index?id=1',miniprogram_state:'formal',lang:'zh_CN',data:{thing1:{value:'已办结'}}}");
    }

    @Test
    void qrCodeIsDrawn() throws Exception {
        byte[] picture = get(fixture.weChat.qrCode(new QrCode("e=01j9", "pages/event/index", 430)));
        assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
        assertThat(last().contentType()).startsWith("text/plain");
        assertPosted(
                "/wxa/getwxacodeunlimit",
                "{scene:'e=01j9',page:'pages/event/index',check_path:true,env_version:'release',width:430,auto_color:false,is_hyaline:false}");
    }

    @Test
    void callsAreCounted() {
        get(fixture.weChat.exchangeCode("sim-anna"));
        get(fixture.weChat.checkText(WeChatFixture.text("违规测试")));
        assertThat(fixture.counted(Call.SESSION, "ok")).isEqualTo(1);
        assertThat(fixture.counted(Call.TEXT, "risky")).isEqualTo(1);
    }

    private void assertPosted(String path, String json) throws Exception {
        ReceivedRequest request = last();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST " + path);
        assertThat(request.query()).containsOnlyKeys("access_token");
        JSONAssert.assertEquals(json, request.body(), true);
    }

    private ReceivedRequest last() {
        return fixture.simulator.received().getLast();
    }
}
