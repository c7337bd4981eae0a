package org.zhumin.wechat;

import org.zhumin.wechat.simulator.WeChatSimulator;

/**
 * The people whom the simulator makes up: whoever signs in by {@code sim-<name>}.
 *
 * @param allowed whether the simulator answers, so that anybody can be anybody
 */
public record SimulatedPeople(boolean allowed) {
    /** The openid that {@code sim-<name>} will have, known before the first sign-in. */
    public String openid(String name) {
        return WeChatSimulator.openid(name);
    }
}
