package org.zhumin.platform.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;
import org.zhumin.platform.Detached;

import reactor.core.publisher.Mono;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Answers {@link HotCalls} on one connection, between the HTTP codec and Reactor Netty, and lets
 * everything else pass. Answers leave in the order of their requests: nothing is taken while the
 * usual handler owes an answer, and what comes in while an answer is awaited here waits. A caller
 * that goes away takes nothing back.
 *
 * <p>Runs on the connection's own thread, so its state needs no lock. Reactor Netty reads on by
 * itself after its answers; after ours we do.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write fails when the caller has gone.
final class HotChannel extends ChannelDuplexHandler {
    /** What the usual handler has to know of a request that it is handed. */
    static final AttributeKey<TriedCall> TRIED = AttributeKey.valueOf("zhumin.tried");

    private final HotCalls calls;
    private final HotDoor door;
    private final Queue<Object> later = new ArrayDeque<>();
    private @Nullable Taken taken;
    private boolean isAwaited;
    private int usualAnswersOwed;
    private boolean isInformational;

    HotChannel(HotCalls calls, HotDoor door) {
        this.calls = calls;
        this.door = door;
    }

    /** A request of which the body is being read, or the answer awaited. */
    private record Taken(HttpRequest request, HotWork work, ByteArrayOutputStream body) {}

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isAwaited) {
            later.add(message);
        } else if (taken != null && message instanceof HttpContent content) {
            readBody(context, taken, content);
        } else if (message instanceof HttpRequest request) {
            begin(context, request);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        HotWork work = usualAnswersOwed == 0 ? find(context, request) : null;
        if (work == null || !door.enter()) {
            usualAnswersOwed++;
            context.fireChannelRead(request);
        } else {
            taken = new Taken(request, work, new ByteArrayOutputStream(128));
        }
    }

    private @Nullable HotWork find(ChannelHandlerContext context, HttpRequest request) {
        return calls.find(
                request,
                context.channel().remoteAddress() instanceof InetSocketAddress address
                        ? address
                        : null);
    }

    private void readBody(ChannelHandlerContext context, Taken call, HttpContent content) {
        add(content.content(), call.body());
        boolean isBroken = content.decoderResult().isFailure();
        boolean isLast = content instanceof LastHttpContent;
        content.release();
        if (isBroken) {
            context.close();
        } else if (isLast) {
            isAwaited = true;
            Detached.start(start(call).doOnNext(answer -> settle(context, call, answer)).then());
        }
    }

    private static Mono<HotAnswer> start(Taken call) {
        try {
            return call.work().start(call.body().toByteArray());
        } catch (RuntimeException fault) {
            return Mono.just(HotAnswer.handed(new TriedCall(null, fault)));
        }
    }

    private static void add(ByteBuf part, ByteArrayOutputStream body) {
        if (part.isReadable()) {
            body.writeBytes(ByteBufUtil.getBytes(part));
        }
    }

    private void settle(ChannelHandlerContext context, Taken call, HotAnswer answer) {
        if (context.executor().inEventLoop()) {
            answer(context, call, answer);
        } else {
            context.executor().execute(() -> answer(context, call, answer));
        }
    }

    private void answer(ChannelHandlerContext context, Taken call, HotAnswer answer) {
        FullHttpResponse response = answer.response();
        free();
        if (!context.channel().isActive()) {
            ReferenceCountUtil.release(response);
            return;
        }
        if (response == null) {
            hand(context, call, answer.tried());
        } else {
            context.writeAndFlush(response);
        }
        goOn(context);
    }

    private void free() {
        if (taken != null) {
            taken = null;
            isAwaited = false;
            door.leave();
        }
    }

    private void hand(ChannelHandlerContext context, Taken call, TriedCall tried) {
        usualAnswersOwed++;
        context.channel().attr(TRIED).set(tried);
        context.fireChannelRead(call.request());
        ByteBuf body = Unpooled.wrappedBuffer(call.body().toByteArray());
        context.fireChannelRead(new DefaultLastHttpContent(body));
        context.fireChannelReadComplete();
    }

    /** With what came in meanwhile; whoever takes the next request sees to it that more is read. */
    private void goOn(ChannelHandlerContext context) {
        while (!isAwaited && !later.isEmpty()) {
            channelRead(context, later.remove());
        }
        if (!isAwaited && usualAnswersOwed == 0) {
            context.read();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
        if (taken != null && !isAwaited) {
            context.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            isInformational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
        if (message instanceof LastHttpContent && !isInformational && usualAnswersOwed > 0) {
            usualAnswersOwed--;
        }
        context.write(message, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        free();
        dropLater();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        free();
        dropLater();
    }

    private void dropLater() {
        later.forEach(ReferenceCountUtil::release);
        later.clear();
    }
}
