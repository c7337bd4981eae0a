package org.zhumin.notice;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.context.NoSuchMessageException;
import org.zhumin.identity.ResidentDirectory;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.mongo.MongoTestSettings;
import org.zhumin.platform.web.FactKey;
import org.zhumin.testing.TestDatabase;
import org.zhumin.wechat.MediaCheck;
import org.zhumin.wechat.QrCode;
import org.zhumin.wechat.SendResult;
import org.zhumin.wechat.SimulatedPeople;
import org.zhumin.wechat.SubscribeMessage;
import org.zhumin.wechat.TextCheck;
import org.zhumin.wechat.TextVerdict;
import org.zhumin.wechat.WeChat;
import org.zhumin.wechat.WeChatSession;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One instance's notices on a database, with a clock that a test sets and a WeChat of its own. */
final class NoticeFixture {
    /** What the tests tell of. */
    record TestType(String code, boolean isUrgent) implements NoticeType {
        static final TestType NEWS = new TestType("test.news", false);
        static final TestType CANCELLATION = new TestType("test.cancellation", true);
        static final TestType PLAIN = new TestType("test.plain", false);
    }

    /** 12:00 in Guiyang. */
    static final Instant NOON = Instant.parse("2026-11-24T04:00:00Z");

    static final Template TEMPLATE =
            template("sim-news", Map.of("thing1", "{0}"), "test.news", "test.cancellation");
    static final Template LONG_TERM =
            new Template(
                    "sim-long",
                    Template.Kind.LONG_TERM,
                    List.of("long"),
                    List.of("test.long"),
                    List.of(new Template.Field("thing1", "{0}")));

    final SetClock clock = new SetClock(NOON);
    final People people = new People();
    private static final NoticeProperties UNSET = new NoticeProperties(null, null, null);

    final StubWeChat weChat = new StubWeChat();
    final MongoInbox inbox;
    final MongoGrants grants;
    final Courier courier;
    final Notices notices;
    final NoticeSweeper sweeper;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    NoticeFixture(TestDatabase test) {
        var settings = settings();
        var templates = templates(TEMPLATE, LONG_TERM);
        var meters = new NoticeMeters(registry);
        inbox = test.withIndexes(new MongoInbox(test.database(), settings));
        grants = new MongoGrants(test.database());
        courier =
                new Courier(
                        inbox,
                        grants,
                        templates,
                        new StubTexts(),
                        people,
                        weChat,
                        meters,
                        clock,
                        settings);
        notices = new Notices(inbox, grants, templates, courier, people, meters, clock);
        sweeper =
                new NoticeSweeper(inbox, courier, MongoTestSettings.leases(test.database()), clock);
    }

    void accept(ResidentId resident, int times) {
        for (int i = 0; i < times; i++) {
            grants.add(
                            resident,
                            Map.of(TEMPLATE, GrantAnswer.ACCEPT),
                            new FactKey(org.zhumin.kernel.Ids.random(), ""))
                    .block();
        }
    }

    int left(ResidentId resident) {
        return grants.find(resident).block().getOrDefault(TEMPLATE.id(), 0);
    }

    static NewNotice news(ResidentId to, TestType type, String reference) {
        return new NewNotice(to, type, type.code(), reference, List.of("路灯"), "pages/a?id=1");
    }

    Delivery delivery(ResidentId resident) {
        return inbox.streamOf(resident).blockFirst().delivery();
    }

    void sweepAt(Instant time) {
        clock.set(time);
        sweeper.sweep().block();
    }

    static Template template(String id, Map<String, String> fields, String... types) {
        return new Template(
                id,
                Template.Kind.ONE_TIME,
                List.of("scene"),
                List.of(types),
                fields.entrySet().stream()
                        .map(entry -> new Template.Field(entry.getKey(), entry.getValue()))
                        .toList());
    }

    static NoticeSettings settings() {
        return NoticeSettings.of(UNSET, UNSET);
    }

    static Templates templates(Template... templates) {
        return new Templates(
                new NoticeFile(List.of(templates), UNSET),
                new SimulatedPeople(true),
                new StubTexts());
    }

    /** Types of tests have no texts in the message files. */
    static final class StubTexts extends NoticeTexts {
        StubTexts() {
            super(null);
        }

        @Override
        String title(String type, List<String> params, Locale locale) {
            if (type.startsWith("test.")) {
                return "title of " + type;
            }
            throw new NoSuchMessageException(type);
        }

        @Override
        String text(String type, List<String> params, Locale locale) {
            return title(type, params, locale) + params;
        }
    }

    /** Everybody who has not left. */
    static final class People implements ResidentDirectory {
        final Set<ResidentId> left = ConcurrentHashMap.newKeySet();
        final Set<ResidentId> failing = ConcurrentHashMap.newKeySet();

        @Override
        public Mono<String> findOpenid(ResidentId id) {
            return failing.contains(id)
                    ? Mono.error(new IllegalStateException("as told"))
                    : Mono.just("openid-" + id.value()).filter(openid -> !left.contains(id));
        }

        @Override
        public Mono<Verification> findVerification(ResidentId id) {
            return Mono.just(Verification.OPENID).filter(rung -> !left.contains(id));
        }

        @Override
        public Mono<String> findNickname(ResidentId id) {
            return Mono.empty();
        }
    }

    /** Notes what it was to send and answers as told. */
    static final class StubWeChat implements WeChat {
        final Queue<SubscribeMessage> sent = new ConcurrentLinkedQueue<>();
        volatile Mono<SendResult> answer =
                Mono.just(new SendResult(SendResult.Outcome.SENT, 0))
                        .delayElement(Duration.ofMillis(5));

        void answer(SendResult.Outcome outcome, int errcode) {
            answer = Mono.just(new SendResult(outcome, errcode));
        }

        @Override
        public Mono<SendResult> sendSubscribeMessage(SubscribeMessage message) {
            return Mono.defer(
                    () -> {
                        sent.add(message);
                        return answer;
                    });
        }

        @Override
        public Mono<WeChatSession> exchangeCode(String code) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<String> phoneNumber(String code) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<TextVerdict> checkText(TextCheck check) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<String> checkMedia(MediaCheck check) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<byte[]> qrCode(QrCode code) {
            return Mono.error(new UnsupportedOperationException());
        }
    }

    /** Stands still until it is set. */
    static final class SetClock extends Clock {
        private volatile Instant now;

        SetClock(Instant now) {
            this.now = now;
        }

        void set(Instant time) {
            now = time;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
