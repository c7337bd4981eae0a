package org.zhumin.wechat;

import cn.binarywang.wx.miniapp.bean.WxMaPhoneNumberInfo;
import cn.binarywang.wx.miniapp.bean.WxMaSubscribeMessage;
import cn.binarywang.wx.miniapp.bean.security.WxMaMediaSecCheckCheckRequest;
import cn.binarywang.wx.miniapp.bean.security.WxMaMsgSecCheckCheckRequest;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.DomainException;
import org.zhumin.wechat.TextVerdict.Suggestion;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * {@link WeChat} by WxJava, which blocks: each call has a virtual thread, which a time-out or a
 * cancelled caller interrupts. WxJava and its HTTP client are loaded by the first call or by {@link
 * #warmUp()}, never by the start of the application.
 */
class WxJavaWeChat implements WeChat, AutoCloseable {
    /**
     * WxJava does not encode the code into the address, so that anything else could add parameters.
     */
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z_-]{1,128}");

    private static final int PARTS_AT_A_TIME = 4;

    private final WeChatProperties limits;
    private final Supplier<WxService> factory;
    private final Guards guards;
    private final MeterRegistry meters;
    private final Alerts alerts;
    private final Scheduler scheduler;
    private volatile @Nullable WxService service;

    WxJavaWeChat(
            WeChatProperties limits,
            Supplier<WxService> factory,
            Guards guards,
            MeterRegistry meters,
            Alerts alerts,
            ExecutorService threads) {
        this.limits = limits;
        this.factory = factory;
        this.guards = guards;
        this.meters = meters;
        this.alerts = alerts;
        this.scheduler = Schedulers.fromExecutorService(threads, "wechat");
    }

    /** One call of WxJava. */
    private interface WxCall<T> {
        @Nullable T run(WxService wx) throws Exception;
    }

    /**
     * What a thread hands back. A thrown failure would be logged by Reactor when the caller is
     * gone.
     */
    private record Outcome<T>(@Nullable T value, @Nullable WeChatFailure failure) {
        void emit(SynchronousSink<T> sink) {
            if (value != null) {
                sink.next(value);
            } else {
                sink.error(failure != null ? failure : WeChatFailure.of(FailureKind.GARBLED));
            }
        }
    }

    @Override
    public Mono<WeChatSession> exchangeCode(String code) {
        if (!CODE.matcher(code).matches()) {
            return Mono.error(WeChatProblem.SESSION_CODE_REJECTED::refusal);
        }
        return call(Call.SESSION, wx -> session(wx, code))
                .onErrorMap(WeChatFailure.class, failure -> refusal(Call.SESSION, failure));
    }

    private static @Nullable WeChatSession session(WxService wx, String code) throws Exception {
        var answer = wx.getUserService().getSessionInfo(code);
        return present(answer.getOpenid())
                ? new WeChatSession(answer.getOpenid(), answer.getUnionid())
                : null;
    }

    @Override
    public Mono<String> phoneNumber(String code) {
        if (!CODE.matcher(code).matches()) {
            return Mono.error(WeChatProblem.PHONE_CODE_REJECTED::refusal);
        }
        return call(Call.PHONE, wx -> number(wx.getUserService().getPhoneNumber(code)))
                .onErrorMap(WeChatFailure.class, failure -> refusal(Call.PHONE, failure));
    }

    private static @Nullable String number(@Nullable WxMaPhoneNumberInfo info) {
        if (info == null || !present(info.getPurePhoneNumber())) {
            return null;
        }
        String country = info.getCountryCode();
        return !present(country) || country.equals("86")
                ? info.getPurePhoneNumber()
                : "+" + country + info.getPurePhoneNumber();
    }

    @Override
    public Mono<TextVerdict> checkText(TextCheck check) {
        return verdict(check, TextParts.of(check.content()))
                .timeout(limits.textCheckTimeout(), Mono.fromSupplier(this::textOutOfTime));
    }

    private Mono<TextVerdict> verdict(TextCheck check, List<String> parts) {
        Mono<TextVerdict> first = part(check, parts.getFirst(), true);
        if (parts.size() == 1) {
            return first;
        }
        return Flux.fromIterable(parts.subList(1, parts.size()))
                .map(content -> part(check, content, false))
                .startWith(first)
                .flatMap(part -> part, PARTS_AT_A_TIME)
                .reduce(TextVerdict::worse);
    }

    private Mono<TextVerdict> part(TextCheck check, String content, boolean first) {
        return call(Call.TEXT, wx -> judged(wx, request(check, content, first)))
                .onErrorReturn(WeChatFailure.class, TextVerdict.UNCHECKED);
    }

    private static WxMaMsgSecCheckCheckRequest request(
            TextCheck check, String content, boolean first) {
        return WxMaMsgSecCheckCheckRequest.builder()
                .version("2")
                .openid(check.openid())
                .scene(check.scene().number())
                .title(first ? check.title() : null)
                .nickname(first ? check.nickname() : null)
                .content(content)
                .build();
    }

    private static @Nullable TextVerdict judged(WxService wx, WxMaMsgSecCheckCheckRequest request)
            throws Exception {
        var result = wx.getSecurityService().checkMessage(request).getResult();
        Suggestion suggestion =
                switch (result.getSuggest()) {
                    case "pass" -> Suggestion.PASS;
                    case "review" -> Suggestion.REVIEW;
                    case "risky" -> Suggestion.RISKY;
                    default -> Suggestion.UNCHECKED;
                };
        return new TextVerdict(suggestion, Integer.parseInt(result.getLabel()));
    }

    private TextVerdict textOutOfTime() {
        count(Call.TEXT, "out-of-time");
        return TextVerdict.UNCHECKED;
    }

    @Override
    public Mono<String> checkMedia(MediaCheck check) {
        var request =
                WxMaMediaSecCheckCheckRequest.builder()
                        .mediaUrl(check.address().toString())
                        .mediaType(check.kind().number())
                        .version(2)
                        .openid(check.openid())
                        .scene(check.scene().number())
                        .build();
        return call(Call.MEDIA, wx -> wx.getSecurityService().mediaCheckAsync(request).getTraceId())
                .onErrorMap(WeChatFailure.class, failure -> refusal(Call.MEDIA, failure));
    }

    @Override
    public Mono<SendResult> sendSubscribeMessage(SubscribeMessage message) {
        return call(Call.SUBSCRIBE, wx -> sent(wx, message))
                .onErrorResume(WeChatFailure.class, failure -> Mono.just(SendResult.of(failure)));
    }

    private static SendResult sent(WxService wx, SubscribeMessage message) throws Exception {
        var data =
                message.data().entrySet().stream()
                        .map(e -> new WxMaSubscribeMessage.MsgData(e.getKey(), e.getValue()))
                        .toList();
        wx.getSubscribeService()
                .sendSubscribeMsg(
                        WxMaSubscribeMessage.builder()
                                .toUser(message.openid())
                                .templateId(message.templateId())
                                .page(message.page())
                                .miniprogramState("formal")
                                .lang("zh_CN")
                                .data(data)
                                .build());
        return SendResult.sent();
    }

    @Override
    public Mono<byte[]> qrCode(QrCode code) {
        return call(Call.QR_CODE, wx -> drawn(wx, code))
                .onErrorMap(WeChatFailure.class, failure -> refusal(Call.QR_CODE, failure));
    }

    private static byte @Nullable [] drawn(WxService wx, QrCode code) throws Exception {
        byte[] picture =
                wx.getQrcodeService()
                        .createWxaCodeUnlimitBytes(
                                code.scene(),
                                code.page(),
                                true,
                                "release",
                                code.width(),
                                false,
                                null,
                                false);
        return picture.length == 0 ? null : picture;
    }

    private <T> Mono<T> call(Call call, WxCall<T> work) {
        Mono<T> attempt =
                Mono.fromCallable(() -> outcome(work)).subscribeOn(scheduler).handle(Outcome::emit);
        return guards.around(call, attempt)
                .doOnNext(value -> count(call, result(value)))
                .doOnError(WeChatFailure.class, failure -> failed(call, failure));
    }

    /** Catches everything, because what WxJava throws for an unreadable answer is not defined. */
    private <T> Outcome<T> outcome(WxCall<T> work) {
        try {
            return new Outcome<>(work.run(service()), null);
        } catch (Exception error) {
            return new Outcome<>(null, Failures.of(error));
        }
    }

    private WxService service() {
        WxService known = service;
        return known != null ? known : create();
    }

    private synchronized WxService create() {
        WxService known = service;
        if (known == null) {
            known = factory.get();
            service = known;
        }
        return known;
    }

    /** Loads WxJava on a thread of its own, so that the first person does not wait for it. */
    void warmUp() {
        scheduler.schedule(this::service);
    }

    private static String result(Object value) {
        return value instanceof TextVerdict verdict
                ? verdict.suggestion().name().toLowerCase(java.util.Locale.ROOT)
                : "ok";
    }

    private void failed(Call call, WeChatFailure failure) {
        count(call, failure.kind().tag());
        alerts.consider(call, failure);
    }

    private void count(Call call, String result) {
        meters.counter("zhumin.wechat.calls", "call", call.tag(), "result", result).increment();
    }

    private DomainException refusal(Call call, WeChatFailure failure) {
        return switch (failure.kind()) {
            case CODE_REJECTED ->
                    call == Call.PHONE
                            ? WeChatProblem.PHONE_CODE_REJECTED.refusal()
                            : WeChatProblem.SESSION_CODE_REJECTED.refusal();
            case BLOCKED -> WeChatProblem.SESSION_BLOCKED.refusal();
            case LIMITED -> later(WeChatProblem.RATE_LIMITED, 60);
            default ->
                    later(
                            WeChatProblem.UNAVAILABLE,
                            Math.max(1, limits.breakerPause().toSeconds()));
        };
    }

    private static DomainException later(WeChatProblem problem, long seconds) {
        return problem.problem().with("retryAfter", seconds).refusal();
    }

    private static boolean present(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    @Override
    public void close() throws IOException {
        scheduler.dispose();
        WxService known = service;
        if (known != null) {
            known.close();
        }
    }
}
