package org.zhumin.area;

import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ProblemKind;

/** Why an area, a grid or a place is refused. */
public enum AreaProblem implements ProblemCode {
    NOT_FOUND("area.not-found"),
    GRID_NOT_FOUND("area.grid-not-found"),
    OUTSIDE_CITY("area.outside-city");

    private final String code;

    AreaProblem(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public ProblemKind kind() {
        return ProblemKind.NOT_FOUND;
    }
}
