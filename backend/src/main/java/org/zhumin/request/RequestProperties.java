package org.zhumin.request;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.zhumin.platform.Require;

/**
 * How requests are compared.
 *
 * @param similarRadiusMeters how far away a request may be that is perhaps about the same thing
 */
@ConfigurationProperties("zhumin.request")
record RequestProperties(@DefaultValue("250") int similarRadiusMeters) {
    RequestProperties {
        Require.inRange("zhumin.request.similar-radius-meters", similarRadiusMeters, 50, 2000);
    }
}
