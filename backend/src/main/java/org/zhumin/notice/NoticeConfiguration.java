package org.zhumin.notice;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhumin.platform.ConfigFiles;

/** What an operator says about notices. */
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {
    @Bean
    NoticeFile noticeFile(ConfigFiles files) {
        return files.readIfPresent(NoticeFile.SOURCE, NoticeFile::read);
    }

    @Bean
    NoticeSettings noticeSettings(NoticeProperties properties, NoticeFile file) {
        return NoticeSettings.of(properties, file.times());
    }
}
