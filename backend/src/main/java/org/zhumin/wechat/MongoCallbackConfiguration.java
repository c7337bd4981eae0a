package org.zhumin.wechat;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhumin.platform.mongo.MongoExpiry;

/** What expires. */
@Configuration(proxyBeanMethods = false)
class MongoCallbackConfiguration {
    @Bean
    MongoExpiry callbackExpiry() {
        return new MongoExpiry(MongoCallbackInbox.COLLECTION, MongoCallbackInbox.EXPIRES_AT);
    }
}
