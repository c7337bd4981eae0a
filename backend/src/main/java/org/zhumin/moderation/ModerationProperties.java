package org.zhumin.moderation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.zhumin.platform.Require;

import java.time.Duration;

/**
 * How content is moderated.
 *
 * @param wordsFile the list of words for texts that WeChat does not judge, see {@link WordList}
 * @param appealDays for how many days, each of 24 hours, a decision may be appealed
 */
@ConfigurationProperties("zhumin.moderation")
record ModerationProperties(
        @DefaultValue("config/moderation-words.txt") String wordsFile,
        @DefaultValue("10") int appealDays) {
    ModerationProperties {
        Require.notBlank("zhumin.moderation.words-file", wordsFile);
        Require.inRange("zhumin.moderation.appeal-days", appealDays, 1, 365);
    }

    Duration appealTime() {
        return Duration.ofDays(appealDays);
    }
}
