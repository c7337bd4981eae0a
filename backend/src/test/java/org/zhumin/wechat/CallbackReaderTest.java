package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.wechat.CallbackMessage.Choice;
import org.zhumin.wechat.CallbackMessage.Delivery;
import org.zhumin.wechat.CallbackMessage.MediaChecked;
import org.zhumin.wechat.CallbackMessage.SubscribeChanged;
import org.zhumin.wechat.CallbackMessage.SubscribeChosen;
import org.zhumin.wechat.CallbackMessage.SubscribeSent;
import org.zhumin.wechat.TextVerdict.Suggestion;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

class CallbackReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");

    private static JsonNode json(String text) {
        return CallbackReader.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CallbackMessage read(String text) {
        return CallbackReader.read("id", NOW, json(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"errcode\":0,\"result\":{\"suggest\":\"pass\",\"label\":\"100\"}|PASS",
                "\"result\":{\"suggest\":\"risky\",\"label\":20002}|RISKY",
                "\"result\":{\"suggest\":\"review\",\"label\":20002}|REVIEW",
                "\"result\":{\"suggest\":\"new\"}|UNCHECKED",
                "\"errcode\":-1008,\"result\":{\"suggest\":\"pass\"}|UNCHECKED",
                "\"errcode\":\"-1008\"|UNCHECKED",
                "\"isrisky\":0,\"status_code\":0|PASS",
                "\"isrisky\":\"1\",\"status_code\":\"0\"|RISKY",
                "\"isrisky\":0,\"status_code\":4294966288|UNCHECKED",
                "\"version\":2|UNCHECKED"
            })
    void readsBothShapesOfAMediaResult(String fields, Suggestion expected) {
        var message = read("{\"Event\":\"wxa_media_check\",\"trace_id\":\"t1\"," + fields + "}");
        assertThat(message).isEqualTo(new MediaChecked("id", NOW, "t1", expected));
    }

    @Test
    void readsSubscriptionsWhetherOneOrSeveral() {
        assertThat(
                        read(
                                """
                                {"FromUserName":"o1","Event":"subscribe_msg_popup_event","List":[
                                {"TemplateId":"a","SubscribeStatusString":"accept","PopupScene":"2"},
                                {"TemplateId":"b","SubscribeStatusString":"reject"}]}\
                                """))
                .isInstanceOfSatisfying(
                        SubscribeChosen.class,
                        chosen ->
                                assertThat(chosen.choices())
                                        .containsExactly(
                                                new Choice("a", true), new Choice("b", false)));
        assertThat(
                        read(
                                """
                                {"FromUserName":"o1","Event":"subscribe_msg_change_event",
                                "List":{"TemplateId":"a","SubscribeStatusString":"reject"}}\
                                """))
                .isInstanceOfSatisfying(
                        SubscribeChanged.class,
                        changed ->
                                assertThat(changed.choices())
                                        .containsExactly(new Choice("a", false)));
        assertThat(
                        read(
                                """
                                {"FromUserName":"o1","Event":"subscribe_msg_sent_event",
                                "List":{"TemplateId":"a","MsgID":"17","ErrorCode":"0",
                                "ErrorStatus":"success"}}\
                                """))
                .isInstanceOfSatisfying(
                        SubscribeSent.class,
                        sent ->
                                assertThat(sent.deliveries())
                                        .containsExactly(new Delivery("a", "17", 0, "success")))
                .asString()
                .doesNotContain("o1");
    }

    @Test
    void theIdIsTheMessages() {
        String one = "{\"Event\":\"e\",\"FromUserName\":\"o\",\"CreateTime\":1,\"trace_id\":\"t\"}";
        String same =
                "{\"trace_id\":\"t\",\"CreateTime\":\"1\",\"FromUserName\":\"o\",\"Event\":\"e\"}";
        assertThat(CallbackReader.idOf(json(one))).isEqualTo(CallbackReader.idOf(json(same)));
        assertThat(CallbackReader.idOf(json(one)))
                .isNotEqualTo(CallbackReader.idOf(json(one.replace("\"t\"", "\"u\""))));
    }

    @Test
    void whatIsNotForUsIsOfNoInterest() {
        assertThat(CallbackReader.isOfInterest(json("{\"MsgType\":\"text\"}"))).isFalse();
        assertThat(read("{\"MsgType\":\"text\"}")).isNull();
    }
}
