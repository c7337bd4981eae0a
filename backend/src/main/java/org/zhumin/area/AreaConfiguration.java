package org.zhumin.area;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.zhumin.platform.InvalidConfiguration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

@Configuration(proxyBeanMethods = false)
class AreaConfiguration {
    @Bean
    AreaTree areaTree(AreaProperties properties, ResourceLoader resources) {
        return read(resources.getResource(properties.data()));
    }

    @Bean
    GridIndex gridIndex(AreaProperties properties, AreaTree areas) {
        return GridFiles.read(Path.of(properties.gridsDir()), areas);
    }

    static AreaTree read(Resource data) {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(data.getInputStream(), StandardCharsets.UTF_8))) {
            return AreaFile.read(data.getDescription(), lines);
        } catch (IOException unreadable) {
            throw new InvalidConfiguration(
                    AreaFile.PROPERTY, data.getDescription() + " cannot be read.");
        }
    }
}
