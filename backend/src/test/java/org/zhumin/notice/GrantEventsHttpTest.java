package org.zhumin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhumin.testing.ApplicationTest;
import org.zhumin.wechat.simulator.WeChatSimulator;

import java.time.Duration;

class GrantEventsHttpTest extends ApplicationTest {
    private static final String GRANTS = "/api/v1/notices/grants";
    private static final String REPLY = "sim-request-reply";
    private static final String PROGRESS = "sim-request-progress";

    @Autowired private WeChatSimulator simulator;

    private record Named(String name, Person person) {}

    private Named named() {
        String name = newName();
        return new Named(name, signIn(name));
    }

    private void push(Named who, String event, int second, String list) {
        simulator.push(
                """
                {"ToUserName":"gh_1","FromUserName":"%s","CreateTime":%d,"MsgType":"event",
                 "Event":"%s","List":%s}
                """
                        .formatted(
                                WeChatSimulator.openid(who.name()),
                                1_700_000_000 + second,
                                event,
                                list));
    }

    private static String choice(String template, String status) {
        return "{\"TemplateId\":\"%s\",\"SubscribeStatusString\":\"%s\",\"PopupScene\":\"0\"}"
                .formatted(template, status);
    }

    private int left(Named who, String template) {
        Answer export = get("/api/v1/me/export", who.person().token());
        String body = export.body();
        return body.contains(template)
                ? export.<Integer>at("$.notices.acceptances['" + template + "']")
                : 0;
    }

    private void awaitLeft(Named who, String template, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(left(who, template)).isEqualTo(count));
    }

    private void accept(Named who) {
        assertThat(post(GRANTS, who.person().token(), "{\"" + REPLY + "\":\"accept\"}").status())
                .isEqualTo(204);
    }

    @Test
    void whatWasChosenInTheDialogCountsOnceHoweverItIsTold() {
        Named who = named();
        accept(who);
        assertThat(left(who, REPLY)).isEqualTo(1);
        String both = "[" + choice(REPLY, "accept") + "," + choice(PROGRESS, "accept") + "]";
        push(who, "subscribe_msg_popup_event", 1, both);
        push(who, "subscribe_msg_popup_event", 1, both);
        awaitLeft(who, PROGRESS, 1);
        assertThat(left(who, REPLY)).isEqualTo(1);

        push(who, "subscribe_msg_popup_event", 2, choice(REPLY, "accept"));
        awaitLeft(who, REPLY, 2);
        accept(who);
        assertThat(left(who, REPLY)).isEqualTo(2);
        push(who, "subscribe_msg_popup_event", 3, choice(PROGRESS, "reject"));
        accept(who);
        awaitLeft(who, REPLY, 3);
        assertThat(left(who, PROGRESS)).isEqualTo(1);
    }

    @Test
    void aRejectionInTheSettingsEndsWhatIsLeft() {
        Named who = named();
        accept(who);
        accept(who);
        push(who, "subscribe_msg_change_event", 1, choice(REPLY, "reject"));
        awaitLeft(who, REPLY, 0);
        accept(who);
        push(who, "subscribe_msg_change_event", 1, choice(REPLY, "reject"));
        push(who, "subscribe_msg_change_event", 2, choice(REPLY, "accept"));
        push(who, "subscribe_msg_popup_event", 3, choice(PROGRESS, "accept"));
        awaitLeft(who, PROGRESS, 1);
        assertThat(left(who, REPLY)).isEqualTo(1);
    }

    @Test
    void aMessageThatWasNotAcceptedEndsWhatIsLeft() {
        Named who = named();
        accept(who);
        String sent =
                "{\"TemplateId\":\"%s\",\"MsgID\":\"1\",\"ErrorCode\":\"%s\",\"ErrorStatus\":\"x\"}";
        push(who, "subscribe_msg_sent_event", 1, sent.formatted(REPLY, "0"));
        push(who, "subscribe_msg_popup_event", 2, choice(PROGRESS, "accept"));
        awaitLeft(who, PROGRESS, 1);
        assertThat(left(who, REPLY)).isEqualTo(1);
        push(who, "subscribe_msg_sent_event", 3, sent.formatted(REPLY, "43101"));
        awaitLeft(who, REPLY, 0);
    }

    @Test
    void ofStrangersAndUnknownTemplatesNothingIsKept() {
        Named stranger = new Named("never-here-" + newName(), null);
        push(stranger, "subscribe_msg_popup_event", 1, choice(REPLY, "accept"));
        Named who = named();
        push(who, "subscribe_msg_popup_event", 1, choice("no-such", "accept"));
        push(who, "subscribe_msg_popup_event", 2, choice(REPLY, "accept"));
        awaitLeft(who, REPLY, 1);
        assertThat(get("/api/v1/me/export", who.person().token()).body()).doesNotContain("no-such");
    }
}
