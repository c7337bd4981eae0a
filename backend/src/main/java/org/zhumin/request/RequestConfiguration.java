package org.zhumin.request;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhumin.platform.ConfigFiles;

/** What an operator says about requests in files. */
@Configuration(proxyBeanMethods = false)
class RequestConfiguration {
    @Bean
    DeadlineFile deadlineFile(ConfigFiles files) {
        return files.read(DeadlineFile.SOURCE, DeadlineFile::read);
    }

    @Bean
    Categories categories(ConfigFiles files) {
        return files.read(Categories.SOURCE, Categories::read);
    }
}
