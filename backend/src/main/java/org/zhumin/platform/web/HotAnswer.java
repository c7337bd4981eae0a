package org.zhumin.platform.web;

import io.netty.handler.codec.http.FullHttpResponse;

import org.jspecify.annotations.Nullable;

/**
 * What became of a hot call.
 *
 * @param response absent: the usual handler has to answer
 * @param tried what that one needs to know then
 */
record HotAnswer(@Nullable FullHttpResponse response, TriedCall tried) {
    static final HotAnswer NOT_YET = handed(TriedCall.NOT_YET);

    static HotAnswer of(FullHttpResponse response) {
        return new HotAnswer(response, TriedCall.NOT_YET);
    }

    static HotAnswer handed(TriedCall tried) {
        return new HotAnswer(null, tried);
    }
}
