package org.zhumin.platform.web;

import org.zhumin.platform.redis.RedisTestSettings;

import tools.jackson.databind.json.JsonMapper;

/** Lets tests outside this package have hot reads of an instance of their own. */
public final class HotReadsTestSettings {
    private HotReadsTestSettings() {}

    public static HotReads alone() {
        return new HotReads(JsonMapper.builder().build(), RedisTestSettings.absent());
    }
}
