package org.zhumin.platform.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.util.List;

/**
 * How many calls a minute are taken.
 *
 * @param anonymousPerMinute calls of one address that shows no token; 0 switches the limit off
 * @param readsPerMinute GETs of one resident
 * @param writesPerMinute other calls of one resident, where no action of its own is named
 * @param anonymousUnlimited path patterns that are not counted per address: pictures, which show no
 *     token and of which a page has many, and what WeChat calls; both are signed
 * @param actions calls with a limit of their own; the first that matches counts
 */
@Validated
@ConfigurationProperties("zhumin.limits")
record LimitProperties(
        @DefaultValue("1200") @Min(0) int anonymousPerMinute,
        @DefaultValue("600") @Min(1) int readsPerMinute,
        @DefaultValue("120") @Min(1) int writesPerMinute,
        @DefaultValue({"/api/v1/media/*", "/api/v1/wechat/callback"})
                List<@NotBlank String> anonymousUnlimited,
        @DefaultValue List<@Valid Action> actions) {

    /**
     * @param name counted under this name
     * @param method HTTP method
     * @param path path pattern, for example {@code /api/v1/requests/*}
     * @param perMinute calls of one resident
     */
    record Action(
            @NotBlank String name,
            @NotBlank String method,
            @NotBlank String path,
            @Min(1) int perMinute) {}
}
