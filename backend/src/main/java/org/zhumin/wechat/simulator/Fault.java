package org.zhumin.wechat.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * How the simulator misbehaves on one path.
 *
 * @param delayMillis waits so long first
 * @param hang never answers
 * @param status this HTTP status with an empty body; 0 for none
 * @param errcode this error of WeChat's; 0 for none
 * @param body this body in place of an answer
 * @param times how often; 0 for always
 */
public record Fault(
        long delayMillis, boolean hang, int status, int errcode, @Nullable String body, int times) {
    public static Fault slow(Duration delay) {
        return new Fault(delay.toMillis(), false, 0, 0, null, 0);
    }

    public static Fault hanging() {
        return new Fault(0, true, 0, 0, null, 0);
    }

    public static Fault status(int status) {
        return new Fault(0, false, status, 0, null, 0);
    }

    public static Fault errcode(int errcode) {
        return new Fault(0, false, 0, errcode, null, 0);
    }

    public static Fault body(String body) {
        return new Fault(0, false, 0, 0, body, 0);
    }

    /** The same, but only for the next calls. */
    public Fault times(int count) {
        return new Fault(delayMillis, hang, status, errcode, body, count);
    }
}
