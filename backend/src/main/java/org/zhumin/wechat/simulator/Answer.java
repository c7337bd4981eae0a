package org.zhumin.wechat.simulator;

import java.nio.charset.StandardCharsets;

/** An HTTP answer of the simulator. */
final class Answer {
    private static final String JSON = "application/json; charset=UTF-8";

    private final int status;
    private final String contentType;
    private final byte[] body;

    private Answer(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    static Answer json(String text) {
        return new Answer(200, JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer error(int errcode, String message) {
        return json(
                "{\"errcode\":%d,\"errmsg\":\"%s rid: simulator\"}".formatted(errcode, message));
    }

    static Answer status(int status) {
        return new Answer(status, JSON, new byte[0]);
    }

    static Answer picture(byte[] png) {
        return new Answer(200, "image/png", png);
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    /** Shared; not to be changed. */
    byte[] body() {
        return body;
    }
}
