package org.zhumin.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The order of what comes and goes on one connection. */
@SuppressWarnings("FutureReturnValueIgnored") // What was written is looked at.
class HotChannelTest {
    private static final TriedCall TRIED =
            new TriedCall(null, new IllegalStateException("could not be done"));

    private final HotCalls calls = mock(HotCalls.class);
    private final HotDoor door = new HotDoor();
    private final List<Sinks.One<HotAnswer>> awaited = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> usual = new ArrayList<>();
    private final List<TriedCall> tried = new ArrayList<>();
    private int reads;
    private EmbeddedChannel channel;

    @BeforeEach
    void connect() {
        when(calls.find(any(), any())).thenAnswer(call -> find(call.getArgument(0)));
        channel =
                new EmbeddedChannel(
                        new ReadCount(),
                        new HttpServerCodec(),
                        new HotChannel(calls, door),
                        new Usual());
        channel.config().setAutoRead(false);
        reads = 0;
    }

    @AfterEach
    void disconnect() {
        channel.finishAndReleaseAll();
    }

    private HotWork find(HttpRequest request) {
        return request.uri().startsWith("/hot") ? this::start : null;
    }

    private Mono<HotAnswer> start(byte[] body) {
        bodies.add(new String(body, StandardCharsets.UTF_8));
        if (bodies.contains("fault")) {
            throw new IllegalStateException("a fault of ours");
        }
        Sinks.One<HotAnswer> outcome = Sinks.one();
        awaited.add(outcome);
        return outcome.asMono();
    }

    private final class ReadCount extends ChannelOutboundHandlerAdapter {
        @Override
        public void read(ChannelHandlerContext context) {
            reads++;
            context.read();
        }
    }

    private final class Usual extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                usual.add(request.uri());
                tried.add(context.channel().attr(HotChannel.TRIED).getAndSet(null));
            } else if (message instanceof HttpContent content) {
                if (content.content().isReadable()) {
                    usual.add(content.content().toString(StandardCharsets.UTF_8));
                }
                content.release();
            }
        }
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    private static String put(String path, String body) {
        return "PUT %s HTTP/1.1\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, body.length(), body);
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\n\r\n";
    }

    private static FullHttpResponse response(String body) {
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.OK,
                        Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        response.headers().set("Content-Length", body.length());
        return response;
    }

    private void answer(int call, String body) {
        awaited.get(call).tryEmitValue(HotAnswer.of(response(body)));
        channel.runPendingTasks();
    }

    private void answerUsually(String body) {
        channel.pipeline().context(Usual.class).writeAndFlush(response(body));
    }

    private String written() {
        var all = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            all.append(part.toString(StandardCharsets.UTF_8));
            part.release();
        }
        return all.toString();
    }

    @Test
    void answersAndReadsOn() {
        send(put("/hot/1", "{}"));
        assertThat(bodies).containsExactly("{}");
        assertThat(reads).isZero();
        answer(0, "done");
        assertThat(written()).startsWith("HTTP/1.1 200 OK").endsWith("done");
        assertThat(reads).isOne();
        assertThat(usual).isEmpty();
    }

    @Test
    void readsABodyThatComesInParts() {
        send("PUT /hot/1 HTTP/1.1\r\nContent-Length: 7\r\n\r\n{");
        assertThat(reads).isOne();
        send("\"a\"");
        send(":1}");
        assertThat(bodies).containsExactly("{\"a\":1}");
    }

    @Test
    void whatItDoesNotKnowPassesAndReadsAreNotItsOwn() {
        send(put("/usual", "{}"));
        assertThat(usual).containsExactly("/usual", "{}");
        assertThat(tried).containsExactly((TriedCall) null);
        answerUsually("as usual");
        assertThat(written()).endsWith("as usual");
        assertThat(reads).isZero();
    }

    @Test
    void whatItCouldNotDoIsHandedOverWithItsBody() {
        send(put("/hot/1", "{\"a\":1}"));
        awaited.getFirst().tryEmitValue(HotAnswer.handed(TRIED));
        channel.runPendingTasks();
        assertThat(usual).containsExactly("/hot/1", "{\"a\":1}");
        assertThat(tried).containsExactly(TRIED);
        answerUsually("refused");
        assertThat(written()).endsWith("refused");
        send(get("/hot/2"));
        answer(1, "again");
        assertThat(written()).endsWith("again");
    }

    @Test
    void aFaultIsHandedOverToo() {
        send(put("/hot/1", "fault"));
        assertThat(usual).containsExactly("/hot/1", "fault");
        assertThat(tried.getFirst().failure()).hasMessage("a fault of ours");
    }

    @Test
    void whatComesMeanwhileWaitsForItsTurn() {
        send(get("/hot/1") + put("/hot/2", "{}") + get("/usual") + get("/hot/3"));
        assertThat(awaited).hasSize(1);
        answer(0, "one");
        assertThat(awaited).hasSize(2);
        assertThat(usual).isEmpty();
        answer(1, "two");
        assertThat(usual).containsExactly("/usual", "/hot/3");
        answerUsually("three");
        answerUsually("four");
        assertThat(written().replaceAll("HTTP/1.1 200 OK\r\nContent-Length: \\d+\r\n\r\n", " "))
                .isEqualTo(" one two three four");
        send(get("/hot/5"));
        assertThat(awaited).hasSize(3);
    }

    @Test
    void aPreliminaryAnswerDoesNotEndAnUsualOne() {
        send(get("/usual"));
        var goOn =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
        channel.pipeline().context(Usual.class).writeAndFlush(goOn);
        send(get("/hot/1"));
        assertThat(usual).containsExactly("/usual", "/hot/1");
    }

    @Test
    void whoLeavesIsNotAnswered() {
        send(get("/hot/1") + get("/hot/2"));
        channel.close();
        answer(0, "late");
        assertThat(written()).isEmpty();
        assertThat(awaited).hasSize(1);
        assertThat(isEmpty()).isTrue();
    }

    private boolean isEmpty() {
        boolean[] empty = {false};
        door.stop(() -> empty[0] = true);
        return empty[0];
    }

    @Test
    void theDoorClosesOnceThoseInsideAreAnswered() {
        send(get("/hot/1"));
        boolean[] empty = {false};
        door.stop(() -> empty[0] = true);
        assertThat(door.isRunning()).isFalse();
        assertThat(empty[0]).isFalse();
        answer(0, "done");
        assertThat(written()).endsWith("done");
        assertThat(empty[0]).isTrue();
        send(get("/hot/2"));
        assertThat(usual).containsExactly("/hot/2");
        door.start();
        answerUsually("usual");
        send(get("/hot/3"));
        assertThat(awaited).hasSize(2);
    }
}
