package org.zhumin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.zhumin.kernel.ResidentId;
import org.zhumin.testing.ApplicationTest;
import org.zhumin.wechat.simulator.Fault;
import org.zhumin.wechat.simulator.ReceivedRequest;
import org.zhumin.wechat.simulator.WeChatSimulator;

import reactor.core.publisher.Flux;

import java.util.List;

class NoticeHttpTest extends ApplicationTest {
    private static final String NOTICES = "/api/v1/notices";
    private static final String GRANTS = NOTICES + "/grants";
    private static final String ACCEPT = "{\"sim-request-reply\":\"accept\"}";

    /** Urgent, so that the test says the same by night. */
    private static final NoticeType REPLIED =
            new NoticeType() {
                @Override
                public String code() {
                    return "request.replied";
                }

                @Override
                public boolean isUrgent() {
                    return true;
                }
            };

    @Autowired private Notices notices;
    @Autowired private NoticeSweeper sweeper;
    @Autowired private WeChatSimulator simulator;

    private record Named(String name, Person person) {
        String token() {
            return person.token();
        }

        ResidentId id() {
            return new ResidentId(person.id());
        }
    }

    @AfterEach
    void mend() {
        simulator.reset();
    }

    private Named named() {
        String name = newName();
        return new Named(name, signIn(name));
    }

    private void tell(Named to, String reference) {
        notices.tell(news(to, reference)).block();
    }

    private static NewNotice news(Named to, String reference) {
        return new NewNotice(
                to.id(),
                REPLIED,
                "request.replied",
                reference,
                List.of("20261124000001", "小区门口的路灯已经坏了三个星期一直没有人来修理"),
                "pages/request/detail?id=1");
    }

    private List<String> sentTo(Named person) {
        return simulator.received().stream()
                .filter(request -> request.path().equals(WeChatSimulator.SUBSCRIBE))
                .map(ReceivedRequest::body)
                .filter(body -> body.contains(WeChatSimulator.openid(person.name())))
                .toList();
    }

    @Test
    void anAcceptedMessageReachesWeChatOnceWithFieldsThatFit() {
        Named owner = named();
        assertThat(post(GRANTS, owner.token(), ACCEPT).status()).isEqualTo(204);
        tell(owner, "a");
        tell(owner, "a");
        tell(owner, "b");
        assertThat(sentTo(owner))
                .singleElement()
                .asString()
                .contains("\"template_id\":\"sim-request-reply\"")
                .contains("\"page\":\"pages/request/detail?id=1\"")
                .contains("\"thing2\":{\"value\":\"小区门口的路灯已经坏了三个星期一直没有…\"}")
                .contains("\"phrase3\":{\"value\":\"待您确认\"}");
        assertThat(get(NOTICES, owner.token()).<List<?>>at("$.items")).hasSize(2);
    }

    @Test
    void theInboxSpeaksTheReadersLanguageAndKnowsWhatIsRead() {
        Named owner = named();
        tell(owner, "a");
        tell(owner, "b");
        Answer inbox = get(NOTICES + "?limit=1", owner.token());
        assertThat(inbox.text("$.items[0].title")).isEqualTo("诉求有回复了");
        assertThat(inbox.text("$.items[0].text")).contains("20261124000001").contains("路灯");
        assertThat(inbox.text("$.items[0].type")).isEqualTo("request.replied");
        assertThat(inbox.text("$.items[0].page")).isEqualTo("pages/request/detail?id=1");
        assertThat(inbox.<Boolean>at("$.items[0].read")).isFalse();
        String newest = inbox.text("$.items[0].id");
        assertThat(notices.countUnread(owner.id()).block()).isEqualTo(2);
        var body = "{\"ids\":[\"" + newest + "\"]}";
        assertThat(post(NOTICES + "/read", owner.token(), body).status()).isEqualTo(204);
        assertThat(notices.countUnread(owner.id()).block()).isEqualTo(1);
        Answer older =
                get(NOTICES + "?limit=1&cursor=" + inbox.text("$.nextCursor"), owner.token());
        assertThat(older.<List<?>>at("$.items")).hasSize(1);
        assertThat(older.text("$.items[0].id")).isNotEqualTo(newest);
        var upTo = "{\"upTo\":\"" + inbox.text("$.items[0].at") + "\"}";
        assertThat(post(NOTICES + "/read", owner.token(), upTo).status()).isEqualTo(204);
        assertThat(notices.countUnread(owner.id()).block()).isZero();
        var headers = bearer(owner.token());
        headers.set("Accept-Language", "en");
        assertThat(call(HttpMethod.GET, NOTICES, headers, null).text("$.items[0].title"))
                .isEqualTo("Your request has a reply");
    }

    @Test
    void nobodyMarksTheNoticesOfAnother() {
        Named owner = named();
        tell(owner, "a");
        String id = get(NOTICES, owner.token()).text("$.items[0].id");
        var body = "{\"ids\":[\"" + id + "\"]}";
        assertThat(post(NOTICES + "/read", someone().token(), body).status()).isEqualTo(204);
        assertThat(notices.countUnread(owner.id()).block()).isEqualTo(1);
        assertThat(get(NOTICES, someone().token()).<List<?>>at("$.items")).isEmpty();
    }

    @Test
    void sixteenTellsAtOnceMakeOneEntryAndOneMessage() {
        Named owner = named();
        for (int i = 0; i < 3; i++) {
            post(GRANTS, owner.token(), ACCEPT);
        }
        Flux.range(0, 16).flatMap(i -> notices.tell(news(owner, "same")), 16).blockLast();
        sweeper.sweepAll().block();
        assertThat(get(NOTICES, owner.token()).<List<?>>at("$.items")).hasSize(1);
        assertThat(sentTo(owner)).hasSize(1);
    }

    @Test
    void aRefusalOfWeChatsEndsAllAcceptances() {
        Named owner = named();
        post(GRANTS, owner.token(), ACCEPT);
        post(GRANTS, owner.token(), ACCEPT);
        simulator.inject(WeChatSimulator.SUBSCRIBE, Fault.errcode(43101));
        tell(owner, "a");
        tell(owner, "b");
        assertThat(sentTo(owner)).hasSize(1);
        assertThat(
                        get("/api/v1/me/export", owner.token())
                                .<Integer>at("$.notices.acceptances['sim-request-reply']"))
                .isZero();
    }

    @Test
    void theOperatorSeesWhatWeChatTurnsDownByErrcode() {
        Named owner = named();
        post(GRANTS, owner.token(), ACCEPT);
        simulator.inject(WeChatSimulator.SUBSCRIBE, Fault.errcode(47003));
        tell(owner, "a");
        Answer ops = get("/api/v1/admin/ops", signIn("auditor").token());
        String refused = "$.notices.byErrcode[?(@.errcode==47003)]";
        assertThat(ops.<List<Integer>>at(refused + ".count")).hasSize(1).doesNotContain(0);
        assertThat(ops.<List<Integer>>at("$.notices.byErrcode[?(@.errcode==0)].count")).isEmpty();
    }

    @Test
    void aTemplateIsAskedForByScene() {
        Answer asked = get(NOTICES + "/templates?scene=request", null);
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.<List<String>>at("$[*].templateId"))
                .containsExactly("sim-request-progress", "sim-request-reply");
        assertThat(asked.<List<String>>at("$[*].kind")).containsOnly("ONE_TIME");
        assertThat(get(NOTICES + "/templates", null).<List<?>>at("$")).hasSize(2);
        assertThat(get(NOTICES + "/templates?scene=none", null).<List<?>>at("$")).isEmpty();
    }

    @Test
    void aRepeatedGrantCountsOnce() {
        Named owner = named();
        assertThat(postWithKey(GRANTS, owner.token(), ACCEPT, "key").status()).isEqualTo(204);
        assertThat(postWithKey(GRANTS, owner.token(), ACCEPT, "key").status()).isEqualTo(204);
        var other = "{\"sim-request-progress\":\"accept\"}";
        assertThat(postWithKey(GRANTS, owner.token(), other, "key").code())
                .isEqualTo("idempotency.other-body");
        tell(owner, "a");
        tell(owner, "b");
        assertThat(sentTo(owner)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reject", "ban", "filter"})
    void whatIsNotAcceptedIsNotSent(String answer) {
        Named owner = named();
        var body = "{\"sim-request-reply\":\"" + answer + "\"}";
        assertThat(post(GRANTS, owner.token(), body).status()).isEqualTo(204);
        tell(owner, "a");
        assertThat(sentTo(owner)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sim-request-reply\":\"yes\"}",
                "{\"sim-request-reply\":1}",
                "{\"unknown\":\"accept\"}",
                "{\"$where\":\"accept\"}",
                "{\"\":\"accept\"}",
                "[]",
                "null",
                ""
            })
    void aBadGrantIsRefused(String body) {
        Answer answer = post(GRANTS, someone().token(), body);
        assertThat(answer.status()).as(answer.body()).isIn(400, 422);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"sim-request-reply\":null}"})
    void anAnswerThatSaysNothingChangesNothing(String body) {
        assertThat(post(GRANTS, someone().token(), body).status()).isIn(204, 400, 422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"ids\":[]}",
                "{\"ids\":[null]}",
                "{\"ids\":[\"a\"],\"upTo\":\"2026-11-24T12:00:00+08:00\"}",
                "{\"upTo\":\"yesterday\"}",
                "{\"all\":true}",
                ""
            })
    void aBadReadIsRefused(String body) {
        Answer answer = post(NOTICES + "/read", someone().token(), body);
        assertThat(answer.status()).as(answer.body()).isIn(400, 422);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
    void aTimeThatNoStoreKeepsIsNoFault(String time) {
        var body = "{\"upTo\":\"" + time + "\"}";
        assertThat(post(NOTICES + "/read", someone().token(), body).status()).isEqualTo(204);
    }

    @Test
    void onlyWhoIsSignedInHasAnInbox() {
        assertThat(get(NOTICES, null).status()).isEqualTo(401);
        assertThat(post(NOTICES + "/read", null, "{}").status()).isEqualTo(401);
        assertThat(post(GRANTS, null, ACCEPT).status()).isEqualTo(401);
    }

    @Test
    void whoLeavesTakesEverythingAlong() {
        Named owner = named();
        post(GRANTS, owner.token(), ACCEPT);
        post(GRANTS, owner.token(), ACCEPT);
        tell(owner, "a");
        Answer export = get("/api/v1/me/export", owner.token());
        assertThat(export.<List<?>>at("$.notices.items")).hasSize(1);
        assertThat(export.<Integer>at("$.notices.acceptances['sim-request-reply']")).isEqualTo(1);
        assertThat(delete("/api/v1/me", owner.token()).status()).isEqualTo(204);
        assertThat(notices.countUnread(owner.id()).block()).isZero();
        tell(owner, "b");
        assertThat(notices.countUnread(owner.id()).block()).isZero();
        assertThat(sentTo(owner)).hasSize(1);
    }

    @Test
    void aMessageWaitsWhileWeChatIsBusy() {
        Named owner = named();
        post(GRANTS, owner.token(), ACCEPT);
        simulator.inject(WeChatSimulator.SUBSCRIBE, Fault.errcode(45009));
        tell(owner, "a");
        assertThat(sentTo(owner)).hasSize(1);
        simulator.reset();
        sweeper.sweepAll().block();
        assertThat(sentTo(owner)).as("it waits a minute").isEmpty();
        assertThat(get(NOTICES, owner.token()).<List<?>>at("$.items")).hasSize(1);
    }
}
