package org.zhumin.moderation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;

/**
 * How content is moderated.
 *
 * @param wordsFile the list of words for texts that WeChat does not judge, see {@link WordList}
 * @param appealDays for how many days, each of 24 hours, a decision may be appealed
 */
@Validated
@ConfigurationProperties("zhumin.moderation")
record ModerationProperties(
        @DefaultValue("config/moderation-words.txt") @NotBlank String wordsFile,
        @DefaultValue("10") @Min(1) @Max(365) int appealDays) {
    Duration appealTime() {
        return Duration.ofDays(appealDays);
    }
}
