package org.zhumin.wechat;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.zhumin.platform.InvalidConfiguration;
import org.zhumin.platform.StartupNote;

import java.net.InetAddress;
import java.util.List;

/** Keeps an application in simulator mode, which lets anybody in, on this machine; and says so. */
@Component
class SimulatorGuard implements StartupNote {
    private final boolean simulated;
    private final CallbackSettings callback;

    SimulatorGuard(
            SimulatedPeople people,
            CallbackSettings callback,
            @Value("${server.address:0.0.0.0}") InetAddress address,
            @Value("${zhumin.simulator.allow-remote:false}") boolean allowRemote) {
        simulated = people.allowed();
        this.callback = callback;
        if (simulated && !address.isLoopbackAddress() && !allowRemote) {
            throw new InvalidConfiguration(
                    "server.address",
                    "with the WeChat simulator anybody can sign in as anybody; listen on 127.0.0.1,"
                            + " or set zhumin.simulator.allow-remote=true on a closed network");
        }
    }

    @Override
    public List<String> lines() {
        return simulated
                ? List.of(
                        "WeChat       simulator",
                        "Sign in      POST /api/v1/sessions {\"code\": \"sim-<any name>\"}",
                        "Staff        sim-admin, sim-council, sim-handler, sim-grid,"
                                + " sim-organizer,",
                        "             sim-supervisor, sim-merchant, sim-auditor")
                : List.of(
                        "WeChat       live",
                        callback.isOn()
                                ? "Callback     /api/v1/wechat/callback"
                                : "Callback     off: set zhumin.wechat.callback.token and"
                                        + " aes-key, else nothing uploaded is ever shown");
    }
}
