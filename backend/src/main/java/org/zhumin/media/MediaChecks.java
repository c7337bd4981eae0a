package org.zhumin.media;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.zhumin.identity.ResidentDirectory;
import org.zhumin.media.MediaLinks.Reach;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.wechat.CallbackListener;
import org.zhumin.wechat.CallbackMessage;
import org.zhumin.wechat.CallbackMessage.MediaChecked;
import org.zhumin.wechat.MediaCheck;
import org.zhumin.wechat.TextScene;
import org.zhumin.wechat.TextVerdict.Suggestion;
import org.zhumin.wechat.WeChat;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Asks WeChat whether an upload may be shown, and takes its answer, which comes by callback within
 * half an hour. What it does not answer is asked again; what it doubts, or has not answered three
 * times, waits for a person. What it refuses, its owner may put before a person.
 */
@Component
class MediaChecks implements CallbackListener {
    static final int ASKS_MAX = 3;

    private static final Logger LOG = LoggerFactory.getLogger(MediaChecks.class);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(35);
    private static final Duration BEFORE_NEXT_ASK = Duration.ofMinutes(1);
    private static final Duration UPLOAD_WAITS = Duration.ofMillis(1_500);

    /** WeChat may fetch late. */
    private static final Duration LINK_LIFE = Duration.ofHours(2);

    /** An answer may be here before the question is noted. */
    private static final Duration TRACE_COMES = Duration.ofMinutes(10);

    private final MediaItems items;
    private final MediaHolders holders;
    private final MediaLinks links;
    private final ResidentDirectory residents;
    private final WeChat weChat;
    private final MeterRegistry meters;
    private final Clock clock;

    MediaChecks(
            MediaItems items,
            MediaHolders holders,
            MediaLinks links,
            ResidentDirectory residents,
            WeChat weChat,
            MeterRegistry meters,
            Clock clock) {
        this.items = items;
        this.holders = holders;
        this.links = links;
        this.residents = residents;
        this.weChat = weChat;
        this.meters = meters;
        this.clock = clock;
    }

    /** Without making the upload wait for, or fail because of, WeChat: a sweep asks again. */
    Mono<Void> askSoon(MediaItem item) {
        return ask(item).timeout(UPLOAD_WAITS).onErrorComplete();
    }

    Mono<Void> ask(MediaItem item) {
        return residents
                .findOpenid(item.owner())
                .flatMap(openid -> weChat.checkMedia(question(item, openid)))
                .flatMap(trace -> items.asked(item.id(), trace, clock.instant().plus(ANSWER_MAX)));
    }

    private MediaCheck question(MediaItem item, String openid) {
        return new MediaCheck(
                openid,
                TextScene.FORUM,
                item.kind() == MediaKind.IMAGE ? MediaCheck.Kind.IMAGE : MediaCheck.Kind.AUDIO,
                URI.create(links.link(item.id(), MediaSize.FULL, Reach.ANY, LINK_LIFE)));
    }

    @Override
    public Mono<Void> received(CallbackMessage message) {
        return message instanceof MediaChecked checked
                ? items.findByTrace(checked.traceId())
                        .switchIfEmpty(Mono.defer(() -> unknown(checked)))
                        .flatMap(item -> answered(item, checked.suggestion()))
                : Mono.empty();
    }

    private Mono<MediaItem> unknown(MediaChecked checked) {
        Instant now = clock.instant();
        if (checked.receivedAt().plus(TRACE_COMES).isAfter(now)) {
            return Mono.error(PlatformProblem.UNAVAILABLE::refusal);
        }
        LOG.warn("WeChat judged something that was not asked, or is gone");
        return Mono.empty();
    }

    private Mono<Void> answered(MediaItem item, Suggestion suggestion) {
        count(suggestion);
        return switch (suggestion) {
            case PASS -> tell(item, MediaState.PASSED, pass(item));
            case RISKY -> tell(item, MediaState.REFUSED, items.refuse(item.id(), clock.instant()));
            case REVIEW -> items.leaveToPerson(item.id());
            case UNCHECKED -> items.askAgain(item.id(), clock.instant().plus(BEFORE_NEXT_ASK));
        };
    }

    private Mono<MediaItem> pass(MediaItem item) {
        return items.settle(
                item.id(), List.of(MediaState.CHECKING), MediaState.PASSED, clock.instant());
    }

    /** A person's word stands. The holder is told again if it failed to hear the first time. */
    private Mono<Void> tell(MediaItem item, MediaState to, Mono<MediaItem> settled) {
        return settled.switchIfEmpty(
                        Mono.defer(() -> items.find(item.id()).filter(now -> now.state() == to)))
                .flatMap(holders::judged);
    }

    private void count(Suggestion suggestion) {
        meters.counter("zhumin.media.checks", "result", suggestion.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
