package org.zhumin.identity;

import com.mongodb.reactivestreams.client.MongoDatabase;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhumin.platform.mongo.MongoExpiry;

import java.time.Clock;

/** The stores that one class serves several times, and what expires. */
@Configuration(proxyBeanMethods = false)
class MongoIdentityConfiguration {
    @Bean
    MongoClaims openidClaims(MongoDatabase database, Clock clock) {
        return new MongoClaims(database, "openid_claims", clock);
    }

    @Bean
    MongoClaims firstAdminClaims(MongoDatabase database, Clock clock) {
        return new MongoClaims(database, "first_admin_claims", clock);
    }

    @Bean
    MongoExpiry revocationExpiry() {
        return new MongoExpiry(MongoRevocations.COLLECTION, MongoRevocations.EXPIRES_AT);
    }

    @Bean
    MongoExpiry signInExpiry() {
        return new MongoExpiry(MongoSignIns.COLLECTION, MongoSignIns.EXPIRES_AT);
    }
}
