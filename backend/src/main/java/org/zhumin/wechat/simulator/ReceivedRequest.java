package org.zhumin.wechat.simulator;

import java.util.Map;

/**
 * What the simulator was asked. The application's secret is replaced by {@code ***}.
 *
 * @param query decoded
 * @param body as sent
 */
public record ReceivedRequest(
        String method, String path, Map<String, String> query, String contentType, String body) {}
