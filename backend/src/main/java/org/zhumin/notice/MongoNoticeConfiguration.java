package org.zhumin.notice;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhumin.platform.mongo.MongoExpiry;

@Configuration(proxyBeanMethods = false)
class MongoNoticeConfiguration {
    @Bean
    MongoExpiry noticeExpiry() {
        return new MongoExpiry(MongoInbox.COLLECTION, MongoInbox.EXPIRES_AT);
    }
}
