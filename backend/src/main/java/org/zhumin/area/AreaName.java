package org.zhumin.area;

import org.zhumin.kernel.AreaCode;

/** One step of a path as people see it: {@code {code, name}}. */
public record AreaName(AreaCode code, String name) {}
