package org.zhumin.platform.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

import reactor.netty.NettyPipeline;

/**
 * Puts {@link HotChannel} before Reactor Netty's handlers and {@link HotReadHandler} before
 * WebFlux's.
 */
@Configuration(proxyBeanMethods = false)
class HotCallConfiguration {
    private static final String NAME = "zhumin.hot";

    /** Only where HTTP/1.1 is spoken. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> hotChannels(
            HotCalls calls, HotDoor door) {
        return factory ->
                factory.addServerCustomizers(
                        server ->
                                server.doOnChannelInit(
                                        (_, channel, _) ->
                                                put(channel, new HotChannel(calls, door))));
    }

    private static void put(Channel channel, HotChannel hot) {
        if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
            channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, hot);
        }
    }

    @Bean
    WebHttpHandlerBuilderCustomizer hotReadHandlers(
            HotReads reads,
            MeterRegistry meters,
            ObjectProvider<ForwardedHeaderTransformer> proxy) {
        return builder ->
                builder.httpHandlerDecorator(
                        usual ->
                                behind(
                                        proxy.getIfAvailable(),
                                        new HotReadHandler(usual, reads, meters),
                                        usual));
    }

    /** What a proxy says of the caller WebFlux looks at later, and refuses what makes no sense. */
    static HttpHandler behind(
            @Nullable ForwardedHeaderTransformer proxy, HttpHandler hot, HttpHandler usual) {
        return proxy == null
                ? hot
                : (request, response) -> {
                    ServerHttpRequest forwarded;
                    try {
                        forwarded = proxy.apply(request);
                    } catch (RuntimeException senseless) {
                        return usual.handle(request, response);
                    }
                    return hot.handle(forwarded, response);
                };
    }
}
