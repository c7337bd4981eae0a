package org.zhumin.area;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.zhumin.platform.Require;

/**
 * Which city this is.
 *
 * @param data the area tree, as a Spring resource location: {@code classpath:…} or {@code file:…}
 * @param gridsDir the folder with the grids and the city's outline as {@code *.geojson}, relative
 *     to the working directory; it may be missing
 */
@ConfigurationProperties("zhumin.area")
record AreaProperties(
        @DefaultValue("classpath:areas/520100.tsv") String data,
        @DefaultValue("config/grids") String gridsDir) {
    AreaProperties {
        Require.notBlank("zhumin.area.data", data);
        Require.notBlank("zhumin.area.grids-dir", gridsDir);
    }
}
