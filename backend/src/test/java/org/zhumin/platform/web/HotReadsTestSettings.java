package org.zhumin.platform.web;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.zhumin.platform.redis.Redis;
import org.zhumin.platform.redis.RedisTestSettings;

import tools.jackson.databind.json.JsonMapper;

/** Lets tests outside this package have hot reads of an instance of their own. */
public final class HotReadsTestSettings {
    private HotReadsTestSettings() {}

    public static HotReads alone() {
        return with(RedisTestSettings.absent(), 1000);
    }

    /** No controllers are known here, so that every query has an answer of its own. */
    static HotReads with(Redis redis, int entries) {
        var none = new StaticListableBeanFactory();
        return new HotReads(
                JsonMapper.builder().build(),
                redis,
                new ReadParameters(none.getBeanProvider(RequestMappingHandlerMapping.class)),
                new HotReadProperties(entries));
    }
}
