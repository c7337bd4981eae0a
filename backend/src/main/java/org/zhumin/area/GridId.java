package org.zhumin.area;

import org.zhumin.kernel.Identifier;
import org.zhumin.kernel.Ids;

/** The id of a grid (网格), given by who draws the grids: 1 to 26 characters of [0-9A-Za-z]. */
public record GridId(String value) implements Identifier {
    public GridId {
        if (!Ids.isValid(value)) {
            throw new IllegalArgumentException("a grid id is 1 to 26 letters and digits");
        }
    }
}
