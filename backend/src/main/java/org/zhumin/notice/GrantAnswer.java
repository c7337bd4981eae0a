package org.zhumin.notice;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What wx.requestSubscribeMessage says about one template. */
enum GrantAnswer {
    @JsonProperty("accept")
    ACCEPT,
    @JsonProperty("reject")
    REJECT,
    /** WeChat has banned the template. */
    @JsonProperty("ban")
    BAN,
    /** WeChat has left it out, because another has the same title. */
    @JsonProperty("filter")
    FILTER
}
