package org.zhumin.platform.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

import reactor.netty.resources.LoopResources;

/** The threads that serve HTTP, see ADR 0019. */
@Configuration(proxyBeanMethods = false)
class ThreadConfiguration {
    /** As many as processors; by default there would be four at least, to share two. */
    @Bean(destroyMethod = "dispose")
    LoopResources serverThreads() {
        int processors = Runtime.getRuntime().availableProcessors();
        return LoopResources.create("zhumin-http", processors, true);
    }

    @Bean
    ReactorResourceFactory serverResources(LoopResources threads) {
        var resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResources(threads);
        return resources;
    }
}
