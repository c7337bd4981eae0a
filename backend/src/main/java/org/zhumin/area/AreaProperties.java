package org.zhumin.area;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which city this is.
 *
 * @param data the area tree, as a Spring resource location: {@code classpath:…} or {@code file:…}
 * @param gridsDir the folder with the grids and the city's outline as {@code *.geojson}, relative
 *     to the working directory; it may be missing
 */
@Validated
@ConfigurationProperties("zhumin.area")
record AreaProperties(
        @DefaultValue("classpath:areas/520100.tsv") @NotBlank String data,
        @DefaultValue("config/grids") @NotBlank String gridsDir) {}
