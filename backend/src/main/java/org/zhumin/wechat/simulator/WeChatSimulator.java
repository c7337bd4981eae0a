package org.zhumin.wechat.simulator;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * An HTTP server on the loopback that speaks api.weixin.qq.com's paths and JSON. It lets anybody in
 * who can reach it, so it refuses to listen anywhere else.
 *
 * <p>Tests steer it through these methods, or from outside over {@value #CONTROL}, see {@link
 * Control}.
 */
public final class WeChatSimulator implements SmartLifecycle {
    public static final String TOKEN = "/cgi-bin/stable_token";
    public static final String SESSION = "/sns/jscode2session";
    public static final String PHONE = "/wxa/business/getuserphonenumber";
    public static final String TEXT = "/wxa/msg_sec_check";
    public static final String MEDIA = "/wxa/media_check_async";
    public static final String SUBSCRIBE = "/cgi-bin/message/subscribe/send";
    public static final String QR_CODE = "/wxa/getwxacodeunlimit";

    static final String CONTROL = "/__control";

    private static final int BODY_MAX = 1 << 20;
    private static final int RECEIVED_MAX = 200;

    /**
     * Where it listens; once it has a port it keeps it, so that it is found again after a restart.
     */
    private InetSocketAddress wanted;

    private final String secret;
    private final SimulatedTokens tokens = new SimulatedTokens();
    private final SimulatedCallbacks callbacks;
    private final SimulatedApi api;
    private final Map<String, RunningFault> faults = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final ArrayDeque<ReceivedRequest> received = new ArrayDeque<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private @Nullable DisposableServer server;

    /** Its own: the shared ones end with whichever application in this JVM ends first. */
    private @Nullable LoopResources loops;

    private record RunningFault(Fault fault, AtomicInteger left) {
        boolean take() {
            return fault.times() == 0 || left.getAndDecrement() > 0;
        }
    }

    /**
     * @param address an IPv4 loopback address
     * @param port 0 for a free one
     * @param appId the only one that is let in, with its secret
     */
    public WeChatSimulator(InetAddress address, int port, String appId, String secret) {
        if (!address.isLoopbackAddress() || !(address instanceof Inet4Address)) {
            throw new IllegalArgumentException("the WeChat simulator listens on the loopback only");
        }
        this.wanted = new InetSocketAddress(address, port);
        this.secret = secret;
        this.callbacks = new SimulatedCallbacks(appId);
        this.api = new SimulatedApi(appId, secret, tokens, callbacks);
    }

    /** Starts it if need be. Scheme, host and port, without a slash at the end. */
    public synchronized String address() {
        if (server == null) {
            InetSocketAddress at = wanted;
            loops = LoopResources.create("wechat-simulator", 1, true);
            server =
                    HttpServer.create()
                            .runOn(loops)
                            .bindAddress(() -> at)
                            .handle(this::serve)
                            .bindNow();
            wanted = new InetSocketAddress(wanted.getAddress(), server.port());
        }
        return "http://" + wanted.getAddress().getHostAddress() + ":" + server.port();
    }

    /** Who signs in by {@code sim-<name>}; the same in every simulator and after restarts. */
    public static String openid(String name) {
        return SimulatedApi.openid(name);
    }

    @Override
    public void start() {
        address();
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.disposeNow(Duration.ofSeconds(2));
            server = null;
        }
        if (loops != null) {
            loops.dispose();
            loops = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    /** On a free port it waits for whoever asks for its address, to keep the start short. */
    @Override
    public boolean isAutoStartup() {
        return wanted.getPort() != 0;
    }

    /** Before whatever calls it, and stopped after that. */
    @Override
    public int getPhase() {
        return -1;
    }

    /** Makes one path misbehave, in place of what was set before. */
    public void inject(String path, Fault fault) {
        faults.put(path, new RunningFault(fault, new AtomicInteger(fault.times())));
    }

    /** Whom to call with results of media checks and with what {@link #push} is told. */
    public void callBack(CallbackTarget target) {
        callbacks.callBack(target);
    }

    /**
     * Tells what becomes of files to check, in place of their words: risky when a file holds one of
     * the risky words of {@link #words} in UTF-8, review likewise, else pass.
     *
     * @param suggestion pass, review, risky, or none for no result at all
     * @param times for how many files; 0 for all until the reset
     */
    public void media(String suggestion, int times) {
        callbacks.judge(suggestion, times);
    }

    /** Calls back with this message, such as the event of a subscription. */
    public void push(String json) {
        callbacks.push(json);
    }

    /** Texts and files with such words are judged risky or left for review. */
    public void words(List<String> risky, List<String> review) {
        api.words(risky, review);
    }

    /** The token in force is no longer known: the next call with it gets 40001. */
    public void expireTokens() {
        tokens.expire();
    }

    public void tokenLife(Duration life) {
        tokens.live(life);
    }

    /** Ends all faults and told results of media checks, and forgets what was received. */
    public void reset() {
        callbacks.reset();
        faults.clear();
        counts.clear();
        synchronized (received) {
            received.clear();
        }
    }

    /** The last two hundred requests, oldest first. */
    public List<ReceivedRequest> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** How often a path was called since the last reset. */
    public int count(String path) {
        var count = counts.get(path);
        return count == null ? 0 : count.get();
    }

    /** Calls whose caller still waits. */
    public int unanswered() {
        return unanswered.get();
    }

    private Mono<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        Long length =
                request.requestHeaders().contains(HttpHeaderNames.CONTENT_LENGTH)
                        ? Long.valueOf(request.requestHeaders().get(HttpHeaderNames.CONTENT_LENGTH))
                        : null;
        if (length != null && length > BODY_MAX) {
            return send(response, Answer.status(413));
        }
        return request.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> answer(request, body))
                .flatMap(answer -> send(response, answer));
    }

    private static Mono<Void> send(HttpServerResponse response, Answer answer) {
        return response.status(answer.status())
                .header(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                .header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(answer.body().length))
                .sendByteArray(Mono.just(answer.body()))
                .then();
    }

    private Mono<Answer> answer(HttpServerRequest request, byte[] body) {
        var uri = new QueryStringDecoder(request.uri());
        String type = request.requestHeaders().get(HttpHeaderNames.CONTENT_TYPE, "");
        String method = request.method().name();
        if (uri.path().startsWith(CONTROL)) {
            return Mono.just(new Control(this).answer(method, uri.path(), type, body));
        }
        Map<String, String> query = new HashMap<>();
        uri.parameters().forEach((name, values) -> query.put(name, values.getFirst()));
        record(method, uri.path(), query, type, body);
        return misbehaving(uri.path(), () -> api.answer(method, uri.path(), query, body));
    }

    private Mono<Answer> misbehaving(String path, Supplier<Answer> normal) {
        RunningFault running = faults.get(path);
        if (running == null || !running.take()) {
            return Mono.fromSupplier(normal);
        }
        Fault fault = running.fault();
        unanswered.incrementAndGet();
        Mono<Answer> answer =
                fault.hang() ? Mono.never() : Mono.fromSupplier(() -> faulty(fault, normal));
        return Mono.delay(Duration.ofMillis(fault.delayMillis()))
                .then(answer)
                .doFinally(_ -> unanswered.decrementAndGet());
    }

    private static Answer faulty(Fault fault, Supplier<Answer> normal) {
        String body = fault.body();
        if (body != null) {
            return Answer.json(body);
        }
        if (fault.status() != 0) {
            return Answer.status(fault.status());
        }
        return fault.errcode() != 0 ? Answer.error(fault.errcode(), "simulated") : normal.get();
    }

    private void record(
            String method, String path, Map<String, String> query, String type, byte[] body) {
        counts.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
        var shown = new HashMap<>(query);
        shown.computeIfPresent("secret", (_, _) -> "***");
        String text = new String(body, StandardCharsets.UTF_8);
        if (path.equals(TOKEN)) {
            text = text.replace(secret, "***");
        }
        synchronized (received) {
            if (received.size() == RECEIVED_MAX) {
                received.removeFirst();
            }
            received.addLast(new ReceivedRequest(method, path, shown, type, text));
        }
    }
}
